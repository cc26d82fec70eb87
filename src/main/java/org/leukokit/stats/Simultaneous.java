package org.leukokit.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

/**
 * Every pair of several methods on the same cells, with intervals that hold together and p-values
 * adjusted for all pairs: max-t over groups (Hothorn, Bretz and Westfall, <em>Biometrical
 * Journal</em> 50, 2008). As all pairs are in the family, a method may be picked by its score and
 * then compared: what was picked is still covered.
 *
 * <p>The largest |t| of all pairs is drawn from the multivariate t distribution with the
 * correlations that the delete-one-group values have and the fewest degrees of freedom of any pair.
 * Where a pair has more, its own quantile at the same level is taken.
 */
public final class Simultaneous {
  /** Draws of the largest |t|; the standard error of an adjusted p of 0.05 is 0.0015. */
  private static final int DRAWS = 20_000;

  /**
   * A difference among others.
   *
   * @param single by itself
   * @param together the interval that holds together with those of all other pairs
   * @param adjusted p adjusted for all pairs; NaN where the pair's own is
   */
  public record Pair(PairedDifference single, Interval together, double adjusted) {}

  private static final String METHOD = "max-t over all pairs";

  private final PairedDifference[][] pairs;
  private final double[] largest;
  private final double fewest;
  private final double level;

  private Simultaneous(PairedDifference[][] pairs, double[] largest, double fewest, double level) {
    this.pairs = pairs;
    this.largest = largest;
    this.fewest = fewest;
    this.level = level;
  }

  /**
   * Compares methods.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param scores the scores of each method, a cell each; two methods at least
   * @param group the group of each cell, not empty
   * @param level such as 0.95
   * @param seed the seed of the study
   * @throws IllegalArgumentException if there are fewer than two methods, arrays differ in length,
   *     a score is out of the metric's range, or a cell has no group
   */
  public static Simultaneous of(
      Metric metric,
      boolean[] truth,
      List<double[]> scores,
      String[] group,
      double level,
      long seed) {
    int methods = scores.size();
    if (methods < 2) {
      throw new IllegalArgumentException("at least two methods are compared, not " + methods);
    }
    List<Sample> samples = new ArrayList<>();
    for (double[] score : scores) {
      samples.add(new Sample(metric, truth, score, group));
    }
    PairedDifference[][] pairs = new PairedDifference[methods][methods];
    double fewest = Double.POSITIVE_INFINITY;
    boolean any = false;
    for (int a = 0; a < methods; a++) {
      for (int b = 0; b < methods; b++) {
        if (a != b) {
          pairs[a][b] = PairedDifference.of(samples.get(a), samples.get(b), level);
          if (pairs[a][b].interval().isDefined()) {
            fewest = Math.min(fewest, pairs[a][b].degreesOfFreedom());
            any = true;
          }
        }
      }
    }
    double[] largest = any ? largest(samples, pairs, fewest, seed) : new double[0];
    return new Simultaneous(pairs, largest, fewest, level);
  }

  private static double[] largest(
      List<Sample> samples, PairedDifference[][] pairs, double fewest, long seed) {
    int methods = samples.size();
    EigenDecomposition covariance =
        new EigenDecomposition(new Array2DRowRealMatrix(covariance(samples)));
    double[][] root = new double[methods][methods];
    for (int k = 0; k < methods; k++) {
      double spread = Math.sqrt(Math.max(0, covariance.getRealEigenvalue(k)));
      for (int m = 0; m < methods; m++) {
        root[m][k] = spread * covariance.getEigenvector(k).getEntry(m);
      }
    }
    RandomGenerator random = new Well19937c(RandomStream.at(seed, "max-t").nextLong());
    GammaDistribution chiSquared = new GammaDistribution(random, fewest / 2, 2);
    double[] largest = new double[DRAWS];
    double[] normal = new double[methods];
    double[] value = new double[methods];
    for (int d = 0; d < DRAWS; d++) {
      for (int k = 0; k < methods; k++) {
        normal[k] = random.nextGaussian();
      }
      for (int m = 0; m < methods; m++) {
        value[m] = 0;
        for (int k = 0; k < methods; k++) {
          value[m] += root[m][k] * normal[k];
        }
      }
      double most = 0;
      for (int a = 0; a < methods; a++) {
        for (int b = 0; b < a; b++) {
          if (pairs[a][b].interval().isDefined()) {
            most = Math.max(most, Math.abs(value[a] - value[b]) / pairs[a][b].standardError());
          }
        }
      }
      largest[d] = most / Math.sqrt(chiSquared.sample() / fewest);
    }
    Arrays.sort(largest);
    return largest;
  }

  /** What {@link Jackknife} makes of one method's values, for each two methods. */
  private static double[][] covariance(List<Sample> samples) {
    int methods = samples.size();
    double[][] covariance = new double[methods][methods];
    for (int[] stratum : samples.get(0).strata) {
      double m = stratum.length;
      double[] means = new double[methods];
      for (int a = 0; a < methods; a++) {
        for (int g : stratum) {
          means[a] += samples.get(a).leaveOneOut[g] / m;
        }
      }
      for (int a = 0; a < methods; a++) {
        for (int b = 0; b <= a; b++) {
          double sum = 0;
          for (int g : stratum) {
            sum +=
                (samples.get(a).leaveOneOut[g] - means[a])
                    * (samples.get(b).leaveOneOut[g] - means[b]);
          }
          covariance[a][b] += sum * (m - 1) / m;
          covariance[b][a] = covariance[a][b];
        }
      }
    }
    return covariance;
  }

  /**
   * One pair: the first less the second.
   *
   * @param first the place of the first method in the list given
   * @param second the place of the second
   */
  public Pair pair(int first, int second) {
    PairedDifference single = pairs[first][second];
    double p = single.test().p();
    if (!single.interval().isDefined()) {
      return new Pair(
          single, Interval.undefined(level, METHOD, single.interval().undefinedBecause()), p);
    }
    TDistribution own = new TDistribution(null, single.degreesOfFreedom());
    TDistribution common = new TDistribution(null, fewest);
    // The level at which each pair by itself must be judged, so that all hold together.
    double critical = ClusterBootstrap.quantile(largest, level);
    double reach =
        -own.inverseCumulativeProbability(common.cumulativeProbability(-critical))
            * single.standardError();
    double asExtreme = -common.inverseCumulativeProbability(p / 2);
    int at = Arrays.binarySearch(largest, asExtreme);
    int below = at < 0 ? -at - 1 : at;
    double adjusted = Math.max(p, (1.0 + DRAWS - below) / (1 + DRAWS));
    return new Pair(
        single,
        Interval.of(single.difference() - reach, single.difference() + reach, level, METHOD),
        adjusted);
  }
}
