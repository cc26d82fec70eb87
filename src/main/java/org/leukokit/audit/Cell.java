package org.leukokit.audit;

import java.util.List;

/** What a cell of somebody's table of scores says. */
sealed interface Cell {
  /** Nothing is printed: empty, a dash, {@code n/a}. */
  record Nothing(String text) implements Cell {}

  /**
   * A number.
   *
   * @param text the cell as it stands
   * @param digits the number in plain digits with a decimal point
   * @param percent whether a sign of percent stands with it
   * @param left what stands with the number and was left out, in words
   */
  record Number(String text, String digits, boolean percent, List<String> left) implements Cell {
    /** Copies the list. */
    public Number {
      left = List.copyOf(left);
    }

    /** Whether the number is above 1, so no fraction. */
    boolean isAboveOne() {
      return Double.parseDouble(digits) > 1;
    }

    /** Whether the number is above 0 and at most 1. */
    boolean isShare() {
      double value = Double.parseDouble(digits);
      return value > 0 && value <= 1;
    }
  }

  /**
   * Something that can't be taken for one printed value.
   *
   * @param text the cell as it stands
   * @param why why not
   */
  record Unread(String text, String why) implements Cell {}
}
