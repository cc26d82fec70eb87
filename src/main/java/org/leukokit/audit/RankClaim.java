package org.leukokit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A number is said to have a rank among others.
 *
 * @param where where it stands
 * @param statement what is stated
 * @param number the number
 * @param others those that it is ranked with
 * @param rank the rank as stated, 1 for the highest
 */
public record RankClaim(String where, String statement, Term number, List<Term> others, int rank)
    implements Claim {
  /** Copies the others. */
  public RankClaim {
    others = List.copyOf(others);
  }

  @Override
  public Outcome check() {
    List<Term> above =
        others.stream().filter(t -> t.value().compareTo(number.value()) > 0).toList();
    int found = above.size() + 1;
    String line =
        above.size()
            + " of "
            + others.size()
            + " are above "
            + number
            + ", so its rank is "
            + found
            + ", stated "
            + rank
            + (above.isEmpty()
                ? nearest()
                : "; above: "
                    + above.stream().map(Term::toString).collect(Collectors.joining("; ")));
    return new Outcome(
        found == rank ? Outcome.Result.HOLDS : Outcome.Result.FAILS,
        List.of(line),
        found == rank ? "" : line);
  }

  private String nearest() {
    return others.stream()
        .max(Comparator.comparing(Term::value))
        .map(t -> "; the next is " + t + ", " + number.value().subtract(t.value()) + " below")
        .orElse("");
  }
}
