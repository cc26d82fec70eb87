package org.leukokit.base;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table with a heading as people save one: separated by commas, semicolons, tabs, bars or blanks,
 * with a line {@code sep=;} or comments before it, blanks around fields, a column that counts the
 * rows, empty columns and empty lines. What of that was passed over is said in {@link #notes}.
 */
public final class UserTable {
  private static final char[] SEPARATORS = {',', ';', '\t', '|', ' '};
  private static final Pattern SEP_LINE =
      Pattern.compile("\"?sep=(.)\"?[,;\\t|]*", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 120;

  private final String file;
  private final String text;
  private final CSVFormat format;
  private final int linesBefore;
  private final List<String> header;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> readings = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  // The first field of the rows that belongs to the header's first name.
  private int shift;

  private UserTable(
      String file, String text, CSVFormat format, int linesBefore, List<String> header) {
    this.file = file;
    this.text = text;
    this.format = format;
    this.linesBefore = linesBefore;
    this.header = header;
  }

  /** A row, not empty. */
  public final class Row {
    private final long line;
    private final CSVRecord fields;

    private Row(long line, CSVRecord fields) {
      this.line = line;
      this.fields = fields;
    }

    /** Where it stands in the file, from 1. */
    public long line() {
      return line;
    }

    /**
     * The field of a column without blanks around it; empty if the table has no such column.
     *
     * @throws UserError if it holds a control character
     */
    public String text(String column) {
      Integer place = places.get(column);
      if (place == null) {
        return "";
      }
      String value = fields.get(place + shift).strip();
      for (int i = 0; i < value.length(); i++) {
        if (Character.isISOControl(value.charAt(i))) {
          throw wrong(column + " holds a control character; remove it");
        }
      }
      return value;
    }

    /**
     * As {@link #text}, of a column that must be filled.
     *
     * @throws UserError if it is empty
     */
    public String required(String column) {
      String value = text(column);
      if (value.isEmpty()) {
        throw wrong(column + " is empty; fill it in");
      }
      return value;
    }

    /** An error that names file and line. */
    public UserError wrong(String message) {
      return new UserError(file + ", line " + line + ": " + message);
    }
  }

  /**
   * Looks through a table.
   *
   * @param file the table as messages name it
   * @param decoded its text
   * @param known the columns that its reader knows. They tell the separator; one that is not there
   *     is found where a column is named so but for upper and lower case
   * @param mostRows more rows are refused
   * @throws UserError if it is no table, a row has more or fewer fields than the heading, or a
   *     known column stands there twice
   */
  public static UserTable of(
      String file, UserText decoded, Collection<String> known, int mostRows) {
    String text = decoded.text();
    int lines = 0;
    int start = 0;
    char separator = 0;
    List<String> notes = new ArrayList<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      Matcher sep = SEP_LINE.matcher(line.strip());
      if (sep.matches()) {
        separator = sep.group(1).charAt(0);
        notes.add("the line '" + line.strip() + "'");
      } else if (line.startsWith("#") && names(line, known)) {
        notes.add("the # before the heading");
        start++;
        break;
      } else if (line.startsWith("#")) {
        notes.add("line " + (lines + 1) + ", a comment");
      } else if (!line.isBlank()) {
        break;
      }
      lines++;
      start = next(text, start, line.length());
    }
    String rest = text.substring(start);
    UserTable table =
        separator == 0 ? best(file, rest, lines, known) : table(file, rest, lines, separator);
    table.notes.addAll(notes);
    table.readings.addAll(decoded.notes());
    table.look(mostRows);
    table.place(known);
    return table;
  }

  /** Whether a comment is a heading, as NumPy writes it. */
  private static boolean names(String line, Collection<String> known) {
    for (String word : line.substring(1).split("[,;\\t| ]")) {
      if (known.contains(word.strip())) {
        return true;
      }
    }
    return false;
  }

  /** Where the next line begins. */
  private static int next(String text, int start, int length) {
    int end = start + length;
    boolean two = text.startsWith("\r\n", end);
    return Math.min(text.length(), end + (two ? 2 : 1));
  }

  /** The table with the separator that gives most of the known columns. */
  private static UserTable best(String file, String text, int lines, Collection<String> known) {
    UserTable best = null;
    long most = -1;
    for (char separator : SEPARATORS) {
      UserTable table;
      try {
        table = table(file, text, lines, separator);
      } catch (UserError e) {
        // Quotes that fit another separator; if none fits, the comma tells.
        continue;
      }
      long found =
          known.stream()
              .filter(k -> table.header.stream().anyMatch(h -> h.equalsIgnoreCase(k)))
              .count();
      if (found > most) {
        most = found;
        best = table;
      }
    }
    return best == null ? table(file, text, lines, ',') : best;
  }

  private static UserTable table(String file, String text, int lines, char separator) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(false)
            .get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      List<String> names = parser.iterator().next().stream().map(String::strip).toList();
      return new UserTable(file, text, format, lines, names);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw noTable(file, e);
    }
  }

  /** Counts fields, so that columns without a name and rows with one field more are understood. */
  private void look(int mostRows) {
    UserTableShape shape = new UserTableShape(file, header);
    parse((line, r) -> shape.add(line, r, mostRows));
    shift = shape.shift();
    notes.addAll(shape.notes());
    for (int c = 0; c < header.size(); c++) {
      if (UserTableShape.unnamed(header.get(c)) && !shape.harmless(c)) {
        others.add("column " + (c + 1) + " without a name");
      }
    }
  }

  private void place(Collection<String> known) {
    for (String name : known) {
      List<Integer> exact = new ArrayList<>();
      List<Integer> alike = new ArrayList<>();
      for (int c = 0; c < header.size(); c++) {
        if (header.get(c).equals(name)) {
          exact.add(c);
        } else if (header.get(c).equalsIgnoreCase(name) && !known.contains(header.get(c))) {
          alike.add(c);
        }
      }
      List<Integer> found = exact.isEmpty() ? alike : exact;
      if (found.size() > 1) {
        throw new UserError(file + " has two columns '" + name + "'; rename or remove one");
      } else if (found.size() == 1) {
        places.put(name, found.get(0));
        if (exact.isEmpty()) {
          readings.add("the column '" + header.get(found.get(0)) + "' is " + name);
        }
      }
    }
    for (int c = 0; c < header.size(); c++) {
      if (!places.containsValue(c) && !UserTableShape.unnamed(header.get(c))) {
        others.add("'" + header.get(c) + "'");
      }
    }
  }

  /** Whether the table has a column that its reader knows. */
  public boolean has(String column) {
    return places.containsKey(column);
  }

  /** What was passed over, a clause each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** What was understood in a way that has to be said, such as an encoding; a clause each. */
  public List<String> readings() {
    return List.copyOf(readings);
  }

  /** The columns with something in them that the reader does not know, for messages. */
  public List<String> others() {
    return List.copyOf(others);
  }

  /** The heading, for messages: at most 120 characters. */
  public String heading() {
    String names = String.join(",", header).replaceAll("\\p{Cntrl}", "?");
    return names.length() > LONGEST ? names.substring(0, LONGEST) + "…" : names;
  }

  /**
   * Takes the rows in their order.
   *
   * @throws UserError as the taker throws it
   */
  public void forEach(Consumer<Row> taker) {
    parse(
        (line, r) -> {
          if (!UserTableShape.isEmpty(r)) {
            taker.accept(new Row(line, r));
          }
        });
  }

  private interface RecordTaker {
    void take(long line, CSVRecord fields);
  }

  private void parse(RecordTaker taker) {
    try (CSVParser parser = format.parse(new StringReader(text))) {
      boolean heading = true;
      for (CSVRecord r : parser) {
        if (!heading) {
          taker.take(linesBefore + parser.getCurrentLineNumber(), r);
        }
        heading = false;
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw noTable(file, e);
    }
  }

  private static UserError noTable(String file, Exception e) {
    String reason =
        e instanceof UncheckedIOException u ? u.getCause().getMessage() : e.getMessage();
    return new UserError(file + " can't be read as a table: " + reason, e);
  }
}
