package org.leukokit.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Cells to look at, and how many there are. */
final class Choice {
  private Choice() {}

  /** First one cell of each subject, then second ones, and so on, until there are n. */
  static List<Cell> of(List<Cell> cells, Label label, int n) {
    Map<String, List<Cell>> bySubject = new LinkedHashMap<>();
    cells.stream()
        .filter(c -> c.label() == label)
        .forEach(c -> bySubject.computeIfAbsent(c.subject(), s -> new ArrayList<>()).add(c));
    List<Cell> chosen = new ArrayList<>();
    for (int round = 0; ; round++) {
      boolean any = false;
      for (List<Cell> own : bySubject.values()) {
        if (round < own.size() && chosen.size() < n) {
          chosen.add(own.get(round));
          any = true;
        }
      }
      if (!any) {
        return chosen;
      }
    }
  }

  static Table counts(Dataset data) {
    StringColumn name = StringColumn.create("class");
    IntColumn count = IntColumn.create("cells");
    IntColumn subjects = IntColumn.create("subjects");
    IntColumn groups = IntColumn.create("groups of subjects that share cells");
    for (Label label : Label.values()) {
      List<Cell> own = data.cells().stream().filter(c -> c.label() == label).toList();
      if (!own.isEmpty()) {
        name.append(label.name().toLowerCase(Locale.ROOT));
        count.append(own.size());
        subjects.append(distinct(own.stream().map(Cell::subject).toList()));
        groups.append(distinct(own.stream().map(Cell::group).toList()));
      }
    }
    return Table.create(data.info().title(), name, count, subjects, groups);
  }

  private static int distinct(List<String> names) {
    return (int) names.stream().filter(n -> !n.isEmpty()).distinct().count();
  }
}
