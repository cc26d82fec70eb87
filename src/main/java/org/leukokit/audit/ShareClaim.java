package org.leukokit.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * A printed quotient of two printed counts.
 *
 * @param where where it stands
 * @param statement what is stated
 * @param part the count above
 * @param whole the count below
 * @param printed the quotient as printed, per cent or not
 * @param percent whether it is per cent
 */
public record ShareClaim(
    String where, String statement, String part, String whole, String printed, boolean percent)
    implements Claim {
  @Override
  public Outcome check() {
    BigInteger above = new BigInteger(part).multiply(BigInteger.valueOf(percent ? 100 : 1));
    BigInteger below = new BigInteger(whole);
    BigDecimal value = new BigDecimal(printed);
    // |above/below − printed| ≤ half a unit, without dividing.
    BigDecimal half = BigDecimal.ONE.movePointLeft(value.scale()).divide(BigDecimal.valueOf(2));
    BigDecimal off = new BigDecimal(above).subtract(value.multiply(new BigDecimal(below))).abs();
    boolean fits = off.compareTo(half.multiply(new BigDecimal(below))) <= 0;
    String exact =
        new BigDecimal(above)
            .divide(new BigDecimal(below), value.scale() + 2, RoundingMode.DOWN)
            .toPlainString();
    String unit = percent ? " %" : "";
    String line = part + " / " + whole + " = " + exact + "…" + unit + ", printed " + printed + unit;
    if (fits) {
      return new Outcome(Outcome.Result.HOLDS, List.of(line), "");
    }
    BigDecimal once =
        new BigDecimal(above)
            .divide(new BigDecimal(below), value.scale() + 1, RoundingMode.HALF_UP);
    if (once.setScale(value.scale(), RoundingMode.HALF_UP).compareTo(value) == 0) {
      String twice = line + ": rounded twice, first to " + once.toPlainString() + unit;
      return new Outcome(Outcome.Result.FROM_ROUNDED, List.of(twice), twice);
    }
    return new Outcome(Outcome.Result.FAILS, List.of(line), line);
  }
}
