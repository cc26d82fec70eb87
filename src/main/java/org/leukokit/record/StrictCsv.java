package org.leukokit.record;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.Decimal;
import org.leukokit.base.UserError;

/** Reads the tables that a run folder holds: their columns and no others, in their order. */
final class StrictCsv {
  private StrictCsv() {}

  /** Makes a value of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    /**
     * @param row has a field a column
     * @throws IllegalArgumentException if a field is not as the schema says
     */
    T read(CSVRecord row);
  }

  /**
   * Reads the text of a table.
   *
   * @param file named in errors
   * @throws UserError if the columns are others, or a row is not as it should be; the message names
   *     file and line
   */
  static <T> List<T> parse(Path file, String text, List<String> columns, RowReader<T> reader) {
    List<T> rows = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      if (!parser.getHeaderNames().equals(columns)) {
        throw new UserError(
            file
                + ": the columns must be "
                + String.join(",", columns)
                + ", but are "
                + String.join(",", parser.getHeaderNames()));
      }
      for (CSVRecord row : parser) {
        rows.add(row(file, parser.getCurrentLineNumber(), row, columns.size(), reader));
      }
      return rows;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserError(file + " can't be read as a table: " + e.getMessage(), e);
    }
  }

  private static <T> T row(Path file, long line, CSVRecord row, int fields, RowReader<T> reader) {
    if (row.size() != fields) {
      throw new UserError(
          file + ", line " + line + ": " + row.size() + " fields instead of " + fields);
    }
    try {
      return reader.read(row);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ", line " + line + ": " + e.getMessage(), e);
    }
  }

  /**
   * A number of a row.
   *
   * @throws IllegalArgumentException naming the column if it is none
   */
  static double number(String column, String text) {
    return Decimal.of(text)
        .orElseThrow(
            () -> new IllegalArgumentException(column + " must be a number, was '" + text + "'"));
  }

  /** As {@link #number}; NaN for an empty field, which stands for what was not measured. */
  static double numberOrNaN(String column, String text) {
    return text.isEmpty() ? Double.NaN : number(column, text);
  }
}
