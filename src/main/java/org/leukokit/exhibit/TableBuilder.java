package org.leukokit.exhibit;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.exhibit.TableExhibit.Column;
import org.leukokit.exhibit.TableExhibit.Origin;

/** Collects the rows of a table. */
public final class TableBuilder {
  private final String id;
  private final String title;
  private final String caption;
  private final List<Column> columns;
  private final List<TableExhibit.Row> rows = new ArrayList<>();

  /**
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param columns the columns
   */
  public TableBuilder(String id, String title, String caption, List<Column> columns) {
    this.id = id;
    this.title = title;
    this.caption = caption;
    this.columns = List.copyOf(columns);
  }

  /**
   * Adds a row of our own numbers.
   *
   * @param values entries, or whole numbers, or anything else as words, one a column; a list stands
   *     for its values
   */
  public TableBuilder row(Object... values) {
    return add(Origin.OURS, false, "", values);
  }

  /** Adds a row above which a rule stands. */
  public TableBuilder first(Object... values) {
    return add(Origin.OURS, true, "", values);
  }

  /**
   * Adds a row of the paper.
   *
   * @param startsGroup whether a rule stands above it
   * @param values as in {@link #row}
   */
  public TableBuilder published(boolean startsGroup, Object... values) {
    return add(Origin.PUBLISHED, startsGroup, "", values);
  }

  /**
   * Adds a row of a run.
   *
   * @param origin a method, or a control
   * @param startsGroup whether a rule stands above it
   * @param runId the run that its numbers come from
   * @param values as in {@link #row}
   */
  public TableBuilder add(Origin origin, boolean startsGroup, String runId, Object... values) {
    rows.add(new TableExhibit.Row(origin, startsGroup, runId, entries(List.of(values))));
    return this;
  }

  private static List<Entry> entries(List<?> values) {
    List<Entry> entries = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof List<?> several) {
        entries.addAll(entries(several));
      } else if (value instanceof Entry entry) {
        entries.add(entry);
      } else if (value instanceof Integer || value instanceof Long) {
        entries.add(new Entry.Count(((Number) value).longValue()));
      } else {
        entries.add(new Entry.Words(String.valueOf(value)));
      }
    }
    return entries;
  }

  /** The table. */
  public TableExhibit build() {
    return new TableExhibit(id, title, caption, columns, rows);
  }

  /** A number without an interval. */
  public static Entry number(double value, int decimals) {
    return new Entry.Measured(value, Double.NaN, Double.NaN, decimals);
  }
}
