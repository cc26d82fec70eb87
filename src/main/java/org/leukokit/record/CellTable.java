package org.leukokit.record;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.Csv;
import org.leukokit.base.UserError;

/**
 * What is known of the cells of a run, as {@code cells.csv} holds it: one line a cell. A run needs
 * it whose predictions don't name every cell, so that counts and leaks can be told from its folder
 * alone.
 *
 * @param rows ordered by cell, each cell once
 */
public record CellTable(List<CellRow> rows) {
  private static final List<String> COLUMNS = List.of("cell", "label", "subject", "group", "part");

  /**
   * One cell.
   *
   * @param cell the cell's id
   * @param label {@code leukemic}, {@code healthy} or {@code unknown}
   * @param subject the person; empty where that is not known
   * @param group the subjects that share cells; empty where subjects are not known
   * @param part the part of the collection
   */
  public record CellRow(String cell, String label, String subject, String group, String part) {
    /**
     * @throws IllegalArgumentException if the label is none of the three
     */
    public CellRow {
      if (!List.of("leukemic", "healthy", "unknown").contains(label)) {
        throw new IllegalArgumentException(
            "the label of " + cell + " is '" + label + "', not leukemic, healthy or unknown");
      }
    }
  }

  /**
   * Sorts the rows.
   *
   * @throws IllegalArgumentException if a cell comes twice
   */
  public CellTable {
    rows = rows.stream().sorted(Comparator.comparing(CellRow::cell)).toList();
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).cell().equals(rows.get(i - 1).cell())) {
        throw new IllegalArgumentException(rows.get(i).cell() + " comes twice");
      }
    }
  }

  /** The rows by the cell's id. */
  public Map<String, CellRow> byCell() {
    Map<String, CellRow> map = new TreeMap<>();
    rows.forEach(row -> map.put(row.cell(), row));
    return map;
  }

  /** The text of {@code cells.csv}. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (CellRow r : rows) {
      csv.append(Csv.field(r.cell())).append(',').append(r.label()).append(',');
      csv.append(Csv.field(r.subject())).append(',').append(Csv.field(r.group())).append(',');
      csv.append(Csv.field(r.part())).append('\n');
    }
    return csv.toString();
  }

  /**
   * Reads the text of a table.
   *
   * @param file named in errors
   * @throws UserError if the text is not as this class writes it
   */
  static CellTable parse(Path file, String text) {
    List<CellRow> rows =
        StrictCsv.parse(
            file,
            text,
            COLUMNS,
            r -> new CellRow(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4)));
    try {
      return new CellTable(rows);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }
}
