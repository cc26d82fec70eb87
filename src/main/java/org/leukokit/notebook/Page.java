package org.leukokit.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.report.Tables;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A report in a notebook: its tables and figures by their ids, and its words by their headings.
 *
 * @param report the report
 */
public record Page(Report report) {
  /** Shows a table or figure; {@link #contents} lists their ids. */
  public void show(String id) {
    Show.exhibit(exhibit(id), report.synthetic());
  }

  /**
   * Shows some columns of a table that is wide.
   *
   * @param id the table
   * @param columns the headings of the columns to show, in their order
   */
  public void show(String id, String... columns) {
    if (!(exhibit(id) instanceof TableExhibit table)) {
      throw new Stop("'" + id + "' is a figure; tables are " + ids(true));
    }
    List<String> names = table.columns().stream().map(TableExhibit.Column::name).toList();
    List<Integer> places = new ArrayList<>();
    for (String column : columns) {
      if (!names.contains(column)) {
        throw new Stop(
            "'" + id + "' has no column '" + column + "'; it has " + String.join(", ", names));
      }
      places.add(names.indexOf(column));
    }
    Show.table(
        new TableExhibit(
            table.id(),
            table.title(),
            table.caption(),
            places.stream().map(table.columns()::get).toList(),
            table.rows().stream()
                .map(
                    r ->
                        new TableExhibit.Row(
                            r.origin(),
                            r.startsGroup(),
                            r.runId(),
                            places.stream().map(r.entries()::get).toList()))
                .toList()),
        report.synthetic());
  }

  /** Shows all tables and figures of a section, in order. */
  public void section(String heading) {
    sectionOf(heading).blocks().forEach(this::show);
  }

  /** Shows the words of a section without its tables and figures. */
  public void words(String heading) {
    for (Report.Block block : sectionOf(heading).blocks()) {
      if (!(block instanceof Report.Shown)) {
        show(block);
      }
    }
  }

  /** A table for looking into: Tablesaw's, each number with the ends of its interval beside it. */
  public Table table(String id) {
    if (exhibit(id) instanceof TableExhibit table) {
      return Tables.detailed(table, report.synthetic() ? "SYNTHETIC" : report.dataLine());
    }
    throw new Stop("'" + id + "' is a figure; tables are " + ids(true));
  }

  /** What there is to show: the id, kind and title of every table and figure. */
  public void contents() {
    StringColumn id = StringColumn.create("id");
    StringColumn kind = StringColumn.create("kind");
    StringColumn title = StringColumn.create("title");
    for (Exhibit e : report.exhibits()) {
      id.append(e.id());
      kind.append(e instanceof TableExhibit ? "table" : "figure");
      title.append(e.title());
    }
    Show.table(Table.create(report.title(), id, kind, title));
  }

  private void show(Report.Block block) {
    if (block instanceof Report.Paragraph paragraph) {
      Show.text(paragraph.text());
    } else if (block instanceof Report.Definitions definitions) {
      StringColumn name = StringColumn.create("what");
      StringColumn text = StringColumn.create("in words");
      for (Report.Item item : definitions.items()) {
        name.append(item.name());
        text.append(item.text());
      }
      Show.table(Table.create("", name, text));
    } else if (block instanceof Report.Shown shown) {
      Show.exhibit(shown.exhibit(), report.synthetic());
    }
  }

  private Exhibit exhibit(String id) {
    return report.exhibits().stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Stop(
                    "this report has no table or figure '"
                        + id
                        + "'; it has "
                        + ids(false)
                        + (report.exhibits().isEmpty() ? "none" : "")));
  }

  private String ids(boolean tablesOnly) {
    return report.exhibits().stream()
        .filter(e -> !tablesOnly || e instanceof TableExhibit)
        .map(Exhibit::id)
        .collect(Collectors.joining(", "));
  }

  private Report.Section sectionOf(String heading) {
    List<Report.Section> sections = report.sections();
    return sections.stream()
        .filter(s -> s.heading().equals(heading))
        .findFirst()
        .orElseThrow(
            () ->
                new Stop(
                    "this report has no section '"
                        + heading
                        + "'; it has "
                        + sections.stream()
                            .map(Report.Section::heading)
                            .collect(Collectors.joining(", "))));
  }
}
