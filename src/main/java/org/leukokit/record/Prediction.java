package org.leukokit.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * What a method said of one test row.
 *
 * @param cell the cell's id
 * @param version {@link #ORIGINAL}, or the name of the augmented copy
 * @param subject the person that the cell is from; empty where not known
 * @param group the subjects that share cells with that person; empty where not known
 * @param fold the fold in whose test set the row stood
 * @param positive the truth: whether the cell is leukemic
 * @param score in [0, 1], larger for "leukemic"; the prediction is "leukemic" from 0.5 upwards.
 *     Kept to nine significant digits, as it is written
 * @param margin what the score was made from, such as log odds or a decision value: any finite
 *     number, larger for "leukemic". It keeps the order of rows whose scores are 0 or 1 to the last
 *     digit. NaN where it is not known
 */
public record Prediction(
    String cell,
    String version,
    String subject,
    String group,
    String fold,
    boolean positive,
    double score,
    double margin) {
  /** The version of a cell as it was photographed. */
  public static final String ORIGINAL = "original";

  /** The score from which a row is predicted to be leukemic. */
  public static final double THRESHOLD = 0.5;

  private static final MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);

  /**
   * Rounds the score to nine significant digits, so that a table made in memory equals one made
   * from the file. Rounding never carries a score over the threshold.
   *
   * @throws IllegalArgumentException if the score is not a number in [0, 1], or the margin is
   *     infinite
   */
  public Prediction {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(fold, "fold");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "the score of " + cell + " is " + score + ", but scores lie in [0, 1]");
    }
    if (Double.isInfinite(margin)) {
      throw new IllegalArgumentException("the margin of " + cell + " is infinite");
    }
    margin = Double.isNaN(margin) ? margin : rounded(margin);
    double rounded = rounded(score);
    score = rounded >= THRESHOLD && score < THRESHOLD ? Math.nextDown(THRESHOLD) : rounded;
  }

  /** Nine significant digits of the exact value, half to even. */
  static double rounded(double number) {
    // A number that was written with nine digits is what it is; its exact value takes long to make.
    return BigDecimal.valueOf(number).precision() <= DIGITS.getPrecision()
        ? number
        : new BigDecimal(number).round(DIGITS).doubleValue();
  }

  /** A prediction whose margin is not known. */
  public Prediction(
      String cell,
      String version,
      String subject,
      String group,
      String fold,
      boolean positive,
      double score) {
    this(cell, version, subject, group, fold, positive, score, Double.NaN);
  }

  /** Whether it is the cell itself and no augmented copy. */
  public boolean isOriginal() {
    return version.equals(ORIGINAL);
  }

  /** Whether the row is predicted to be leukemic. */
  public boolean predictedPositive() {
    return score >= THRESHOLD;
  }

  /** The score as it stands in the file: plain or scientific decimal notation, shortest form. */
  String scoreText() {
    return text(score);
  }

  /** The margin as it stands in the file; empty where it is not known. */
  String marginText() {
    return Double.isNaN(margin) ? "" : text(margin);
  }

  private static String text(double number) {
    BigDecimal value = new BigDecimal(number);
    BigDecimal nine = value.round(DIGITS);
    BigDecimal exact = nine.doubleValue() == number ? nine : value.round(new MathContext(17));
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
  }
}
