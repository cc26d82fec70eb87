package org.leukokit.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.UserError;

/**
 * A CSV table with exactly the columns that its reader asks for, each error told with file and
 * line.
 */
final class Table {
  private static final int MAX_ROWS = 1_000_000;

  /** One row; values are trimmed of nothing and never null. */
  static final class Row {
    private final String file;
    private final long line;
    private final CSVRecord values;

    private Row(String file, long line, CSVRecord values) {
      this.file = file;
      this.line = line;
      this.values = values;
    }

    /** A value that may be empty. */
    String text(String column) {
      String value = values.get(column);
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw wrong(column + " holds a control character; remove it");
      }
      return value;
    }

    /** A value that must be there. */
    String required(String column) {
      String value = text(column);
      if (value.isBlank()) {
        throw wrong(column + " is empty; fill it in");
      }
      return value;
    }

    /** A value of 64 lower-case hexadecimal digits. */
    String sha256(String column) {
      String value = required(column);
      if (!Sha256.isValid(value)) {
        throw wrong(column + " '" + value + "' is not 64 lower-case hexadecimal digits");
      }
      return value;
    }

    /** A whole number within bounds, both included. */
    int number(String column, int min, int max) {
      String value = required(column);
      try {
        int number = Integer.parseInt(value);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, like a number out of bounds.
      }
      throw wrong(column + " '" + value + "' is not a whole number from " + min + " to " + max);
    }

    /** The error that names file and line of this row. */
    UserError wrong(String message) {
      return new UserError(file + " line " + line + ": " + message);
    }
  }

  private Table() {}

  /**
   * Reads a table of exactly these columns, in any order.
   *
   * @param bytes UTF-8 text with a header line
   * @param file the table as messages name it
   * @throws UserError if a column is missing, unknown or doubled, a row has another length, or the
   *     text is no UTF-8 or no CSV
   */
  static List<Row> read(byte[] bytes, String file, List<String> columns) {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(false).get();
    List<Row> rows = new ArrayList<>();
    try (Reader reader =
            new InputStreamReader(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT));
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
      int width = parser.getHeaderNames().size();
      checkHeader(parser.getHeaderNames(), file, columns);
      long line = parser.getCurrentLineNumber() + 1;
      for (CSVRecord values : parser) {
        Row row = new Row(file, line, values);
        if (values.size() != width) {
          throw row.wrong(values.size() + " values, not " + width);
        }
        if (rows.size() == MAX_ROWS) {
          throw row.wrong("more than " + MAX_ROWS + " rows");
        }
        rows.add(row);
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (CharacterCodingException e) {
      throw new UserError(file + ": not in UTF-8; save it as UTF-8", e);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new UserError(file + ": not in UTF-8; save it as UTF-8", e);
      }
      throw new UserError(
          file + " line " + (rows.size() + 2) + ": not a CSV table: " + printable(e.getMessage()),
          e);
    }
    return rows;
  }

  private static void checkHeader(List<String> found, String file, List<String> columns) {
    Set<String> missing = new LinkedHashSet<>(columns);
    found.forEach(missing::remove);
    Set<String> unknown = new LinkedHashSet<>(found);
    columns.forEach(unknown::remove);
    if (!missing.isEmpty() || !unknown.isEmpty() || found.size() != new HashSet<>(found).size()) {
      throw new UserError(
          file
              + " line 1: the columns are "
              + printable(String.join(",", found))
              + ", not "
              + String.join(",", columns));
    }
  }

  /** A text out of a file as a message may show it. */
  private static String printable(String text) {
    String line = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }
}
