package org.leukokit.audit;

import java.util.List;

/**
 * How somebody's table was read: what a reader must know to trust the verdicts.
 *
 * @param columnsNotRead columns that were not read, each with the reason
 * @param notes how cells were read that are not plain numbers, and in which unit rows were read
 */
public record TableReading(List<String> columnsNotRead, List<String> notes) {
  /** Of a table that was read as it stands. */
  public static final TableReading PLAIN = new TableReading(List.of(), List.of());

  /** Copies the lists. */
  public TableReading {
    columnsNotRead = List.copyOf(columnsNotRead);
    notes = List.copyOf(notes);
  }
}
