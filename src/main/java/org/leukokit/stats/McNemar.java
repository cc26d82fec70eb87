package org.leukokit.stats;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.leukokit.metric.Metric;

/**
 * McNemar's test of two methods' accuracies on the same cells, exact and mid-p (Fagerland, Lydersen
 * and Laake, <em>BMC Medical Research Methodology</em> 13:91, 2013). It takes every cell as
 * independent: the neighbour over cells of {@link PairedDifference}.
 *
 * @param onlyFirst cells that the first method alone called right
 * @param onlySecond cells that the second method alone called right
 * @param cells all cells
 */
public record McNemar(long onlyFirst, long onlySecond, long cells) {
  /**
   * @throws IllegalArgumentException if a count is negative or the parts exceed the whole
   */
  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > cells) {
      throw new IllegalArgumentException(
          onlyFirst + " and " + onlySecond + " are no parts of " + cells + " cells");
    }
  }

  /**
   * Counts the cells that one method alone called right.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static McNemar of(boolean[] truth, double[] a, double[] b) {
    if (truth.length != a.length || truth.length != b.length) {
      throw new IllegalArgumentException(
          truth.length + " truths do not go with " + a.length + " and " + b.length + " scores");
    }
    long first = 0;
    long second = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean rightA = a[i] >= Metric.THRESHOLD == truth[i];
      boolean rightB = b[i] >= Metric.THRESHOLD == truth[i];
      first += rightA && !rightB ? 1 : 0;
      second += rightB && !rightA ? 1 : 0;
    }
    return new McNemar(first, second, truth.length);
  }

  /** The exact test: discordant cells are as likely of one kind as of the other; p = 1 if none. */
  public TestResult exact() {
    double p = Math.min(1, 2 * binomial().cumulativeProbability((int) fewer()));
    return result("McNemar exact, over cells", p);
  }

  /**
   * The mid-p test, less conservative: half the probability of what was seen is left out. With
   * equal numbers of both kinds p = 1 − P(seen) / 2; p = 1 if there are no discordant cells.
   */
  public TestResult midP() {
    double seen = binomial().probability((int) fewer());
    double p =
        onlyFirst + onlySecond == 0
            ? 1
            : onlyFirst == onlySecond
                ? 1 - seen / 2
                : 2 * binomial().cumulativeProbability((int) fewer()) - seen;
    return result("McNemar mid-p, over cells", Math.min(1, p));
  }

  private long fewer() {
    return Math.min(onlyFirst, onlySecond);
  }

  private BinomialDistribution binomial() {
    return new BinomialDistribution(null, Math.toIntExact(onlyFirst + onlySecond), 0.5);
  }

  private TestResult result(String name, double p) {
    return new TestResult(name, (double) (onlyFirst - onlySecond) / cells, fewer(), p);
  }
}
