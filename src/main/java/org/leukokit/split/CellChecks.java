package org.leukokit.split;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** What folds need of cells, asked before anything is drawn. */
final class CellChecks {
  private CellChecks() {}

  /**
   * @throws UserError if a cell comes twice or has no label, or if subjects or groups that the unit
   *     needs are not known or contradict each other
   */
  static void check(List<Cell> cells, Protocol protocol, Unit unit) {
    Set<String> ids = new HashSet<>();
    for (Cell cell : cells) {
      if (!ids.add(cell.id())) {
        throw new UserError("cell " + cell.id() + " comes twice; list every cell once");
      }
      if (cell.label() == Label.UNKNOWN) {
        throw new UserError(
            "cell " + cell.id() + " has no label; folds are drawn from labelled cells only");
      }
    }
    if (unit == Unit.SUBJECT || unit == Unit.GROUP) {
      known(cells, protocol, unit);
    }
    if (unit == Unit.GROUP) {
      subjectsStandInOneGroup(cells);
    }
  }

  private static void known(List<Cell> cells, Protocol protocol, Unit unit) {
    List<Cell> without = cells.stream().filter(c -> unit.of(c).isEmpty()).toList();
    if (!without.isEmpty()) {
      throw new UserError(
          "--protocol "
              + protocol.id()
              + " needs "
              + unit.id()
              + "s, but "
              + without.size()
              + " of "
              + cells.size()
              + " cells have none (such as "
              + without.get(0).id()
              + "); choose --protocol split-first or give the "
              + unit.id()
              + " of every cell");
    }
  }

  private static void subjectsStandInOneGroup(List<Cell> cells) {
    Map<String, String> groups = new HashMap<>();
    for (Cell cell : cells) {
      String before = groups.putIfAbsent(cell.subject(), cell.group());
      if (!cell.subject().isEmpty() && before != null && !before.equals(cell.group())) {
        throw new UserError(
            "subject "
                + cell.subject()
                + " stands in the groups "
                + before
                + " and "
                + cell.group()
                + "; all cells of a subject need the same group");
      }
    }
  }
}
