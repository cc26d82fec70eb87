package org.leukokit.study;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;

/** How the cells of a study are divided. */
public interface FoldRule {
  /**
   * The folds of a plan.
   *
   * @param cells the cells that are drawn, each leukemic or healthy
   * @throws UserError if the cells don't allow it, naming the cure
   */
  FoldSet folds(FoldPlan plan, List<Cell> cells);

  /** In words, for settings and reports. */
  String describe();

  /** What else a reader of a run must know of these folds, by name; takes no part in its id. */
  default SortedMap<String, String> facts(FoldPlan plan, List<Cell> cells) {
    return new TreeMap<>();
  }

  /**
   * The parts of a collection whose cells are not drawn into folds; a method that can is tried on
   * them besides, labelled or not.
   */
  default Set<String> aside() {
    return Set.of();
  }

  /** The cells that are drawn: those with a label, of parts that are not set aside. */
  default List<Cell> drawn(List<Cell> cells) {
    return cells.stream()
        .filter(c -> c.label() != Label.UNKNOWN && !aside().contains(c.part()))
        .toList();
  }

  /**
   * Cross-validation.
   *
   * @param k how many folds
   * @throws UserError if there are fewer than 2
   */
  static FoldRule kFold(int k) {
    return new KFold(k);
  }

  /**
   * Cross-validation.
   *
   * @param k how many folds, at least 2
   */
  record KFold(int k) implements FoldRule {
    /**
     * @throws UserError if there are fewer than 2 folds
     */
    public KFold {
      if (k < 2) {
        throw new UserError("folds must be at least 2, was " + k);
      }
    }

    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return plan.kFold(cells, k);
    }

    @Override
    public String describe() {
      return Integer.toString(k);
    }
  }
}
