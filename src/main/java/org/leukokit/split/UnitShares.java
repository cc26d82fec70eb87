package org.leukokit.split;

import java.util.ArrayList;
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

/**
 * Draws shares of the number of subjects or groups into training, validation and test, those of
 * each class apart, at random and however many cells they have. One with cells of both classes
 * counts for the class of most of them, of as many of both as leukemic.
 */
final class UnitShares {
  private UnitShares() {}

  /**
   * The bin of every cell, as {@link ThreeParts} numbers them.
   *
   * @param cells the cells, ordered by id
   * @param unit subject or group
   * @param train the training share, rounded down
   * @param validation the validation share, rounded down; the rest is tested, and no part is empty
   * @throws UserError if a class has fewer than three subjects or groups
   */
  static int[] of(List<Cell> cells, Unit unit, double train, double validation, long seed) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Cell cell : cells) {
      counts
          .computeIfAbsent(unit.of(cell), name -> new int[2])[
          cell.label() == Label.LEUKEMIC ? 0 : 1]++;
    }
    Map<String, Integer> bins = new HashMap<>();
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      List<String> names = new ArrayList<>();
      counts.forEach(
          (name, count) -> {
            if ((count[0] >= count[1]) == (label == Label.LEUKEMIC)) {
              names.add(name);
            }
          });
      if (names.size() < 3) {
        throw new UserError(
            "the %s cells come from too few %ss (%d) to stand in training, validation and test; use more cells or the protocol split-first"
                .formatted(label.name().toLowerCase(Locale.ROOT), unit.id(), names.size()));
      }
      names.sort(
          Comparator.<String>comparingLong(
                  name -> RandomStream.at(seed, "folds", "shares", unit.id(), name).nextLong())
              .thenComparing(name -> name));
      int[] quotas = quotas(names.size(), train, validation);
      int next = 0;
      for (int bin = 0; bin < quotas.length; bin++) {
        for (int i = 0; i < quotas[bin]; i++) {
          bins.put(names.get(next++), bin);
        }
      }
    }
    return cells.stream().mapToInt(cell -> bins.get(unit.of(cell))).toArray();
  }

  /** Training and validation rounded down, at least 1; test the rest, at least 1. */
  private static int[] quotas(int n, double train, double validation) {
    int trained = (int) Math.max(1, Math.floor(train * n + 1e-9));
    int validated = (int) Math.max(1, Math.floor(validation * n + 1e-9));
    while (trained + validated >= n) {
      if (trained >= validated) {
        trained--;
      } else {
        validated--;
      }
    }
    return new int[] {trained, validated, n - trained - validated};
  }
}
