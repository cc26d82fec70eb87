package org.leukokit.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

/**
 * How sure the order of several methods is: groups of cells are drawn with replacement within their
 * strata, as in {@link ClusterBootstrap}, all methods are scored on the same draw, and each gets
 * its rank there. 1 is the best; methods of equal score share the mean of their ranks, and the best
 * of a draw share its one vote.
 *
 * <p>A draw in which one of the methods has no score is left out.
 *
 * @param draws how many draws, at least 200
 * @param seed the seed of the study
 * @param level the share of draws that an interval of ranks covers, such as 0.95
 */
public record RankBootstrap(int draws, long seed, double level) {
  /** Scores closer than this are equal: what is left of different orders of adding up. */
  private static final double EQUAL = 1e-12;

  /**
   * @throws IllegalArgumentException if there are fewer than 200 draws or the level is not between
   *     0 and 1
   */
  public RankBootstrap {
    if (draws < 200) {
      throw new IllegalArgumentException("at least 200 draws are needed, not " + draws);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must lie between 0 and 1, was " + level);
    }
  }

  /** The kit's own: 2,000 draws at 95 %. */
  public static RankBootstrap ofSeed(long seed) {
    return new RankBootstrap(2000, seed, 0.95);
  }

  /**
   * The rank of a method.
   *
   * @param seen its rank on the cells as they are, from 1
   * @param low the lower end of the interval over draws, from 1; NaN if no draw is defined
   * @param high the upper end; NaN if no draw is defined
   * @param best the share of draws in which it was the best, 0 to 1; shares of all add up to 1
   */
  public record Rank(double seen, double low, double high, double best) {}

  /**
   * Ranks methods.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param scores the scores of each method, a cell each
   * @param group the group of each cell, not empty
   * @return a rank a method, in their order
   * @throws IllegalArgumentException if there is no method, arrays differ in length, a score is out
   *     of the metric's range, or a cell has no group
   */
  public List<Rank> ranks(Metric metric, boolean[] truth, List<double[]> scores, String[] group) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("no method to rank");
    }
    Groups groups = Groups.of(truth, group);
    List<Statistic> statistics = new ArrayList<>();
    for (double[] score : scores) {
      metric.of(truth, score); // refuses what doesn't go together
      statistics.add(Statistic.of(metric, truth, score, groups.of(), groups.count()));
    }
    int methods = scores.size();
    double[][] drawn = new double[methods][draws];
    double[] best = new double[methods];
    int[] weights = new int[groups.count()];
    int defined = 0;
    for (int d = 0; d < draws; d++) {
      RandomStream random = RandomStream.at(seed, "bootstrap", d);
      Arrays.fill(weights, 0);
      for (int[] stratum : groups.strata()) {
        for (int i = 0; i < stratum.length; i++) {
          weights[stratum[random.nextInt(stratum.length)]]++;
        }
      }
      double[] values = values(metric, statistics, weights);
      if (Arrays.stream(values).noneMatch(Double::isNaN)) {
        double[] ranks = ranks(values);
        for (int m = 0; m < methods; m++) {
          drawn[m][defined] = ranks[m];
        }
        vote(values, best);
        defined++;
      }
    }
    int[] once = new int[groups.count()];
    Arrays.fill(once, 1);
    double[] seen = ranks(values(metric, statistics, once));
    List<Rank> ranks = new ArrayList<>();
    for (int m = 0; m < methods; m++) {
      double[] sorted = Arrays.copyOf(drawn[m], defined);
      Arrays.sort(sorted);
      double tail = (1 - level) / 2;
      ranks.add(
          defined == 0
              ? new Rank(seen[m], Double.NaN, Double.NaN, Double.NaN)
              : new Rank(
                  seen[m],
                  ClusterBootstrap.quantile(sorted, tail),
                  ClusterBootstrap.quantile(sorted, 1 - tail),
                  best[m] / defined));
    }
    return ranks;
  }

  private static double[] values(Metric metric, List<Statistic> statistics, int[] weights) {
    // Higher is better from here on.
    double sign = metric.lowerIsBetter() ? -1 : 1;
    return statistics.stream().mapToDouble(s -> sign * s.evaluate(weights, null)).toArray();
  }

  /** From 1 for the highest; equal values share the mean. NaN ranks behind all others. */
  static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double mine = Double.isNaN(values[i]) ? Double.NEGATIVE_INFINITY : values[i];
      int above = 0;
      int equal = 0;
      for (double value : values) {
        double other = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        if (other == mine || Math.abs(other - mine) <= EQUAL) {
          equal++;
        } else if (other > mine) {
          above++;
        }
      }
      ranks[i] = above + (equal + 1) / 2.0;
    }
    return ranks;
  }

  private static void vote(double[] values, double[] best) {
    double highest = Arrays.stream(values).max().orElseThrow();
    long equal = Arrays.stream(values).filter(v -> highest - v <= EQUAL).count();
    for (int m = 0; m < values.length; m++) {
      best[m] += highest - values[m] <= EQUAL ? 1.0 / equal : 0;
    }
  }
}
