package org.leukokit.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/**
 * Draws single cells or rows into bins, class by class. Cells whose images are identical are drawn
 * as one, {@link Copies}, where cells are drawn.
 */
final class CellAssignment {
  /** How many items of a class each bin gets. */
  interface Quotas {
    /**
     * @param label the class, {@link Label#LEUKEMIC} before {@link Label#HEALTHY}
     * @param n how many items it has, at least one a bin
     * @return the number of each bin, at least 1, adding up to n
     */
    int[] of(Label label, int n);
  }

  private record Item(int cell, int version, String name, long key) {}

  private CellAssignment() {}

  /**
   * The bin of every cell.
   *
   * @param cells the cells
   * @param shares the share of each bin, adding up to 1
   * @throws UserError if a class has fewer cells than there are bins
   */
  static int[] ofCells(List<Cell> cells, double[] shares, long seed) {
    return ofCells(cells, shares.length, owing(shares), seed);
  }

  /** The bin of every cell, as many of each class in each bin as the quotas say. */
  static int[] ofCells(List<Cell> cells, int bins, Quotas quotas, long seed) {
    int[][] drawn = draw(cells, List.of(Row.ORIGINAL), bins, quotas, seed, Unit.CELL);
    return Arrays.stream(drawn).mapToInt(versions -> versions[0]).toArray();
  }

  /** The bin of every cell (rows of the result) in every version (columns). */
  static int[][] ofRows(List<Cell> cells, List<String> versions, double[] shares, long seed) {
    return ofRows(cells, versions, shares.length, owing(shares), seed);
  }

  /** The bin of every row, as many of each class in each bin as the quotas say. */
  static int[][] ofRows(
      List<Cell> cells, List<String> versions, int bins, Quotas quotas, long seed) {
    return draw(cells, versions, bins, quotas, seed, Unit.ROW);
  }

  private static Quotas owing(double[] shares) {
    double[] owed = new double[shares.length];
    return (label, n) -> quotas(n, shares, owed);
  }

  private static int[][] draw(
      List<Cell> cells, List<String> versions, int count, Quotas quotas, long seed, Unit unit) {
    int[][] bins = new int[cells.size()][versions.size()];
    int[] leaders = unit == Unit.CELL ? Copies.leaders(cells) : none(cells.size());
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      List<Item> items = items(cells, leaders, versions, seed, unit, label);
      if (items.size() < count) {
        throw new UserError(
            "%d folds or parts can't be drawn from %d %s %ss; use fewer folds or more cells"
                .formatted(count, items.size(), label.name().toLowerCase(Locale.ROOT), unit.id()));
      }
      int[] numbers = quotas.of(label, items.size());
      int next = 0;
      for (int b = 0; b < count; b++) {
        for (int i = 0; i < numbers[b]; i++) {
          Item item = items.get(next++);
          bins[item.cell()][item.version()] = b;
        }
      }
    }
    for (int c = 0; c < leaders.length; c++) {
      bins[c] = bins[leaders[c]].clone();
    }
    return bins;
  }

  private static int[] none(int cells) {
    return IntStream.range(0, cells).toArray();
  }

  /**
   * Whole numbers near the shares of n: every bin gets its share rounded down, the seats left over
   * go to the bins that are owed most, counting what earlier classes left owing; no bin stays
   * empty.
   */
  private static int[] quotas(int n, double[] shares, double[] owed) {
    int[] quotas = new int[shares.length];
    int left = n;
    for (int b = 0; b < shares.length; b++) {
      quotas[b] = (int) Math.floor(shares[b] * n + 1e-9);
      owed[b] += shares[b] * n - quotas[b];
      left -= quotas[b];
    }
    for (; left > 0; left--) {
      int most = 0;
      for (int b = 1; b < shares.length; b++) {
        most = owed[b] > owed[most] + 1e-9 ? b : most;
      }
      quotas[most]++;
      owed[most]--;
    }
    for (int b = 0; b < shares.length; b++) {
      if (quotas[b] == 0) {
        int largest = 0;
        for (int other = 1; other < shares.length; other++) {
          largest = quotas[other] > quotas[largest] ? other : largest;
        }
        quotas[largest]--;
        quotas[b]++;
      }
    }
    return quotas;
  }

  /** The items of one class in random order, each at its own address. */
  private static List<Item> items(
      List<Cell> cells, int[] leaders, List<String> versions, long seed, Unit unit, Label label) {
    List<Item> items = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      if (cells.get(c).label() != label || leaders[c] != c) {
        continue;
      }
      String id = cells.get(c).id();
      for (int v = 0; v < versions.size(); v++) {
        String version = versions.get(v);
        long key = RandomStream.at(seed, "folds", unit.id(), id, version).nextLong();
        items.add(new Item(c, v, id + "/" + version, key));
      }
    }
    items.sort(Comparator.comparingLong(Item::key).thenComparing(Item::name));
    return items;
  }
}
