package org.leukokit.audit;

import java.util.List;

/**
 * What can be decided of a row that is the mean of the values of k folds.
 *
 * <p>Where k divides the cells of both classes and the folds are stratified, the mean of a linear
 * score (accuracy, sensitivity, specificity, balanced accuracy) equals the score of all cells
 * together, so it must come from a confusion matrix all the same. The mean of a quotient whose
 * denominator changes from fold to fold (precision, F1, kappa, weighted precision and F1) need not:
 * nothing is decided of it. Where k does not divide them, nothing is decided at all.
 */
final class FoldMeans {
  private FoldMeans() {}

  /** The values of a row that must fit a confusion matrix even as means over folds. */
  static List<PrintedValue> decided(TestSet set, List<PrintedValue> values, int folds) {
    if (set.positives() % folds != 0 || set.negatives() % folds != 0) {
      return List.of();
    }
    return values.stream().filter(v -> v.score().isLinear()).toList();
  }
}
