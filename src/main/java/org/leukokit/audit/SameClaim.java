package org.leukokit.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One number that stands in several places.
 *
 * @param where where it stands
 * @param statement what is stated
 * @param terms the number, place by place
 */
public record SameClaim(String where, String statement, List<Term> terms) implements Claim {
  /** Copies the terms. */
  public SameClaim {
    terms = List.copyOf(terms);
  }

  @Override
  public Outcome check() {
    Term first = terms.get(0);
    List<Term> others =
        terms.stream().filter(t -> t.value().compareTo(first.value()) != 0).toList();
    String line = terms.stream().map(Term::toString).collect(Collectors.joining("; "));
    return new Outcome(
        others.isEmpty() ? Outcome.Result.HOLDS : Outcome.Result.FAILS,
        List.of(line),
        others.isEmpty() ? "" : "the number is not the same everywhere: " + line);
  }
}
