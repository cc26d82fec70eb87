package org.leukokit.image;

import java.math.BigDecimal;

/** Numbers in the ids of operations. */
final class Texts {
  private Texts() {}

  /** All digits of a number without an exponent, so that other numbers have other texts. */
  static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
