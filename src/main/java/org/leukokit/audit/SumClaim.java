package org.leukokit.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parts add up to a whole.
 *
 * @param where where it stands
 * @param statement what is stated
 * @param parts the parts
 * @param total the whole
 */
public record SumClaim(String where, String statement, List<Term> parts, Term total)
    implements Claim {
  /** Copies the parts. */
  public SumClaim {
    parts = List.copyOf(parts);
  }

  @Override
  public Outcome check() {
    BigDecimal sum = parts.stream().map(Term::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean same = sum.compareTo(total.value()) == 0;
    String line =
        parts.stream().map(Term::shown).collect(Collectors.joining(" + "))
            + " = "
            + sum.toPlainString()
            + ", "
            + total.name()
            + ": "
            + total.shown();
    return new Outcome(
        same ? Outcome.Result.HOLDS : Outcome.Result.FAILS,
        List.of(line),
        same ? "" : "the parts add up to " + sum.toPlainString() + ", not " + total.shown());
  }
}
