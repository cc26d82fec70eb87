package org.leukokit.study.network;

import java.util.List;
import java.util.Locale;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;

/** How a method's cells are divided. */
public sealed interface FoldDraw {
  /** The folds of a plan. */
  FoldSet folds(FoldPlan plan, List<Cell> cells);

  /** In words, for settings and reports. */
  String describe();

  /**
   * Cross-validation.
   *
   * @param k how many folds, at least 2
   */
  record KFold(int k) implements FoldDraw {
    /**
     * @throws UserError if there are fewer than 2 folds
     */
    public KFold {
      if (k < 2) {
        throw new UserError("cross-validation needs at least 2 folds, not " + k);
      }
    }

    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return plan.kFold(cells, k);
    }

    @Override
    public String describe() {
      return k + "-fold cross-validation";
    }
  }

  /**
   * One part to test on, the rest to train on.
   *
   * @param testShare the share to test on, above 0 and below 1
   */
  record HoldOut(double testShare) implements FoldDraw {
    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return plan.holdOut(cells, testShare);
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "hold-out of %.0f %%", 100 * testShare);
    }
  }
}
