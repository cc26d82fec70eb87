package org.leukokit.paper.finetune;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.leukokit.stats.Interval;

/**
 * What trainings on shuffled labels reach. Each permutation is an independent draw, given the cells
 * and the folds, so their mean has a t interval; and a network that learned nothing from its labels
 * would stand anywhere among them, which gives a permutation test's p (Ojala and Garriga,
 * <em>Permutation Tests for Studying Classifier Performance</em>, JMLR 11, 2010).
 *
 * @param mean mean over the shuffles
 * @param lowest the lowest of them
 * @param highest the highest of them
 * @param interval 95 % of the mean; undefined for fewer than three shuffles, or if none differ
 * @param p (1 + shuffles at least as good as the network) / (1 + shuffles)
 * @param shuffles how many
 */
record Chance(
    double mean, double lowest, double highest, Interval interval, double p, int shuffles) {
  private static final double LEVEL = 0.95;
  private static final int FEWEST = 3;
  private static final String METHOD = "t over shuffles";

  /**
   * @param network what the network reaches on its own labels
   * @param shuffled what it reaches on each permutation, at least one
   */
  static Chance of(double network, double[] shuffled) {
    int n = shuffled.length;
    double mean = Arrays.stream(shuffled).average().orElseThrow();
    long asGood = Arrays.stream(shuffled).filter(v -> v >= network).count();
    return new Chance(
        mean,
        Arrays.stream(shuffled).min().orElseThrow(),
        Arrays.stream(shuffled).max().orElseThrow(),
        interval(mean, shuffled),
        (1.0 + asGood) / (1 + n),
        n);
  }

  private static Interval interval(double mean, double[] values) {
    int n = values.length;
    if (n < FEWEST) {
      return Interval.undefined(LEVEL, METHOD, "fewer than " + FEWEST + " shuffles");
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    if (!(error > 0)) {
      return Interval.undefined(LEVEL, METHOD, "nothing varies between shuffles");
    }
    double reach =
        new TDistribution(null, n - 1).inverseCumulativeProbability((1 + LEVEL) / 2) * error;
    return Interval.of(mean - reach, mean + reach, LEVEL, METHOD);
  }
}
