package org.leukokit.split;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.data.Cell;

/**
 * Cells whose images are identical (one {@link Cell#sha256()}), as folds of cells take them: one of
 * them is drawn, the others follow it. Otherwise a network is tested on what it learned by heart.
 *
 * <p>Copies whose cells all stand in one known group are drawn each by itself as before: the
 * protocol {@code group-disjoint} keeps them together, and what they are worth where only cells are
 * drawn is one of the things that the protocols are compared for.
 */
final class Copies {
  private Copies() {}

  /**
   * For each cell, the number of the cell that is drawn for it: its own where it has no copies.
   *
   * @param cells the cells; those without a hash have no copies
   */
  static int[] leaders(List<Cell> cells) {
    Map<String, Integer> first = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      Integer before = first.putIfAbsent(cell.sha256(), c);
      if (before == null) {
        groups.put(cell.sha256(), cell.group());
      } else if (cell.id().compareTo(cells.get(before).id()) < 0) {
        first.put(cell.sha256(), c);
      }
      // A group of another name, or none, stands for copies that no group keeps together.
      groups.computeIfPresent(
          cell.sha256(), (hash, group) -> group.equals(cell.group()) ? group : "");
    }
    int[] leaders = new int[cells.size()];
    for (int c = 0; c < leaders.length; c++) {
      String hash = cells.get(c).sha256();
      boolean alone = hash.isEmpty() || !groups.get(hash).isEmpty();
      leaders[c] = alone ? c : first.get(hash);
    }
    return leaders;
  }
}
