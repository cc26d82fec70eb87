package org.leukokit.stats;

/**
 * The logit of a metric's place in its range, on which the distribution of an estimate is nearer to
 * symmetric and intervals never leave the range.
 *
 * @param low the lowest possible value
 * @param high the highest possible value
 */
record Scale(double low, double high) {
  double to(double value) {
    return Math.log((value - low) / (high - value));
  }

  double slope(double value) {
    return (high - low) / ((value - low) * (high - value));
  }

  double from(double logit) {
    return low + (high - low) / (1 + Math.exp(-logit));
  }

  boolean inside(double value) {
    return low < value && value < high;
  }
}
