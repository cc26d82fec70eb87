package org.leukokit.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** Table exhibits as Tablesaw tables: for notebooks, and as CSV. */
public final class Tables {
  private Tables() {}

  /**
   * The table with one text column a column, as a reader sees it.
   *
   * @param exhibit the table
   * @return a Tablesaw table of its title
   */
  public static Table shown(TableExhibit exhibit) {
    Table table = Table.create(exhibit.title());
    for (int c = 0; c < exhibit.columns().size(); c++) {
      StringColumn column = StringColumn.create(exhibit.columns().get(c).name());
      for (TableExhibit.Row row : exhibit.rows()) {
        column.append(row.entries().get(c).text());
      }
      table.addColumns(column);
    }
    return table;
  }

  /**
   * The table for machines: each column of numbers with the ends of its intervals beside it, the
   * origin and the run of each row, and what data it is from.
   *
   * @param exhibit the table
   * @param data what the numbers were computed on, such as {@code SYNTHETIC phantom}
   * @return a Tablesaw table of text columns; numbers in full precision with a point
   */
  public static Table detailed(TableExhibit exhibit, String data) {
    List<StringColumn> columns = new ArrayList<>();
    for (int c = 0; c < exhibit.columns().size(); c++) {
      String name = exhibit.columns().get(c).name();
      StringColumn value = StringColumn.create(name);
      StringColumn low = StringColumn.create(name + " low");
      StringColumn high = StringColumn.create(name + " high");
      boolean intervals = false;
      for (TableExhibit.Row row : exhibit.rows()) {
        Entry entry = row.entries().get(c);
        if (entry instanceof Entry.Measured m) {
          value.append(number(m.value()));
          low.append(number(m.low()));
          high.append(number(m.high()));
          intervals |= m.hasInterval();
        } else {
          value.append(entry.text());
          low.append("");
          high.append("");
        }
      }
      columns.add(value);
      if (intervals) {
        columns.add(low);
        columns.add(high);
      }
    }
    StringColumn origin = StringColumn.create("origin");
    StringColumn run = StringColumn.create("run id");
    StringColumn cells = StringColumn.create("data");
    for (TableExhibit.Row row : exhibit.rows()) {
      boolean published = row.origin() == TableExhibit.Origin.PUBLISHED;
      origin.append(row.origin().name().toLowerCase(Locale.ROOT));
      run.append(row.runId());
      cells.append(published ? "the paper's own" : data);
    }
    Table table = Table.create(exhibit.title(), columns.toArray(StringColumn[]::new));
    return table.addColumns(origin, run, cells);
  }

  /** {@link #detailed} as comma-separated text. */
  static String csv(TableExhibit exhibit, String data) {
    StringWriter out = new StringWriter();
    CsvWriteOptions options = CsvWriteOptions.builder(out).lineEnd("\n").build();
    detailed(exhibit, data).write().csv(options);
    return out.toString();
  }

  // Ten digits: more than any sample supports, and the same on every version of Java.
  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.8f", value);
  }
}
