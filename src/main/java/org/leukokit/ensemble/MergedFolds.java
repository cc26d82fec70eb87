package org.leukokit.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.record.FoldTable;

/**
 * The folds of an ensemble: a row has the role that any member gives it. What one member trained on
 * and another one validated on was trained on; imported members know test rows only.
 */
final class MergedFolds {
  private record Key(String cell, String version) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byCell = cell.compareTo(other.cell);
      return byCell != 0 ? byCell : version.compareTo(other.version);
    }
  }

  private MergedFolds() {}

  /**
   * Merges.
   *
   * @param tables the members' folds, all of the same names
   * @throws UserError if a member was fitted on a row that another one tests in the same fold
   */
  static FoldTable of(List<FoldTable> tables) {
    List<String> folds = tables.get(0).folds();
    TreeMap<Key, char[]> roles = new TreeMap<>();
    TreeMap<Key, String> contents = new TreeMap<>();
    for (FoldTable table : tables) {
      for (FoldTable.FoldRow row : table.rows()) {
        Key key = new Key(row.cell(), row.version());
        char[] merged = roles.computeIfAbsent(key, k -> unused(folds.size()));
        for (int f = 0; f < merged.length; f++) {
          merged[f] =
              merged(
                  merged[f],
                  row.roles().charAt(table.folds().indexOf(folds.get(f))),
                  key,
                  folds.get(f));
        }
        contents.merge(key, row.content(), (a, b) -> a.isEmpty() ? b : a);
      }
    }
    List<FoldTable.FoldRow> rows = new ArrayList<>();
    roles.forEach(
        (key, letters) ->
            rows.add(
                new FoldTable.FoldRow(
                    key.cell(), key.version(), contents.get(key), String.valueOf(letters))));
    return new FoldTable(folds, rows);
  }

  private static char[] unused(int n) {
    char[] letters = new char[n];
    Arrays.fill(letters, FoldTable.UNUSED);
    return letters;
  }

  private static char merged(char a, char b, Key key, String fold) {
    if (a == b || b == FoldTable.UNUSED) {
      return a;
    }
    if (a == FoldTable.UNUSED) {
      return b;
    }
    if (a == FoldTable.TEST || b == FoldTable.TEST) {
      throw new UserError(
          "the row "
              + key.cell()
              + " is tested by one member in fold "
              + fold
              + " and trained or validated on by another; an ensemble needs members of the same folds");
    }
    return FoldTable.TRAIN;
  }
}
