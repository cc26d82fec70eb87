package org.leukokit.stats;

import java.util.Objects;

/**
 * A paired, two-sided test of two methods on the same cells.
 *
 * @param test its name, for people
 * @param difference the first method's value less the second's
 * @param statistic the test's own number: z, or the discordant cells of the rarer kind
 * @param p the p-value in [0, 1]; NaN if undefined
 */
public record TestResult(String test, double difference, double statistic, double p) {
  /** The name is there. */
  public TestResult {
    Objects.requireNonNull(test, "test");
  }
}
