package org.leukokit.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;

/** Folds that the makers of a collection laid down: its parts. */
public final class PartFolds {
  private PartFolds() {}

  /**
   * Cross-validation over parts, such as the three official folds of C-NMC 2019: each part in turn
   * is tested, the others are trained on.
   *
   * @param cells all cells; those of parts not named are left out
   * @param parts the parts, at least 2, such as {@code fold_0}
   * @return one fold a part, named as the part, under {@link Protocol#PUBLISHED}
   * @throws UserError if a part has no cells or fewer than two are named
   */
  public static FoldSet each(List<Cell> cells, List<String> parts) {
    if (parts.size() < 2) {
      throw new UserError("folds by part need at least 2 parts, not " + parts);
    }
    List<Fold> folds = new ArrayList<>();
    for (String part : parts) {
      List<Row> test = rows(cells, List.of(part));
      if (test.isEmpty()) {
        throw new UserError("there is no cell of part '" + part + "'; check the data set's parts");
      }
      List<String> others = parts.stream().filter(other -> !other.equals(part)).toList();
      folds.add(new Fold(part, rows(cells, others), test));
    }
    return new FoldSet(Protocol.PUBLISHED, folds);
  }

  private static List<Row> rows(List<Cell> cells, List<String> parts) {
    return cells.stream()
        .filter(cell -> parts.contains(cell.part()))
        .sorted(Comparator.comparing(Cell::id))
        .map(Row::original)
        .toList();
  }
}
