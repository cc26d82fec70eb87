package org.leukokit.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.metric.ConfusionMatrix;

/**
 * A row of scores and the confusion matrix that is stated for it elsewhere.
 *
 * @param where where the matrix stands
 * @param statement what is stated
 * @param set the class counts
 * @param tp positive cells recognised, as stated
 * @param tn negative cells recognised, as stated
 * @param row the row of scores
 * @param shares the shares of positive and of negative cells recognised that are printed beside the
 *     matrix, per cent; empty for none
 */
public record CountsClaim(
    String where,
    String statement,
    TestSet set,
    int tp,
    int tn,
    PrintedRow row,
    List<String> shares)
    implements Claim {
  /** Copies the shares. */
  public CountsClaim {
    shares = List.copyOf(shares);
    if (!shares.isEmpty() && shares.size() != 2) {
      throw new IllegalArgumentException("two shares or none, not " + shares);
    }
  }

  /** How balanced accuracy follows from the printed shares, where that is what is printed. */
  private Optional<String> fromShares(PrintedValue value) {
    if (value.score() != Score.BALANCED_ACCURACY || shares.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal mean =
        new BigDecimal(shares.get(0))
            .add(new BigDecimal(shares.get(1)))
            .divide(BigDecimal.valueOf(value.percent() ? 2 : 200));
    BigDecimal off = mean.subtract(new BigDecimal(value.text())).abs();
    BigDecimal half = BigDecimal.ONE.movePointLeft(value.decimals()).divide(BigDecimal.valueOf(2));
    return off.compareTo(half) > 0
        ? Optional.empty()
        : Optional.of(
            "the printed shares, ("
                + shares.get(0)
                + " + "
                + shares.get(1)
                + ") / 2, make it "
                + mean.toPlainString());
  }

  @Override
  public Outcome check() {
    ConfusionMatrix m = new ConfusionMatrix(tp, set.positives() - tp, set.negatives() - tn, tn);
    List<String> wrong = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean rounding = true;
    for (PrintedValue value : row.values()) {
      Arithmetic.Step step = Arithmetic.step(value, m);
      lines.add(step.toString());
      if (!step.fits()) {
        Optional<String> shared = fromShares(value);
        shared.ifPresent(lines::add);
        boolean explained = shared.isPresent() || value.fits(m, Way.FROM_ROUNDED);
        rounding &= explained;
        wrong.add(
            value.score().title()
                + " "
                + value.shown()
                + " instead of "
                + value.expected(m)
                + (explained ? " (" + shared.orElse(step.note()) + ")" : ""));
      }
    }
    if (wrong.isEmpty()) {
      return new Outcome(Outcome.Result.HOLDS, lines, "");
    }
    Matches matches = MatrixSearch.find(set, row.values(), Way.NEAREST);
    String only = "the row fits no matrix";
    if (!matches.isEmpty()) {
      only = "the row fits only " + Arithmetic.list(set, matches);
    }
    lines.add(only);
    String summary =
        "this matrix does not give the row "
            + row.name()
            + ", which prints "
            + String.join(", ", wrong)
            + "; "
            + only;
    return new Outcome(
        rounding ? Outcome.Result.FROM_ROUNDED : Outcome.Result.FAILS, lines, summary);
  }
}
