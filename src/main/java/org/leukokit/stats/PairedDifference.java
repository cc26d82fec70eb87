package org.leukokit.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.AbstractRealDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.leukokit.metric.Metric;

/**
 * The difference of a metric between two methods, or two protocols, on the same cells, with its
 * interval and its test over groups. Both are made of one statistic, the difference over its
 * delete-one-group standard error, stratified by class, beside Student's t with the degrees of
 * freedom of {@link ClusterJackknife}: p is below 0.05 exactly if the 95 % interval doesn't hold
 * zero.
 *
 * <p>A permutation of whole groups between the methods would be no better a test here: it moves the
 * methods' operating points, too, so that two methods of unlike sensitivity and specificity hide
 * their difference in balanced accuracy from it.
 *
 * @param metric the metric
 * @param difference the first less the second
 * @param standardError over groups; NaN if undefined
 * @param degreesOfFreedom of the standard error; NaN if undefined
 * @param interval of the difference; undefined by the rules of {@link ClusterJackknife}
 */
public record PairedDifference(
    Metric metric,
    double difference,
    double standardError,
    double degreesOfFreedom,
    Interval interval) {
  /** What the test is called in reports. */
  public static final String TEST = "t of the cluster jackknife";

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
    return of(new Sample(metric, truth, a, group), new Sample(metric, truth, b, group), level);
  }

  /** Of two methods on the same cells. */
  static PairedDifference of(Sample first, Sample second, double level) {
    Metric metric = first.metric;
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
          metric,
          difference,
          error,
          jackknife.degreesOfFreedom(),
          Interval.undefined(level, METHOD, obstacle));
    }
    double reach =
        new TDistribution(null, jackknife.degreesOfFreedom())
                .inverseCumulativeProbability((1 + level) / 2)
            * error;
    return new PairedDifference(
        metric,
        difference,
        error,
        jackknife.degreesOfFreedom(),
        Interval.of(difference - reach, difference + reach, level, METHOD));
  }

  /**
   * The two-sided test of no difference, from the statistic that the interval is made of.
   *
   * @return statistic is t; p is NaN where the interval is undefined, but 1 where the difference is
   *     zero in every group
   */
  public TestResult test() {
    if (interval.isDefined()) {
      double t = difference / standardError;
      double tail = new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t));
      return new TestResult(TEST, difference, t, 2 * tail);
    }
    boolean none = difference == 0 && standardError < 1e-12;
    return new TestResult(TEST, difference, none ? 0 : Double.NaN, none ? 1 : Double.NaN);
  }

  /**
   * The smallest true difference that these groups would show: a two-sided test at {@code alpha}
   * finds it with the power wanted, (t(1 − α/2) + t(power)) × standard error.
   *
   * @param alpha the level of the test, such as 0.05
   * @param power such as 0.8
   * @return in the metric's units; NaN where the error is undefined or zero
   * @throws IllegalArgumentException if alpha or power is not between 0 and 1
   */
  public double detectable(double alpha, double power) {
    return detectable(standardError, degreesOfFreedom, alpha, power);
  }

  /**
   * The same for a standard error of any origin.
   *
   * @param degreesOfFreedom of the error; infinite for the normal distribution's quantiles
   */
  public static double detectable(
      double standardError, double degreesOfFreedom, double alpha, double power) {
    for (double share : Arrays.asList(alpha, power)) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "alpha and power must lie between 0 and 1, were " + alpha + " and " + power);
      }
    }
    if (!(standardError > 0) || Double.isNaN(degreesOfFreedom)) {
      return Double.NaN;
    }
    AbstractRealDistribution t =
        Double.isInfinite(degreesOfFreedom)
            ? new NormalDistribution()
            : new TDistribution(null, degreesOfFreedom);
    return (t.inverseCumulativeProbability(1 - alpha / 2) + t.inverseCumulativeProbability(power))
        * standardError;
  }
}
