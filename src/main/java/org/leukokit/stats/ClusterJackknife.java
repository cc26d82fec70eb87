package org.leukokit.stats;

import org.apache.commons.math3.distribution.TDistribution;
import org.leukokit.metric.Metric;

/**
 * An interval over groups without random draws: the delete-one-group standard error, carried to the
 * logit scale, times a t quantile with Welch–Satterthwaite degrees of freedom that count groups of
 * unequal size for what they are worth. Groups are stratified by class, see {@link Groups}.
 *
 * <p>What it reaches at the group sizes of C-NMC 2019, beside the bootstraps and the interval over
 * cells, {@code leukokit coverage} simulates; its page is committed in {@code reports/coverage}.
 *
 * <p>Undefined, with the reason, where the metric is undefined, a stratum that the metric depends
 * on has fewer than five groups, or nothing varies between groups (a perfect score, for one).
 */
public final class ClusterJackknife {
  /** What it is called in reports. */
  public static final String METHOD = "cluster jackknife, logit scale, t";

  private ClusterJackknife() {}

  /**
   * The interval of a metric.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param score the score of each cell
   * @param group the group of each cell, not empty
   * @param level such as 0.95
   * @throws IllegalArgumentException if arrays differ in length, a score is out of the metric's
   *     range, a cell has no group, or the metric has no interval
   */
  public static Interval interval(
      Metric metric, boolean[] truth, double[] score, String[] group, double level) {
    return interval(new Sample(metric, truth, score, group), level);
  }

  /**
   * The delete-one-group standard error of a metric, stratified by class.
   *
   * @return NaN where the metric is undefined, or becomes so without one of the groups
   * @throws IllegalArgumentException as {@link #interval}
   */
  public static double standardError(
      Metric metric, boolean[] truth, double[] score, String[] group) {
    return new Sample(metric, truth, score, group).standardError;
  }

  static Interval interval(Sample sample, double level) {
    if (!sample.obstacle().isEmpty()) {
      return Interval.undefined(level, METHOD, sample.obstacle());
    }
    Scale scale = sample.scale();
    double reach =
        new TDistribution(null, sample.degreesOfFreedom)
                .inverseCumulativeProbability((1 + level) / 2)
            * sample.standardError
            * scale.slope(sample.estimate);
    double centre = scale.to(sample.estimate);
    return Interval.of(scale.from(centre - reach), scale.from(centre + reach), level, METHOD);
  }
}
