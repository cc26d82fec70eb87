package org.leukokit.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.image.BoundingBox;
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

  static Table subjects(Dataset data) {
    Map<String, Integer> cells = new TreeMap<>();
    Map<String, Label> labels = new TreeMap<>();
    for (Cell c : data.cells()) {
      String subject = c.subject().isEmpty() ? "not known" : c.subject();
      cells.merge(subject, 1, Integer::sum);
      labels.put(subject, c.label());
    }
    StringColumn name = StringColumn.create("subject");
    StringColumn label = StringColumn.create("class");
    IntColumn count = IntColumn.create("cells");
    cells.forEach(
        (s, n) -> {
          name.append(s);
          label.append(labels.get(s).name().toLowerCase(Locale.ROOT));
          count.append(n);
        });
    return Table.create("Cells of each subject", name, label, count);
  }

  static Table parts(Dataset data) {
    StringColumn part = StringColumn.create("part");
    IntColumn leukemic = IntColumn.create("leukemic");
    IntColumn healthy = IntColumn.create("healthy");
    IntColumn unknown = IntColumn.create("not told");
    IntColumn subjects = IntColumn.create("subjects");
    for (String p : new TreeSet<>(data.cells().stream().map(Cell::part).toList())) {
      List<Cell> own = data.cells().stream().filter(c -> c.part().equals(p)).toList();
      part.append(p.isEmpty() ? "all" : p);
      leukemic.append((int) own.stream().filter(c -> c.label() == Label.LEUKEMIC).count());
      healthy.append((int) own.stream().filter(c -> c.label() == Label.HEALTHY).count());
      unknown.append((int) own.stream().filter(c -> c.label() == Label.UNKNOWN).count());
      subjects.append(distinct(own.stream().map(Cell::subject).toList()));
    }
    return Table.create("Parts of the collection", part, leukemic, healthy, unknown, subjects);
  }

  static Table sizes(Dataset data) {
    StringColumn cell = StringColumn.create("cell");
    StringColumn label = StringColumn.create("class");
    StringColumn subject = StringColumn.create("subject");
    IntColumn width = IntColumn.create("width (px)");
    IntColumn height = IntColumn.create("height (px)");
    for (Cell c : data.cells()) {
      BoundingBox.of(data.read(c), 0)
          .ifPresent(
              box -> {
                cell.append(c.id());
                label.append(c.label().name().toLowerCase(Locale.ROOT));
                subject.append(c.subject());
                width.append(box.width());
                height.append(box.height());
              });
    }
    return Table.create("Bounding boxes", cell, label, subject, width, height);
  }

  /** An operation's id with two decimals a number, and room to break the line. */
  static String caption(String id) {
    return Pattern.compile("-?\\d+\\.\\d{3,}")
        .matcher(id)
        .replaceAll(m -> String.format(Locale.ROOT, "%.2f", Double.parseDouble(m.group())))
        .replace(",", ", ");
  }

  private static int distinct(List<String> names) {
    return (int) names.stream().filter(n -> !n.isEmpty()).distinct().count();
  }
}
