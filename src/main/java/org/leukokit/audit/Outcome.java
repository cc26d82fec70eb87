package org.leukokit.audit;

import java.util.List;

/**
 * What checking a claim gave.
 *
 * @param result whether it holds
 * @param arithmetic what was computed, in lines that a reader can follow
 * @param summary in one sentence what is wrong; empty where nothing is
 */
public record Outcome(Result result, List<String> arithmetic, String summary) {
  /** Copies the lines. */
  public Outcome {
    arithmetic = List.copyOf(arithmetic);
  }

  /** Whether a claim holds. */
  public enum Result {
    /** It holds. */
    HOLDS("holds"),
    /** It differs by no more than the rounding of the numbers that it was made of. */
    WITHIN_ROUNDING("within rounding"),
    /** It holds only if numbers were computed from rounded ones. */
    FROM_ROUNDED("only if computed from rounded values"),
    /** It does not hold. */
    FAILS("does not hold");

    private final String title;

    Result(String title) {
      this.title = title;
    }

    /** Whether a reader should know. */
    public boolean isFinding() {
      return this == FROM_ROUNDED || this == FAILS;
    }

    /** The result in words. */
    public String title() {
      return title;
    }
  }
}
