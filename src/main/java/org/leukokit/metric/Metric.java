package org.leukokit.metric;

import java.util.function.ToDoubleFunction;

/**
 * The metrics of the kit by name. A cell is called positive if and only if its score is at least
 * {@link #THRESHOLD}; what is undefined is NaN.
 */
public enum Metric {
  /** Share of cells called right. */
  ACCURACY("accuracy", "Accuracy", 0, ConfusionMatrix::accuracy),
  /** Mean of sensitivity and specificity. */
  BALANCED_ACCURACY("balanced-accuracy", "Balanced accuracy", 0, ConfusionMatrix::balancedAccuracy),
  /** Recall of the leukemic class. */
  SENSITIVITY("sensitivity", "Sensitivity", 0, ConfusionMatrix::sensitivity),
  /** Recall of the healthy class. */
  SPECIFICITY("specificity", "Specificity", 0, ConfusionMatrix::specificity),
  /** Precision of the leukemic class. */
  PRECISION("precision", "Precision", 0, ConfusionMatrix::precision),
  /** F1 of the leukemic class. */
  F1("f1", "F1", 0, ConfusionMatrix::f1),
  /** Precision of both classes, weighted by class size. */
  WEIGHTED_PRECISION(
      "weighted-precision", "Weighted precision", 0, ConfusionMatrix::weightedPrecision),
  /** Recall of both classes, weighted by class size. */
  WEIGHTED_RECALL("weighted-recall", "Weighted recall", 0, ConfusionMatrix::weightedRecall),
  /** F1 of both classes, weighted by class size. */
  WEIGHTED_F1("weighted-f1", "Weighted F1", 0, ConfusionMatrix::weightedF1),
  /** Cohen's kappa. */
  KAPPA("kappa", "Cohen's kappa", -1, ConfusionMatrix::kappa),
  /** Matthews' correlation coefficient. */
  MCC("mcc", "MCC", -1, ConfusionMatrix::mcc),
  /** Area under the ROC curve, ties counted one half. */
  AUC("auc", "AUC", 0, null) {
    @Override
    public double of(boolean[] truth, double[] score) {
      return Roc.auc(truth, score);
    }
  },
  /** Mean squared difference of score and outcome; lower is better. */
  BRIER("brier", "Brier score", 0, null) {
    @Override
    public double of(boolean[] truth, double[] score) {
      return Calibration.of(truth, score, Calibration.BINS).brier();
    }
  },
  /** Expected calibration error over ten bins of equal width; lower is better. */
  CALIBRATION_ERROR("calibration-error", "Expected calibration error", 0, null) {
    @Override
    public double of(boolean[] truth, double[] score) {
      return Calibration.of(truth, score, Calibration.BINS).expectedError();
    }
  };

  /** Cells with at least this score are called positive. */
  public static final double THRESHOLD = 0.5;

  private final String id;
  private final String displayName;
  private final double lowest;
  private final ToDoubleFunction<ConfusionMatrix> counts;

  Metric(String id, String displayName, double lowest, ToDoubleFunction<ConfusionMatrix> counts) {
    this.id = id;
    this.displayName = displayName;
    this.lowest = lowest;
    this.counts = counts;
  }

  /** The name in files and on the command line. */
  public String id() {
    return id;
  }

  /** The name in reports. */
  public String displayName() {
    return displayName;
  }

  /** The lowest possible value: −1 for kappa and MCC, otherwise 0. */
  public double lowest() {
    return lowest;
  }

  /** The highest possible value, 1 for all. */
  public double highest() {
    return 1;
  }

  /** Whether lower values are better. */
  public boolean lowerIsBetter() {
    return this == BRIER || this == CALIBRATION_ERROR;
  }

  /** Whether the value follows from a confusion matrix alone. */
  public boolean isOfCounts() {
    return counts != null;
  }

  /**
   * The value of a metric of counts.
   *
   * @throws IllegalArgumentException if this metric needs scores; see {@link #isOfCounts}
   */
  public double of(ConfusionMatrix matrix) {
    if (counts == null) {
      throw new IllegalArgumentException(id + " needs scores, not a confusion matrix");
    }
    return counts.applyAsDouble(matrix);
  }

  /**
   * The value, at {@link #THRESHOLD} where decisions are counted.
   *
   * @param truth whether each cell is positive
   * @param score the score of each cell, as many as truths; finite, and in [0, 1] for Brier score
   *     and calibration error
   * @throws IllegalArgumentException if the lengths differ or a score is out of range
   */
  public double of(boolean[] truth, double[] score) {
    return of(ConfusionMatrix.of(truth, score, THRESHOLD));
  }

  /**
   * The metric of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Metric byId(String id) {
    for (Metric metric : values()) {
      if (metric.id.equals(id)) {
        return metric;
      }
    }
    throw new IllegalArgumentException("there is no metric '" + id + "'");
  }
}
