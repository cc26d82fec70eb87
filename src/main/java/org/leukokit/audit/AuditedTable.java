package org.leukokit.audit;

import java.util.List;
import java.util.Objects;

/**
 * A published table and what its source says of the set behind it.
 *
 * @param id a short name for files and links
 * @param title the heading, such as {@code Table 2}
 * @param basis where the source states the counts
 * @param sets the set that is stated and alternatives that the source suggests
 * @param folds folds over which rows may be means, 1 for none
 * @param rows the rows
 * @param reading how the table was read
 */
public record AuditedTable(
    String id,
    String title,
    String basis,
    List<TestSet> sets,
    int folds,
    List<PrintedRow> rows,
    TableReading reading) {
  /** Copies the lists. */
  public AuditedTable {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    sets = List.copyOf(sets);
    rows = List.copyOf(rows);
    Objects.requireNonNull(reading, "reading");
    if (folds < 1) {
      throw new IllegalArgumentException("folds must be 1 or more, not " + folds);
    }
  }

  /** A table that was read as it stands. */
  public AuditedTable(
      String id, String title, String basis, List<TestSet> sets, int folds, List<PrintedRow> rows) {
    this(id, title, basis, sets, folds, rows, TableReading.PLAIN);
  }

  /** What the search finds for each row. */
  public List<RowFinding> audit() {
    return rows.stream().map(r -> RowAudit.audit(r, sets, folds)).toList();
  }
}
