package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;
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
 */
public record CountsClaim(
    String where, String statement, TestSet set, int tp, int tn, PrintedRow row) implements Claim {
  @Override
  public Outcome check() {
    ConfusionMatrix m = new ConfusionMatrix(tp, set.positives() - tp, set.negatives() - tn, tn);
    List<String> wrong = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean rounding = true;
    for (PrintedValue value : row.values()) {
      lines.add(Arithmetic.step(value, m).toString());
      if (!value.fits(m, Way.NEAREST)) {
        wrong.add(
            value.score().title()
                + " "
                + value.shown()
                + " instead of "
                + value.expected(m)
                + (value.fits(m, Way.FROM_ROUNDED)
                    ? " (" + Arithmetic.step(value, m).note() + ")"
                    : ""));
        rounding &= value.fits(m, Way.FROM_ROUNDED);
      }
    }
    if (wrong.isEmpty()) {
      return new Outcome(Outcome.Result.HOLDS, lines, "");
    }
    Matches matches = MatrixSearch.find(set, row.values(), Way.NEAREST);
    if (!matches.isEmpty()) {
      lines.add(
          "the row fits "
              + (matches.count() == 1 ? "only " : matches.count() + " matrices: ")
              + Arithmetic.list(set, matches));
    }
    String summary =
        "the matrix "
            + Arithmetic.right(set, m)
            + " does not give the row "
            + row.name()
            + ": the row prints "
            + String.join(", ", wrong)
            + (matches.isEmpty()
                ? ""
                : "; the row fits " + Arithmetic.list(set, matches) + " only");
    return new Outcome(
        rounding ? Outcome.Result.FROM_ROUNDED : Outcome.Result.FAILS, lines, summary);
  }
}
