package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * One number is said to be better than another, in every pair.
 *
 * @param where where it stands
 * @param statement what is stated, in the source's words
 * @param pairs the pairs
 */
public record BetterClaim(String where, String statement, List<Pair> pairs) implements Claim {
  private static final int SHOWN = 3;

  /**
   * A pair.
   *
   * @param better the one that is said to be better, so higher
   * @param worse the one that it is said to beat
   */
  public record Pair(Term better, Term worse) {}

  /** Copies the pairs. */
  public BetterClaim {
    pairs = List.copyOf(pairs);
  }

  @Override
  public Outcome check() {
    List<String> lower = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    int higher = 0;
    for (Pair pair : pairs) {
      int order = pair.better().value().compareTo(pair.worse().value());
      String sign = order < 0 ? " is below " : " equals ";
      if (order > 0) {
        higher++;
      } else {
        (order < 0 ? lower : equal).add(pair.better() + sign + pair.worse());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(higher + " of " + pairs.size() + " comparisons bear it out");
    lines.addAll(lower);
    lines.addAll(equal);
    boolean holds = lower.isEmpty() && equal.isEmpty();
    String summary = holds ? "" : summary(lower, equal);
    return new Outcome(holds ? Outcome.Result.HOLDS : Outcome.Result.FAILS, lines, summary);
  }

  private String summary(List<String> lower, List<String> equal) {
    List<String> shown = lower.isEmpty() ? equal : lower;
    List<String> parts = new ArrayList<>();
    if (!lower.isEmpty()) {
      parts.add(lower.size() + (lower.size() == 1 ? " goes" : " go") + " the other way");
    }
    if (!equal.isEmpty()) {
      parts.add(equal.size() + (equal.size() == 1 ? " is a tie" : " are ties"));
    }
    String counts = "of " + pairs.size() + " comparisons, " + String.join(" and ", parts);
    return counts
        + (shown.size() > SHOWN ? ", such as: " : ": ")
        + String.join("; ", shown.subList(0, Math.min(SHOWN, shown.size())));
  }
}
