package org.leukokit.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of a number that was found anew several times, independently, such as once a seed with
 * new subjects and cells; with Student's interval.
 *
 * @param values one a replicate
 * @param mean their mean
 * @param interval of the mean; undefined for fewer than three replicates or if all are equal
 */
public record Replicates(double[] values, double mean, Interval interval) {
  private static final String METHOD = "t over replicates";

  /**
   * The mean of some values.
   *
   * @param values at least one, all finite
   * @param level such as 0.95
   * @throws IllegalArgumentException if there is no value or one is not finite
   */
  public static Replicates of(double[] values, double level) {
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "replicates must be finite and at least one, were " + Arrays.toString(values));
    }
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int n = values.length;
    double error = Math.sqrt(squares / (n - 1) / n);
    String obstacle =
        n < 3 ? "fewer than three replicates" : error < 1e-12 ? "all replicates are equal" : "";
    if (!obstacle.isEmpty()) {
      return new Replicates(values.clone(), mean, Interval.undefined(level, METHOD, obstacle));
    }
    double reach = new TDistribution(null, n - 1).inverseCumulativeProbability((1 + level) / 2);
    return new Replicates(
        values.clone(),
        mean,
        Interval.of(mean - reach * error, mean + reach * error, level, METHOD));
  }
}
