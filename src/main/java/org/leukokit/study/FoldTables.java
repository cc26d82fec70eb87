package org.leukokit.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.record.CellTable;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;

/** Folds as a run folder keeps them, and back. */
public final class FoldTables {
  private FoldTables() {}

  /**
   * The folds of a run, with all that is known of its cells: enough to look for leaks.
   *
   * @param run a run; what is not known of cells that it predicts nowhere is left empty
   */
  public static FoldSet of(RunFolder run) {
    Map<String, Prediction> known = new HashMap<>();
    run.validation().ifPresent(v -> v.rows().forEach(p -> known.put(p.cell(), p)));
    run.predictions().rows().forEach(p -> known.put(p.cell(), p));
    Map<String, CellTable.CellRow> told = run.cells().map(CellTable::byCell).orElse(Map.of());
    Protocol protocol = Protocol.named(run.record().inputs().protocol());
    List<Fold> folds = new ArrayList<>();
    for (int f = 0; f < run.folds().folds().size(); f++) {
      List<Row> train = new ArrayList<>();
      List<Row> validation = new ArrayList<>();
      List<Row> test = new ArrayList<>();
      for (FoldTable.FoldRow row : run.folds().rows()) {
        char role = row.roles().charAt(f);
        if (role != FoldTable.UNUSED) {
          Cell cell =
              told.containsKey(row.cell())
                  ? cell(row, told.get(row.cell()))
                  : cell(row, known.get(row.cell()));
          Row rebuilt = new Row(cell, row.version());
          (role == FoldTable.TRAIN ? train : role == FoldTable.TEST ? test : validation)
              .add(rebuilt);
        }
      }
      folds.add(new Fold(run.folds().folds().get(f), train, validation, test));
    }
    return new FoldSet(protocol, folds);
  }

  private static Cell cell(FoldTable.FoldRow row, Prediction p) {
    boolean tested = p != null;
    Label label = !tested ? Label.UNKNOWN : p.positive() ? Label.LEUKEMIC : Label.HEALTHY;
    return new Cell(
        row.cell(),
        row.cell(),
        row.content(),
        label,
        tested ? p.subject() : "",
        tested ? p.group() : "",
        "");
  }

  private static Cell cell(FoldTable.FoldRow row, CellTable.CellRow told) {
    return new Cell(
        row.cell(),
        row.cell(),
        row.content(),
        Label.valueOf(told.label().toUpperCase(Locale.ROOT)),
        told.subject(),
        told.group(),
        told.part());
  }

  /**
   * What a run folder keeps of cells.
   *
   * @param set the folds
   * @param further cells beside them
   * @return empty if there are none beside, and each cell is tested, so that predictions name all
   */
  public static Optional<CellTable> cells(FoldSet set, List<Cell> further) {
    Map<String, Cell> all = new TreeMap<>();
    Set<String> tested = new HashSet<>();
    for (Fold fold : set.folds()) {
      for (List<Row> rows : List.of(fold.train(), fold.validation(), fold.test())) {
        rows.forEach(row -> all.put(row.cell().id(), row.cell()));
      }
      fold.test().forEach(row -> tested.add(row.cell().id()));
    }
    if (further.isEmpty() && tested.size() == all.size()) {
      return Optional.empty();
    }
    further.forEach(cell -> all.put(cell.id(), cell));
    return Optional.of(
        new CellTable(
            all.values().stream()
                .map(
                    c ->
                        new CellTable.CellRow(
                            c.id(),
                            c.label().name().toLowerCase(Locale.ROOT),
                            c.subject(),
                            c.group(),
                            c.part()))
                .toList()));
  }

  /** Folds as a run folder keeps them. */
  public static FoldTable of(FoldSet set) {
    int n = set.folds().size();
    Map<Row, char[]> roles = new LinkedHashMap<>();
    for (int f = 0; f < n; f++) {
      Fold fold = set.folds().get(f);
      int column = f;
      fold.train().forEach(row -> mark(roles, row, n, column, FoldTable.TRAIN));
      fold.validation().forEach(row -> mark(roles, row, n, column, FoldTable.VALIDATION));
      fold.test().forEach(row -> mark(roles, row, n, column, FoldTable.TEST));
    }
    List<FoldTable.FoldRow> rows = new ArrayList<>();
    roles.forEach(
        (row, letters) ->
            rows.add(
                new FoldTable.FoldRow(
                    row.cell().id(),
                    row.version(),
                    row.cell().sha256().substring(0, FoldTable.FoldRow.CONTENT_DIGITS),
                    String.valueOf(letters))));
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
      throw new IllegalStateException(row + " stands in two parts of fold " + fold);
    }
    letters[fold] = role;
  }
}
