package org.leukokit.audit;

/** How a printed value may have been made from the exact one. */
public enum Way {
  /**
   * To the nearest: at most half a unit of the last printed place away. Both ends count, so halves
   * up, halves down and halves to even are all covered.
   */
  NEAREST("rounded to the nearest"),
  /**
   * Either to the nearest, or computed from scores that had been rounded to the same places first:
   * F1 from precision and sensitivity, balanced accuracy from sensitivity and specificity, weighted
   * scores from those of the classes, kappa from observed and chance agreement.
   */
  FROM_ROUNDED("computed from rounded values"),
  /**
   * Cut off after the last printed place: at least the printed value and less than a unit above.
   */
  TRUNCATED("cut off, not rounded");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  /** The way in words. */
  public String title() {
    return title;
  }
}
