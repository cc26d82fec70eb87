package org.leukokit.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.record.FoldTable;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Row;

/** Folds as a run folder keeps them. */
final class FoldTables {
  private FoldTables() {}

  static FoldTable of(FoldSet set) {
    int n = set.folds().size();
    Map<Row, char[]> roles = new LinkedHashMap<>();
    for (int f = 0; f < n; f++) {
      Fold fold = set.folds().get(f);
      int column = f;
      fold.train().forEach(row -> mark(roles, row, n, column, FoldTable.TRAIN));
      fold.test().forEach(row -> mark(roles, row, n, column, FoldTable.TEST));
    }
    List<FoldTable.FoldRow> rows = new ArrayList<>();
    roles.forEach(
        (row, letters) ->
            rows.add(
                new FoldTable.FoldRow(row.cell().id(), row.version(), String.valueOf(letters))));
    return new FoldTable(set.folds().stream().map(Fold::name).toList(), rows);
  }

  private static void mark(Map<Row, char[]> roles, Row row, int folds, int fold, char role) {
    char[] letters =
        roles.computeIfAbsent(
            row,
            r -> {
              char[] none = new char[folds];
              Arrays.fill(none, FoldTable.UNUSED);
              return none;
            });
    if (letters[fold] != FoldTable.UNUSED) {
      throw new IllegalStateException(row + " stands on both sides of fold " + fold);
    }
    letters[fold] = role;
  }
}
