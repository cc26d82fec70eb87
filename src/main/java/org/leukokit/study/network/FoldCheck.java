package org.leukokit.study.network;

import java.util.List;
import java.util.Locale;
import org.leukokit.base.UserError;
import org.leukokit.data.Label;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Row;

/** Folds that a method can't be trained on, refused before anything is computed. */
final class FoldCheck {
  private FoldCheck() {}

  /**
   * Refuses a part without both classes and a batch larger than the smallest training part.
   *
   * @param method what is to be trained
   * @param set on which folds
   * @param seed the seed of the study
   * @throws UserError naming the fold, what is there and what is allowed
   */
  static void require(NetworkMethod method, FoldSet set, long seed) {
    for (Fold fold : set.folds()) {
      requireBothClasses("training", fold.train(), fold, method, set);
      if (!fold.validation().isEmpty()) {
        requireBothClasses("validation", fold.validation(), fold, method, set);
      }
    }
    requireBatch(method, set, seed);
  }

  // Labels that are permuted among the cells of a part leave both classes there.
  private static void requireBothClasses(
      String part, List<Row> rows, Fold fold, NetworkMethod method, FoldSet set) {
    for (Label label : List.of(Label.HEALTHY, Label.LEUKEMIC)) {
      if (rows.stream().noneMatch(row -> row.cell().label() == label)) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "the %s part of %s has no %s cell among its %d, and needs both classes; choose"
                    + " other folds, another protocol or more cells",
                part,
                where(fold, method, set),
                label.name().toLowerCase(Locale.ROOT),
                rows.size()));
      }
    }
  }

  private static void requireBatch(NetworkMethod method, FoldSet set, long seed) {
    int batch = method.training().batchSize();
    Fold smallest = null;
    int least = batch;
    for (Fold fold : set.folds()) {
      // No method drops rows, so that copies needn't be drawn where the rows are enough.
      if (fold.train().size() < least) {
        int examples = method.rows().examples(fold.train(), seed).size();
        if (examples < least) {
          least = examples;
          smallest = fold;
        }
      }
    }
    if (smallest != null) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "a batch of %d is larger than the %d training examples of %s; a batch size (--batch"
                  + " where the command has it) of 1 to %d is possible, or take more cells",
              batch,
              least,
              where(smallest, method, set),
              least));
    }
  }

  private static String where(Fold fold, NetworkMethod method, FoldSet set) {
    return fold.name() + " (" + method.title() + ", " + set.protocol().id() + ")";
  }
}
