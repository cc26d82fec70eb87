package org.leukokit.audit;

/** What the search says of a row, from best to worst. */
public enum Verdict {
  /** One confusion matrix over the stated counts gives every value. */
  EXACTLY_ONE("exactly one"),
  /** Several matrices over the stated counts give every value. */
  SEVERAL("several"),
  /** A matrix over the stated counts gives every value if some were computed from rounded ones. */
  FROM_ROUNDED("only if computed from rounded values"),
  /** A matrix over the stated counts gives every value if they were cut off and not rounded. */
  TRUNCATED("only if cut off, not rounded"),
  /** What can be decided of means over folds fits; all cells together do not. */
  FOLD_MEANS("only as means over folds"),
  /** No matrix over the stated counts gives the row; one over other counts does. */
  ALTERNATIVE_SET("only on an alternative set"),
  /** No matrix over any set that was tried gives the row. */
  NONE("none"),
  /** What could be read of the row fits; a cell could not be read, so the row is not checked. */
  NOT_READ_WHOLE("not checked: not all of it could be read"),
  /** The row has no value that could be read. */
  NOTHING_TO_CHECK("nothing to check");

  private final String title;

  Verdict(String title) {
    this.title = title;
  }

  /** The verdict in words. */
  public String title() {
    return title;
  }

  /** Whether the row can't be as its source describes it. */
  public boolean isFinding() {
    return compareTo(FROM_ROUNDED) >= 0 && isChecked();
  }

  /** Whether the row was checked: all of it fits, or what was read of it can't be. */
  public boolean isChecked() {
    return this != NOT_READ_WHOLE && this != NOTHING_TO_CHECK;
  }
}
