package org.leukokit.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * How many times as fast one of two is that were timed in turn: the median of the rounds' ratios,
 * and the interval in which the true median lies with 95 %, whatever the ratios' distribution. Its
 * ends are two of the ratios in their order, chosen by the sign test (W. J. Conover, Practical
 * Nonparametric Statistics, 3rd ed., section 3.2).
 *
 * @param median of the rounds
 * @param low the interval's lower end; NaN with fewer than six rounds, which give no such interval
 * @param high its upper end; NaN likewise
 */
record PairedRatio(double median, double low, double high) {
  private static final double MISSED_ON_A_SIDE = 0.025;

  /**
   * Compares.
   *
   * @param ours speeds, one a round, above 0
   * @param other speeds in the same rounds, above 0
   */
  static PairedRatio of(double[] ours, double[] other) {
    int rounds = ours.length;
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = ours[i] / other[i];
    }
    double median = Medians.of(ratios);
    Arrays.sort(ratios);
    int left = leftOut(rounds);
    return left < 0
        ? new PairedRatio(median, Double.NaN, Double.NaN)
        : new PairedRatio(median, ratios[left], ratios[rounds - 1 - left]);
  }

  // How many ratios lie beyond the interval on each side at most: as many as fair coins fall on
  // one side with no more than 2.5 %; -1 if even none are too probable.
  private static int leftOut(int rounds) {
    double ways = 1;
    double probability = Math.pow(0.5, rounds);
    double sum = probability;
    int left = -1;
    while (sum <= MISSED_ON_A_SIDE) {
      left++;
      ways = ways * (rounds - left) / (left + 1);
      sum += ways * probability;
    }
    return left;
  }

  @Override
  public String toString() {
    String middle = String.format(Locale.ROOT, "%.2f", median);
    return Double.isNaN(low)
        ? middle
        : middle + String.format(Locale.ROOT, " [%.2f, %.2f]", low, high);
  }
}
