package org.leukokit.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A number of a claim.
 *
 * @param name what it is, and where it stands
 * @param value the number
 * @param shown as a reader sees it
 */
public record Term(String name, BigDecimal value, String shown) {
  private static final int DIGITS = 12;

  /** Nothing is missing. */
  public Term {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(shown, "shown");
  }

  /**
   * A printed number.
   *
   * @throws IllegalArgumentException if the text is no number
   */
  public static Term printed(String name, String text) {
    try {
      return new Term(name, new BigDecimal(text), text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": '" + text + "' is not a number", e);
    }
  }

  /** A printed fraction, in per cent. */
  public static Term percent(String name, String fraction) {
    BigDecimal value = new BigDecimal(fraction).movePointRight(2);
    return new Term(name, value, value.toPlainString() + " %");
  }

  /** A share in per cent, from two printed counts. */
  public static Term share(String name, String part, String whole) {
    BigDecimal value =
        new BigDecimal(part)
            .movePointRight(2)
            .divide(new BigDecimal(whole), DIGITS, RoundingMode.HALF_UP);
    return new Term(
        name,
        value,
        part
            + "/"
            + whole
            + " = "
            + value.setScale(2, RoundingMode.HALF_UP).toPlainString()
            + " %");
  }

  @Override
  public String toString() {
    return name + " " + shown;
  }
}
