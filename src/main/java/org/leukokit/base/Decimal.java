package org.leukokit.base;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers as people write them, and nothing else that a compiler would take for one: no {@code
 * 0.5f}, no {@code 0x1p-1}, no {@code NaN}, no {@code 1e}.
 */
public final class Decimal {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private Decimal() {}

  /**
   * The number that a text is.
   *
   * @param text digits with a decimal point and an exponent if wanted
   * @return empty if it is no number, or too large to be one
   */
  public static OptionalDouble of(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
