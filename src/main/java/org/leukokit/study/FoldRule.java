package org.leukokit.study;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.data.Cell;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;

/** How the cells of a study are divided. */
public interface FoldRule {
  /** The folds of a plan. */
  FoldSet folds(FoldPlan plan, List<Cell> cells);

  /** In words, for settings and reports. */
  String describe();

  /** What else a reader of a run must know of these folds, by name; takes no part in its id. */
  default SortedMap<String, String> facts(FoldPlan plan, List<Cell> cells) {
    return new TreeMap<>();
  }
}
