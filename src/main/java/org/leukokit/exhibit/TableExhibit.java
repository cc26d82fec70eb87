package org.leukokit.exhibit;

import java.util.List;

/**
 * A table.
 *
 * @param id a short name for files and links
 * @param title the heading
 * @param caption what a reader must know to read it
 * @param columns the columns
 * @param rows the rows; each has one entry a column
 */
public record TableExhibit(
    String id, String title, String caption, List<Column> columns, List<Row> rows)
    implements Exhibit {
  /**
   * A column.
   *
   * @param name the heading, with the unit where there is one
   * @param numeric whether its entries stand to the right
   */
  public record Column(String name, boolean numeric) {
    /** A column of words. */
    public static Column words(String name) {
      return new Column(name, false);
    }

    /** A column of numbers. */
    public static Column numbers(String name) {
      return new Column(name, true);
    }
  }

  /** Where the numbers of a row come from; published and ours are never mixed up. */
  public enum Origin {
    /** Printed in the paper. */
    PUBLISHED,
    /** Computed from a run of ours. */
    OURS,
    /** A control of ours, which a method has to beat. */
    CONTROL
  }

  /**
   * A row.
   *
   * @param origin where its numbers come from
   * @param startsGroup whether a rule stands above it
   * @param runId the run that its numbers come from; empty for a published row
   * @param entries one a column
   */
  public record Row(Origin origin, boolean startsGroup, String runId, List<Entry> entries) {
    /** Copies the entries. */
    public Row {
      entries = List.copyOf(entries);
    }
  }

  @Override
  public boolean publishedOnly() {
    return rows.stream().allMatch(row -> row.origin() == Origin.PUBLISHED);
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row has another number of entries than there are columns
   */
  public TableExhibit {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.entries().size() != columns.size()) {
        throw new IllegalArgumentException(
            id
                + ": a row has "
                + row.entries().size()
                + " entries for "
                + columns.size()
                + " columns");
      }
    }
  }
}
