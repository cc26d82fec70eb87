package org.leukokit.train;

import org.leukokit.base.UserError;

/** Ranges of options. */
final class Checks {
  private Checks() {}

  /** Refuses what is not in [0, 1). */
  static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new UserError(name + " must be 0 to below 1, was " + value);
    }
  }

  /** Refuses what is not finite and above 0. */
  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new UserError(name + " must be above 0 and finite, was " + value);
    }
  }

  /** Refuses what is not finite and at least 0. */
  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new UserError(name + " must be 0 or more and finite, was " + value);
    }
  }

  /** Refuses what is below 1. */
  static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new UserError(name + " must be 1 or more, was " + value);
    }
  }
}
