package org.leukokit.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.leukokit.metric.Metric;

/**
 * The difference of a metric between two methods, or two protocols, on the same cells, with its
 * interval over groups: delete-one-group standard error of the difference itself, stratified by
 * class, and a t quantile with the degrees of freedom of {@link ClusterJackknife}.
 *
 * @param metric the metric
 * @param difference the first less the second
 * @param standardError over groups; NaN if undefined
 * @param interval of the difference; undefined by the rules of {@link ClusterJackknife}
 */
public record PairedDifference(
    Metric metric, double difference, double standardError, Interval interval) {
  private static final String METHOD = "cluster jackknife of the difference, t";

  /**
   * The difference of a − b.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param a the first scores
   * @param b the second scores
   * @param group the group of each cell, not empty
   * @param level such as 0.95
   * @throws IllegalArgumentException if arrays differ in length, a score is out of the metric's
   *     range, a cell has no group, or the metric has no interval
   */
  public static PairedDifference of(
      Metric metric, boolean[] truth, double[] a, double[] b, String[] group, double level) {
    Sample first = new Sample(metric, truth, a, group);
    Sample second = new Sample(metric, truth, b, group);
    double[] leaveOneOut = first.leaveOneOut.clone();
    for (int g = 0; g < leaveOneOut.length; g++) {
      leaveOneOut[g] -= second.leaveOneOut[g];
    }
    Jackknife jackknife = Jackknife.of(leaveOneOut, first.sizes, first.strata);
    double difference = first.estimate - second.estimate;
    double error = jackknife.standardError();
    String obstacle = first.tooFew();
    if (obstacle.isEmpty() && Double.isNaN(difference)) {
      obstacle = metric.displayName() + " is undefined on these cells";
    } else if (obstacle.isEmpty() && Double.isNaN(error)) {
      obstacle = metric.displayName() + " is undefined without one of the groups";
    } else if (obstacle.isEmpty() && error < 1e-12) {
      obstacle = "the difference does not vary between groups";
    }
    if (!obstacle.isEmpty()) {
      return new PairedDifference(
          metric, difference, error, Interval.undefined(level, METHOD, obstacle));
    }
    double reach =
        new TDistribution(null, jackknife.degreesOfFreedom())
                .inverseCumulativeProbability((1 + level) / 2)
            * error;
    return new PairedDifference(
        metric,
        difference,
        error,
        Interval.of(difference - reach, difference + reach, level, METHOD));
  }

  /**
   * What these groups can detect: {@link #detectable(double, double, double)} of the error here.
   */
  public double detectable(double alpha, double power) {
    return detectable(standardError, alpha, power);
  }

  /**
   * The smallest true difference that a two-sided test finds with the power wanted, by the normal
   * approximation: (z(1 − α/2) + z(power)) × standard error. With few groups the truth is somewhat
   * larger.
   *
   * @param standardError of the difference, over groups
   * @param alpha the level of the test, such as 0.05
   * @param power such as 0.8
   * @return in the metric's units; NaN if the error is
   * @throws IllegalArgumentException if alpha or power is not between 0 and 1
   */
  public static double detectable(double standardError, double alpha, double power) {
    for (double share : Arrays.asList(alpha, power)) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "alpha and power must lie between 0 and 1, were " + alpha + " and " + power);
      }
    }
    NormalDistribution normal = new NormalDistribution();
    return (normal.inverseCumulativeProbability(1 - alpha / 2)
            + normal.inverseCumulativeProbability(power))
        * standardError;
  }
}
