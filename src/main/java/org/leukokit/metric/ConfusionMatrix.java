package org.leukokit.metric;

/**
 * Counts of a two-class decision and the scores that follow from them.
 *
 * <p>Every score is a quotient; where its denominator is zero the score is NaN ("undefined"), never
 * zero. Libraries that return 0 there (scikit-learn's {@code zero_division}) differ in exactly
 * these cases.
 *
 * @param tp positive cells called positive
 * @param fn positive cells called negative
 * @param fp negative cells called positive
 * @param tn negative cells called negative
 */
public record ConfusionMatrix(long tp, long fn, long fp, long tn) {
  /**
   * @throws IllegalArgumentException if a count is negative
   */
  public ConfusionMatrix {
    if (tp < 0 || fn < 0 || fp < 0 || tn < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative: tp " + tp + ", fn " + fn + ", fp " + fp + ", tn " + tn);
    }
  }

  /**
   * Counts decisions: positive if and only if the score is at least the threshold.
   *
   * @param truth whether each cell is positive
   * @param score the score of each cell, finite, as many as truths
   * @param threshold where positive begins; the kit's own is {@link Metric#THRESHOLD}
   * @throws IllegalArgumentException if the lengths differ or a score is not finite
   */
  public static ConfusionMatrix of(boolean[] truth, double[] score, double threshold) {
    Checks.scores(truth, score);
    long tp = 0;
    long fn = 0;
    long fp = 0;
    long tn = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean called = score[i] >= threshold;
      if (truth[i]) {
        tp += called ? 1 : 0;
        fn += called ? 0 : 1;
      } else {
        fp += called ? 1 : 0;
        tn += called ? 0 : 1;
      }
    }
    return new ConfusionMatrix(tp, fn, fp, tn);
  }

  /** All counts of this matrix and another added up. */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    return new ConfusionMatrix(tp + other.tp, fn + other.fn, fp + other.fp, tn + other.tn);
  }

  /** Positive cells. */
  public long positives() {
    return tp + fn;
  }

  /** Negative cells. */
  public long negatives() {
    return fp + tn;
  }

  /** All cells. */
  public long total() {
    return positives() + negatives();
  }

  /** (TP + TN) / all; NaN without cells. */
  public double accuracy() {
    return ratio(tp + tn, total());
  }

  /** TP / (TP + FN), also called recall; NaN without positive cells. */
  public double sensitivity() {
    return ratio(tp, positives());
  }

  /** TN / (TN + FP); NaN without negative cells. */
  public double specificity() {
    return ratio(tn, negatives());
  }

  /** TP / (TP + FP); NaN if nothing was called positive. */
  public double precision() {
    return ratio(tp, tp + fp);
  }

  /** TN / (TN + FN), the precision of the negative class; NaN if nothing was called negative. */
  public double negativePredictiveValue() {
    return ratio(tn, tn + fn);
  }

  /** Mean of sensitivity and specificity; NaN if a class is missing. */
  public double balancedAccuracy() {
    return (sensitivity() + specificity()) / 2;
  }

  /** 2 TP / (2 TP + FP + FN); NaN if no cell is positive and none was called so. */
  public double f1() {
    return ratio(2 * tp, 2 * tp + fp + fn);
  }

  /** F1 of the negative class: 2 TN / (2 TN + FN + FP). */
  public double negativeF1() {
    return ratio(2 * tn, 2 * tn + fn + fp);
  }

  /**
   * Precision of both classes, weighted by their numbers of cells. A class without cells has no
   * weight; NaN if a class with cells was never called.
   */
  public double weightedPrecision() {
    return weighted(precision(), negativePredictiveValue());
  }

  /** Recall of both classes, weighted by their numbers of cells: the accuracy. */
  public double weightedRecall() {
    return weighted(sensitivity(), specificity());
  }

  /** F1 of both classes, weighted by their numbers of cells: the score of the C-NMC challenge. */
  public double weightedF1() {
    return weighted(f1(), negativeF1());
  }

  /**
   * Cohen's kappa, (p_o − p_e) / (1 − p_e) with chance agreement p_e from the margins; NaN where
   * p_e is 1 (one class only, and only it was called). Cohen, <em>Educational and Psychological
   * Measurement</em> 20, 1960.
   */
  public double kappa() {
    double n = total();
    double chance = (double) positives() * (tp + fp) + (double) negatives() * (fn + tn);
    // Both sides times n²; integers below 2^53 keep the zero of the denominator exact.
    return ratio((tp + tn) * n - chance, n * n - chance);
  }

  /**
   * Matthews' correlation coefficient; NaN if a class is missing or one was never called. Matthews,
   * <em>Biochimica et Biophysica Acta</em> 405, 1975.
   */
  public double mcc() {
    double margins =
        Math.sqrt((double) (tp + fp) * (tp + fn)) * Math.sqrt((double) (tn + fp) * (tn + fn));
    return ratio((double) tp * tn - (double) fp * fn, margins);
  }

  private double weighted(double positive, double negative) {
    // 0 × NaN would be NaN: a class that no cell has must not decide.
    double sum =
        (positives() == 0 ? 0 : positives() * positive)
            + (negatives() == 0 ? 0 : negatives() * negative);
    return ratio(sum, total());
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
