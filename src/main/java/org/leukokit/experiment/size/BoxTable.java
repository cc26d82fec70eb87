package org.leukokit.experiment.size;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.leukokit.base.Decimal;
import org.leukokit.base.Hashing;
import org.leukokit.base.ImageName;
import org.leukokit.base.UserError;
import org.leukokit.base.UserNumbers;
import org.leukokit.base.UserTable;
import org.leukokit.base.UserText;
import org.leukokit.data.Cell;

/**
 * Boxes of cells by file name, from a table of the user's: columns file, x, y, w, h in any order,
 * others beside them.
 *
 * @param name the table's name, without folders
 * @param sha256 the digest of the whole table
 * @param boxes by file name in lower case, without folders, in the order of the table
 * @param byStem those by file name without extension of which there is one each
 * @param notes what was passed over or understood in a way that has to be said, a clause each
 */
public record BoxTable(
    String name,
    String sha256,
    Map<String, Box> boxes,
    Map<String, Box> byStem,
    List<String> notes) {
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
    byStem = Map.copyOf(byStem);
    notes = List.copyOf(notes);
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
    UserTable table =
        UserTable.of(file.toString(), UserText.of(file.toString(), bytes), COLUMNS, MAX_ROWS);
    List<String> missing = COLUMNS.stream().filter(c -> !table.has(c)).toList();
    if (!missing.isEmpty()) {
      throw new UserError(
          file
              + " line 1: the column "
              + String.join(", ", missing)
              + " is missing; a table of boxes has the columns file,x,y,w,h");
    }
    Map<String, Box> boxes = new LinkedHashMap<>();
    Map<String, UserNumbers> numbers = new LinkedHashMap<>();
    COLUMNS.forEach(c -> numbers.put(c, new UserNumbers(c)));
    table.forEach(row -> add(boxes, row, numbers));
    if (boxes.isEmpty()) {
      throw new UserError(file + " has no row; a table of boxes has one a cell");
    }
    Path last = file.getFileName();
    List<String> notes = new ArrayList<>(table.notes());
    notes.addAll(table.readings());
    numbers.values().forEach(n -> notes.addAll(n.notes()));
    return new BoxTable(
        last == null ? "boxes" : last.toString(),
        Hashing.sha256Hex(bytes),
        boxes,
        byStem(boxes),
        notes);
  }

  private static void add(
      Map<String, Box> boxes, UserTable.Row row, Map<String, UserNumbers> numbers) {
    String name = row.required("file");
    Box box =
        new Box(
            number(row, numbers.get("x"), "x", true),
            number(row, numbers.get("y"), "y", true),
            number(row, numbers.get("w"), "w", false),
            number(row, numbers.get("h"), "h", false));
    if (boxes.put(key(name), box) != null) {
      throw row.wrong("the file '" + name + "' stands twice; keep one box of each");
    }
  }

  private static double number(
      UserTable.Row row, UserNumbers numbers, String column, boolean zeroAllowed) {
    String text = row.required(column);
    boolean number = Decimal.of(text.replace(',', '.')).isPresent();
    double value = number ? numbers.read(row, text) : Double.NaN;
    if (!((value > 0 || (zeroAllowed && value == 0)) && value < 1e6)) {
      throw row.wrong(
          column
              + " '"
              + text
              + "' is not a number "
              + (zeroAllowed ? "from 0 on" : "above 0")
              + "; boxes are in pixels");
    }
    return value;
  }

  /**
   * The box of a cell, by the name of its file, or but for the extension where the table has one of
   * that name only; null if the table has none.
   */
  public Box of(Cell cell) {
    Box box = boxes.get(key(cell.file()));
    return box != null ? box : byStem.get(ImageName.stem(cell.file()));
  }

  private static Map<String, Box> byStem(Map<String, Box> boxes) {
    Map<String, Box> found = new HashMap<>();
    Set<String> several = new HashSet<>();
    boxes.forEach(
        (name, box) -> {
          if (found.put(ImageName.stem(name), box) != null) {
            several.add(ImageName.stem(name));
          }
        });
    found.keySet().removeAll(several);
    return found;
  }

  private static String key(String path) {
    String unix = path.strip().replace('\\', '/');
    return unix.substring(unix.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
