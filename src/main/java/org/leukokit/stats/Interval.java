package org.leukokit.stats;

import java.util.Locale;
import java.util.Objects;

/**
 * A confidence interval, or the reason why there is none.
 *
 * @param low lower end; NaN if undefined
 * @param high upper end; NaN if undefined
 * @param level the share of such intervals that should hold the true value, such as 0.95
 * @param method how it was made, for people
 * @param undefinedBecause empty if the interval is defined; otherwise one line for people
 */
public record Interval(
    double low, double high, double level, String method, String undefinedBecause) {
  /**
   * @throws IllegalArgumentException if ends are missing without a reason, or the level is not
   *     between 0 and 1
   */
  public Interval {
    Objects.requireNonNull(method, "method");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must lie between 0 and 1, was " + level);
    }
    if (undefinedBecause.isEmpty() && !(low <= high)) {
      throw new IllegalArgumentException("no interval from " + low + " to " + high);
    }
  }

  /** A defined interval. */
  public static Interval of(double low, double high, double level, String method) {
    return new Interval(low, high, level, method, "");
  }

  /** No interval, and why. */
  public static Interval undefined(double level, String method, String reason) {
    return new Interval(Double.NaN, Double.NaN, level, method, reason);
  }

  /** Whether there is an interval. */
  public boolean isDefined() {
    return undefinedBecause.isEmpty();
  }

  /** Whether a value lies in the interval, ends included; never if undefined. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** The difference of the ends; NaN if undefined. */
  public double width() {
    return high - low;
  }

  /** Such as {@code 0.791 to 0.902}, or {@code undefined: …}. */
  @Override
  public String toString() {
    return isDefined()
        ? String.format(Locale.ROOT, "%.3f to %.3f", low, high)
        : "undefined: " + undefinedBecause;
  }
}
