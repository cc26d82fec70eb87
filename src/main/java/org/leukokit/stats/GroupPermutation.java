package org.leukokit.stats;

import java.util.Arrays;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

/**
 * A paired permutation test over groups: if two methods are alike, it does not matter which of them
 * made which predictions, so all predictions of a group may change places. Whole groups do, because
 * cells of one group are alike; for accuracy this flips the signs of the groups' differences.
 *
 * <p>With up to as many patterns as draws all are tried and p is exact; otherwise p = (1 + draws at
 * least as extreme) / (1 + draws). For the AUC, scores that need not be on one scale are replaced
 * by their midranks within each method first (Venkatraman and Begg, <em>Biometrika</em> 83, 1996).
 *
 * <p>Two methods that are alike differ "significantly" at 5 % in 4.9 % of 7,500 simulated rounds
 * for accuracy and, as midranks are only nearly exchangeable, in 5.9 % for the AUC (28 subjects of
 * very unequal size, 500 draws). McNemar's test over cells says so in 58 %, DeLong's in 61 %.
 *
 * @param draws how many random patterns, at least 100
 * @param seed the seed of the study
 */
public record GroupPermutation(int draws, long seed) {
  /**
   * @throws IllegalArgumentException if there are fewer than 100 draws
   */
  public GroupPermutation {
    if (draws < 100) {
      throw new IllegalArgumentException("at least 100 draws are needed, not " + draws);
    }
  }

  /**
   * Tests a difference.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param a the first method's scores
   * @param b the second method's scores
   * @param group the group of each cell, not empty
   * @return difference a − b (statistic is the same) and p; p is NaN if the difference is undefined
   *     or is so in more than 1 % of the patterns
   * @throws IllegalArgumentException if arrays differ in length, a score is out of the metric's
   *     range, a cell has no group, or the metric is not known here
   */
  public TestResult test(Metric metric, boolean[] truth, double[] a, double[] b, String[] group) {
    Groups groups = Groups.of(truth, group);
    double difference = metric.of(truth, a) - metric.of(truth, b);
    if (Double.isNaN(difference)) {
      return new TestResult("permutation over groups", difference, difference, Double.NaN);
    }
    int n = groups.count();
    // Group g as method a predicted it and, n further on, as method b did.
    Statistic both = both(metric, truth, a, b, groups);
    boolean exact = n < 31 && 1L << n <= draws;
    int patterns = exact ? 1 << n : draws;
    int[] first = new int[2 * n];
    int[] second = new int[2 * n];
    Arrays.fill(first, 0, n, 1);
    Arrays.fill(second, n, 2 * n, 1);
    // Midranks keep an AUC but for rounding; the same arithmetic must judge seen and permuted.
    double seen = Math.abs(both.evaluate(first, null) - both.evaluate(second, null)) - 1e-12;
    int extreme = 0;
    int undefined = 0;
    for (int d = 0; d < patterns; d++) {
      RandomStream random = exact ? null : RandomStream.at(seed, "permutation", d);
      for (int g = 0; g < n; g++) {
        int swapped = exact ? d >> g & 1 : random.nextBoolean() ? 1 : 0;
        first[g] = 1 - swapped;
        first[n + g] = swapped;
        second[g] = swapped;
        second[n + g] = 1 - swapped;
      }
      double permuted = both.evaluate(first, null) - both.evaluate(second, null);
      undefined += Double.isNaN(permuted) ? 1 : 0;
      extreme += Math.abs(permuted) >= seen ? 1 : 0;
    }
    double p =
        undefined > patterns * ClusterBootstrap.TOLERATED
            ? Double.NaN
            : exact
                ? (double) extreme / (patterns - undefined)
                : (1.0 + extreme) / (1 + patterns - undefined);
    return new TestResult(
        exact ? "permutation over groups, exact" : "permutation over groups",
        difference,
        difference,
        p);
  }

  private static Statistic both(
      Metric metric, boolean[] truth, double[] a, double[] b, Groups groups) {
    int n = truth.length;
    boolean[] truths = Arrays.copyOf(truth, 2 * n);
    System.arraycopy(truth, 0, truths, n, n);
    double[] scores = Arrays.copyOf(metric == Metric.AUC ? midranks(a) : a, 2 * n);
    System.arraycopy(metric == Metric.AUC ? midranks(b) : b, 0, scores, n, n);
    int[] numbers = Arrays.copyOf(groups.of(), 2 * n);
    for (int i = 0; i < n; i++) {
      numbers[n + i] = groups.count() + numbers[i];
    }
    return Statistic.of(metric, truths, scores, numbers, 2 * groups.count());
  }

  /** Twice the mean place of each score among all, so that ranks are whole numbers. */
  private static double[] midranks(double[] score) {
    double[] sorted = score.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[score.length];
    for (int i = 0; i < score.length; i++) {
      ranks[i] = Places.below(sorted, score[i]) + Places.below(sorted, Math.nextUp(score[i]));
    }
    return ranks;
  }
}
