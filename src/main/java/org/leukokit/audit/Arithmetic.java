package org.leukokit.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.leukokit.metric.ConfusionMatrix;

/** The sums that a reader can follow with a pocket calculator. */
public final class Arithmetic {
  private static final int MOST_LISTED = 6;
  private static final int FIRST_LISTED = 3;

  private Arithmetic() {}

  /**
   * How one value follows from a matrix.
   *
   * @param value the printed value
   * @param formula the sum, such as {@code 304 / 339}
   * @param exact its result, cut two digits behind the printed ones
   * @param fits whether it is the printed value, rounded to the nearest
   * @param note {@code fits}, or what would be printed, or how else it can be the printed value
   */
  public record Step(PrintedValue value, String formula, String exact, boolean fits, String note) {
    @Override
    public String toString() {
      return value.score().title()
          + " "
          + formula
          + " = "
          + exact
          + ", printed "
          + value.shown()
          + ": "
          + note;
    }
  }

  /** The step for a value. */
  public static Step step(PrintedValue value, ConfusionMatrix m) {
    boolean fits = value.fits(m, Way.NEAREST);
    return new Step(
        value,
        formula(value.score(), m),
        exact(value, value.score().of(m)),
        fits,
        fits ? "fits" : note(value, m));
  }

  private static String note(PrintedValue value, ConfusionMatrix m) {
    if (value.fits(m, Way.FROM_ROUNDED)) {
      return "fits if computed from rounded values: "
          + rounded(value, m)
          + " = "
          + exact(value, value.score().fromRounded(m, value.places()));
    }
    if (value.fits(m, Way.TRUNCATED)) {
      return "fits if cut off, not rounded";
    }
    return "DOES NOT FIT: would print " + value.expected(m);
  }

  /** The steps of a row. */
  public static List<Step> steps(List<PrintedValue> values, ConfusionMatrix m) {
    return values.stream().map(v -> step(v, m)).toList();
  }

  /** The first matrices, such as {@code 504 Hem + 1153 ALL or 505 Hem + 1152 ALL right}. */
  public static String list(TestSet set, Matches matches) {
    long count = matches.count();
    int shown = count <= MOST_LISTED ? (int) count : FIRST_LISTED;
    List<String> parts =
        matches.examples().subList(0, shown).stream()
            .map(
                m ->
                    text("%,d %s + %,d %s", m.tp(), set.positiveName(), m.tn(), set.negativeName()))
            .toList();
    String rest = count > shown ? text(" or %,d others", count - shown) : "";
    return String.join(" or ", parts) + rest + " right";
  }

  private static String formula(Score score, ConfusionMatrix m) {
    long p = m.positives();
    long n = m.negatives();
    return switch (score) {
      case ACCURACY, WEIGHTED_RECALL -> text("(%d + %d) / %d", m.tp(), m.tn(), p + n);
      case PRECISION -> text("%d / (%d + %d)", m.tp(), m.tp(), m.fp());
      case SENSITIVITY -> text("%d / %d", m.tp(), p);
      case SPECIFICITY -> text("%d / %d", m.tn(), n);
      case NEGATIVE_PREDICTIVE_VALUE -> text("%d / (%d + %d)", m.tn(), m.tn(), m.fn());
      case F1 -> text("2 × %d / (2 × %d + %d + %d)", m.tp(), m.tp(), m.fp(), m.fn());
      case WEIGHTED_PRECISION ->
          text(
              "(%d × %d/%d + %d × %d/%d) / %d",
              p, m.tp(), m.tp() + m.fp(), n, m.tn(), m.tn() + m.fn(), p + n);
      case WEIGHTED_F1 ->
          text(
              "(%d × %d/%d + %d × %d/%d) / %d",
              p,
              2 * m.tp(),
              2 * m.tp() + m.fp() + m.fn(),
              n,
              2 * m.tn(),
              2 * m.tn() + m.fp() + m.fn(),
              p + n);
      case BALANCED_ACCURACY, MACRO_RECALL -> text("(%d/%d + %d/%d) / 2", m.tp(), p, m.tn(), n);
      case MACRO_PRECISION ->
          text("(%d/%d + %d/%d) / 2", m.tp(), m.tp() + m.fp(), m.tn(), m.tn() + m.fn());
      case MACRO_F1 ->
          text(
              "(%d/%d + %d/%d) / 2",
              2 * m.tp(), 2 * m.tp() + m.fp() + m.fn(), 2 * m.tn(), 2 * m.tn() + m.fp() + m.fn());
      case KAPPA ->
          text(
              "(po − pe) / (1 − pe) with po = %d/%d, pe = (%d×%d + %d×%d)/%d²",
              m.tp() + m.tn(), p + n, p, m.tp() + m.fp(), n, m.tn() + m.fn(), p + n);
    };
  }

  private static String rounded(PrintedValue value, ConfusionMatrix m) {
    String a;
    String b;
    switch (value.score()) {
      case F1 -> {
        a = digits(value, Score.PRECISION, m);
        b = digits(value, Score.SENSITIVITY, m);
        return "2 × " + a + " × " + b + " / (" + a + " + " + b + ")";
      }
      case BALANCED_ACCURACY, MACRO_RECALL -> {
        a = digits(value, Score.SENSITIVITY, m);
        b = digits(value, Score.SPECIFICITY, m);
        return "(" + a + " + " + b + ") / 2";
      }
      default -> {
        return "from the classes' values rounded to " + value.decimals() + " decimals";
      }
    }
  }

  private static String digits(PrintedValue value, Score score, ConfusionMatrix m) {
    return value.print(score.of(m).rounded(value.places()));
  }

  /** A quotient in the value's unit, with two digits more than printed. */
  private static String exact(PrintedValue value, Ratio ratio) {
    if (ratio.denominator() == 0) {
      return "undefined";
    }
    BigDecimal number =
        BigDecimal.valueOf(ratio.numerator())
            .movePointRight(value.percent() ? 2 : 0)
            .divide(
                BigDecimal.valueOf(ratio.denominator()), value.decimals() + 2, RoundingMode.DOWN);
    return number.toPlainString() + "…" + (value.percent() ? " %" : "");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
