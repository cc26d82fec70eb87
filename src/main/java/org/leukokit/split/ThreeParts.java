package org.leukokit.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** Folds with a validation part. */
final class ThreeParts {
  /** The bins of training, validation and test. */
  static final int TRAIN = 0;

  static final int VALIDATION = 1;
  static final int TEST = 2;
  private static final int UNUSED = -1;

  private ThreeParts() {}

  /** The bin of each cell (rows of the result) in each version (columns). */
  static int[][] draw(
      List<Cell> cells,
      Unit unit,
      Sharing sharing,
      List<String> versions,
      double validation,
      double test,
      long seed) {
    CellAssignment.Quotas quotas = (label, n) -> quotas(n, validation, test);
    if (unit == Unit.ROW) {
      return CellAssignment.ofRows(cells, versions, 3, quotas, seed);
    }
    if (unit == Unit.CELL) {
      return ofEveryVersion(CellAssignment.ofCells(cells, 3, quotas, seed), versions);
    }
    double[] shares = {1 - validation - test, validation, test};
    int[] bins =
        sharing == Sharing.UNITS
            ? UnitShares.of(cells, unit, shares[TRAIN], shares[VALIDATION], seed)
            : GroupAssignment.of(cells, unit, shares, seed);
    everyPartHasBothClasses(cells, bins, unit);
    return ofEveryVersion(bins, versions);
  }

  /** Test rounded to the nearest, validation down, training the rest; none of them empty. */
  private static int[] quotas(int n, double validation, double test) {
    int tested = (int) Math.max(1, Math.round(test * n - 1e-9));
    int validated = (int) Math.max(1, Math.floor(validation * n + 1e-9));
    while (tested + validated >= n) {
      // Very few cells: at least three, as the caller made sure.
      if (validated >= tested) {
        validated--;
      } else {
        tested--;
      }
    }
    return new int[] {n - validated - tested, validated, tested};
  }

  static int[][] ofEveryVersion(int[] ofCell, List<String> versions) {
    int[][] bins = new int[ofCell.length][versions.size()];
    for (int c = 0; c < ofCell.length; c++) {
      Arrays.fill(bins[c], ofCell[c]);
    }
    return bins;
  }

  static void everyPartHasBothClasses(List<Cell> cells, int[] bins, Unit unit) {
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      boolean[] there = new boolean[3];
      for (int c = 0; c < bins.length; c++) {
        if (cells.get(c).label() == label) {
          there[bins[c]] = true;
        }
      }
      if (!(there[TRAIN] && there[VALIDATION] && there[TEST])) {
        throw new UserError(
            "the %s cells come from too few %ss to stand in training, validation and test; use more cells or the protocol split-first"
                .formatted(label.name().toLowerCase(Locale.ROOT), unit.id()));
      }
    }
  }

  /** The fold of three bins: training has every version of its cells, the others the originals. */
  static Fold fold(String name, List<Cell> cells, List<String> versions, int[][] bins, Unit unit) {
    List<List<Row>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int c = 0; c < cells.size(); c++) {
      for (int v = 0; v < versions.size(); v++) {
        Row row = new Row(cells.get(c), versions.get(v));
        int bin = bins[c][v];
        if (bin != UNUSED && (bin == TRAIN || unit == Unit.ROW || row.isOriginal())) {
          parts.get(bin).add(row);
        }
      }
    }
    return new Fold(name, parts.get(TRAIN), parts.get(VALIDATION), parts.get(TEST));
  }

  static Fold withValidation(Fold fold, Unit unit, List<String> versions, double share, long seed) {
    if (!fold.validation().isEmpty()) {
      throw new UserError(
          fold.name() + " has a validation part already; draw it from folds without");
    }
    List<Cell> cells =
        fold.train().stream()
            .map(Row::cell)
            .distinct()
            .sorted(Comparator.comparing(Cell::id))
            .toList();
    Unit drawn = unit == Unit.PART ? within(cells) : unit;
    // Another seed for each fold: else the folds' validation cells would be mostly the same.
    long own = RandomStream.at(seed, "validation", fold.name()).nextLong();
    int[][] bins =
        drawn == Unit.ROW
            ? ofTrainingRows(fold, cells, versions, share, own)
            : ofEveryVersion(ofCells(cells, drawn, share, own), versions);
    Fold two = fold(fold.name(), cells, versions, bins, drawn);
    return new Fold(fold.name(), two.train(), two.validation(), fold.test());
  }

  private static Unit within(List<Cell> cells) {
    for (Unit unit : List.of(Unit.GROUP, Unit.SUBJECT)) {
      if (cells.stream().noneMatch(cell -> unit.of(cell).isEmpty())) {
        return unit;
      }
    }
    return Unit.CELL;
  }

  private static int[] ofCells(List<Cell> cells, Unit unit, double share, long seed) {
    double[] shares = {1 - share, share};
    return unit == Unit.CELL
        ? CellAssignment.ofCells(cells, shares, seed)
        : GroupAssignment.of(cells, unit, shares, seed);
  }

  /**
   * Rows are drawn one by one, and only some versions of a cell may be there: those of each class
   * in the order of their own draws, the first of them to validation.
   */
  private static int[][] ofTrainingRows(
      Fold fold, List<Cell> cells, List<String> versions, double share, long seed) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int c = 0; c < cells.size(); c++) {
      numbers.put(cells.get(c).id(), c);
    }
    int[][] bins = ofEveryVersion(new int[cells.size()], versions);
    Arrays.stream(bins).forEach(row -> Arrays.fill(row, UNUSED));
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      TreeMap<String, Row> rows = new TreeMap<>();
      for (Row row : fold.train()) {
        if (row.cell().label() == label) {
          long key =
              RandomStream.at(seed, "folds", Unit.ROW.id(), row.cell().id(), row.version())
                  .nextLong();
          rows.put("%016x %s %s".formatted(key, row.cell().id(), row.version()), row);
        }
      }
      if (rows.size() < 2) {
        throw new UserError(
            "%s trains on %d %s rows, from which no validation part can be drawn; use more cells"
                .formatted(fold.name(), rows.size(), label.name().toLowerCase(Locale.ROOT)));
      }
      int validated = (int) Math.max(1, Math.min(rows.size() - 1, Math.round(share * rows.size())));
      for (Row row : rows.values()) {
        bins[numbers.get(row.cell().id())][versions.indexOf(row.version())] =
            validated-- > 0 ? VALIDATION : TRAIN;
      }
    }
    return bins;
  }
}
