package org.leukokit.stats;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.leukokit.metric.Roc;

/**
 * Variance of an AUC and the test of two AUCs on the same cells: DeLong, DeLong and Clarke-Pearson,
 * <em>Biometrics</em> 44, 1988, by placements (Sun and Xu, <em>IEEE Signal Processing Letters</em>
 * 21, 2014). It takes every cell as independent: the neighbour over cells of {@link
 * PairedDifference}.
 */
public final class DeLong {
  /**
   * An area and its variance.
   *
   * @param auc NaN if a class is missing
   * @param variance NaN if a class has fewer than two cells
   */
  public record Area(double auc, double variance) {}

  private DeLong() {}

  /**
   * The area under the ROC curve with its variance.
   *
   * @throws IllegalArgumentException if the lengths differ or a score is not finite
   */
  public static Area of(boolean[] truth, double[] score) {
    double[] placements = placements(truth, score);
    return new Area(Roc.auc(truth, score), variance(truth, placements));
  }

  /**
   * Tests whether two scores have the same AUC on the same cells, two-sided.
   *
   * @return difference a − b, z and p; z and p are NaN if the variance of the difference is zero or
   *     undefined
   * @throws IllegalArgumentException if the lengths differ or a score is not finite
   */
  public static TestResult test(boolean[] truth, double[] a, double[] b) {
    double[] difference = placements(truth, a);
    double[] other = placements(truth, b);
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= other[i];
    }
    double delta = Roc.auc(truth, a) - Roc.auc(truth, b);
    double error = Math.sqrt(variance(truth, difference));
    double z = error > 0 ? delta / error : Double.NaN;
    double p =
        Double.isNaN(z)
            ? Double.NaN
            : 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));
    return new TestResult("DeLong, over cells", delta, z, p);
  }

  /**
   * For a positive cell the share of negative cells below it, for a negative cell the share of
   * positive cells above it, ties counted one half.
   */
  private static double[] placements(boolean[] truth, double[] score) {
    Roc.of(truth, score); // refuses what is no score
    double[] positives = Roc.scoresOf(true, truth, score);
    double[] negatives = Roc.scoresOf(false, truth, score);
    double[] placements = new double[truth.length];
    for (int i = 0; i < truth.length; i++) {
      placements[i] =
          truth[i] ? shareBelow(negatives, score[i]) : 1 - shareBelow(positives, score[i]);
    }
    return placements;
  }

  private static double variance(boolean[] truth, double[] placements) {
    double variance = 0;
    for (boolean which : new boolean[] {true, false}) {
      int n = 0;
      double mean = 0;
      for (int i = 0; i < truth.length; i++) {
        if (truth[i] == which) {
          n++;
          mean += (placements[i] - mean) / n;
        }
      }
      double squares = 0;
      for (int i = 0; i < truth.length; i++) {
        squares += truth[i] == which ? (placements[i] - mean) * (placements[i] - mean) : 0;
      }
      variance += n < 2 ? Double.NaN : squares / (n - 1) / n;
    }
    return variance;
  }

  private static double shareBelow(double[] sorted, double value) {
    return (Places.below(sorted, value) + Places.below(sorted, Math.nextUp(value)))
        / (2.0 * sorted.length);
  }
}
