package org.leukokit.experiment.size;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;

/**
 * Boxes of cells by file name, from a table of the user's: columns file, x, y, w, h in any order,
 * others beside them; separated by commas or tabs.
 *
 * @param name the table's name, without folders
 * @param sha256 the digest of the whole table
 * @param boxes by file name in lower case, without folders, in the order of the table
 */
public record BoxTable(String name, String sha256, Map<String, Box> boxes) {
  private static final List<String> COLUMNS = List.of("file", "x", "y", "w", "h");
  private static final int MAX_ROWS = 1_000_000;

  /**
   * A box, in pixels.
   *
   * @param x the left edge, from 0
   * @param y the upper edge, from 0
   * @param w width, above 0
   * @param h height, above 0
   */
  public record Box(double x, double y, double w, double h) {}

  /** Keeps the order. */
  public BoxTable {
    boxes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(boxes));
  }

  /**
   * Reads a table.
   *
   * @param file where it is from, for messages
   * @param bytes its content, UTF-8
   * @throws UserError if a column is missing, a file stands twice or a value is no box, naming file
   *     and line
   */
  public static BoxTable parse(Path file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    String header = text.lines().findFirst().orElse("");
    char separator = header.indexOf('\t') >= 0 ? '\t' : ',';
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator)
            .setHeader()
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    Map<String, Box> boxes = new LinkedHashMap<>();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      List<String> missing = new ArrayList<>(COLUMNS);
      missing.removeAll(parser.getHeaderNames());
      if (!missing.isEmpty()) {
        throw new UserError(
            file
                + " line 1: the column "
                + String.join(", ", missing)
                + " is missing; a table of boxes has the columns file,x,y,w,h");
      }
      for (CSVRecord row : parser) {
        add(boxes, row, file + " line " + parser.getCurrentLineNumber() + ": ");
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserError(file + " is no table of boxes: " + e.getMessage(), e);
    }
    if (boxes.isEmpty()) {
      throw new UserError(file + " has no row; a table of boxes has one a cell");
    }
    Path last = file.getFileName();
    return new BoxTable(last == null ? "boxes" : last.toString(), Hashing.sha256Hex(bytes), boxes);
  }

  private static void add(Map<String, Box> boxes, CSVRecord row, String where) {
    if (!row.isConsistent()) {
      throw new UserError(where + row.size() + " values under another number of columns");
    }
    if (boxes.size() >= MAX_ROWS) {
      throw new UserError(where + "more than " + MAX_ROWS + " rows");
    }
    String name = row.get("file");
    if (name.isBlank()) {
      throw new UserError(where + "file is empty; fill it in");
    }
    Box box =
        new Box(
            number(row, "x", where, true),
            number(row, "y", where, true),
            number(row, "w", where, false),
            number(row, "h", where, false));
    if (boxes.put(key(name), box) != null) {
      throw new UserError(where + "the file '" + name + "' stands twice; keep one box of each");
    }
  }

  private static double number(CSVRecord row, String column, String where, boolean zeroAllowed) {
    String text = row.get(column).strip();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && (value > 0 || (zeroAllowed && value == 0)) && value < 1e6) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw new UserError(
        where
            + column
            + " '"
            + text
            + "' is not a number "
            + (zeroAllowed ? "from 0 on" : "above 0")
            + "; boxes are in pixels");
  }

  /** The box of a cell, by the name of its file; null if the table has none. */
  public Box of(Cell cell) {
    return boxes.get(key(cell.file()));
  }

  private static String key(String path) {
    String unix = path.strip().replace('\\', '/');
    return unix.substring(unix.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
