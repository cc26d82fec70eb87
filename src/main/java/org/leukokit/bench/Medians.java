package org.leukokit.bench;

import java.util.Arrays;

/** The middle of measured rounds, which one slow round does not move. */
final class Medians {
  private Medians() {}

  /** The median; the mean of the two in the middle for an even number of values. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
