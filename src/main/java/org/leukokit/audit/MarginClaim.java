package org.leukokit.audit;

import java.math.BigDecimal;
import java.util.List;

/**
 * A printed difference of two printed numbers.
 *
 * @param where where it stands
 * @param statement what is stated
 * @param left the number that is ahead, in the unit of the margin
 * @param right the number that is behind, in the unit of the margin
 * @param printed the margin as printed
 */
public record MarginClaim(String where, String statement, Term left, Term right, String printed)
    implements Claim {
  @Override
  public Outcome check() {
    BigDecimal margin = new BigDecimal(printed);
    BigDecimal difference = left.value().subtract(right.value());
    BigDecimal off = difference.subtract(margin).abs();
    // Both numbers and the margin may each be off by half a unit of their last place.
    BigDecimal tolerance = half(left.value()).add(half(right.value())).add(half(margin));
    Outcome.Result result =
        off.signum() == 0
            ? Outcome.Result.HOLDS
            : off.compareTo(tolerance) <= 0 ? Outcome.Result.WITHIN_ROUNDING : Outcome.Result.FAILS;
    String line =
        left
            + " − "
            + right
            + " = "
            + difference.stripTrailingZeros().toPlainString()
            + ", printed "
            + printed;
    return new Outcome(result, List.of(line), result == Outcome.Result.FAILS ? line : "");
  }

  private static BigDecimal half(BigDecimal value) {
    return BigDecimal.ONE.movePointLeft(value.scale()).divide(BigDecimal.valueOf(2));
  }
}
