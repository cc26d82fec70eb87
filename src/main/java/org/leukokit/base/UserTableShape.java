package org.leukokit.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** What the rows of a {@link UserTable} look like beside its heading. */
final class UserTableShape {
  // What pandas calls a column that had no name when the file is read and saved again.
  private static final Pattern UNNAMED = Pattern.compile("|Unnamed: \\d+(?:\\.\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

  private final String file;
  private final List<String> header;
  private final boolean[] empty;
  private final boolean[] whole;
  private long rows;
  private long emptyLines;
  private long blankLonger;
  private long longer;
  private long firstLonger;
  private long longerByOne;
  private long wholeFirst;

  UserTableShape(String file, List<String> header) {
    this.file = file;
    this.header = header;
    empty = new boolean[header.size()];
    whole = new boolean[header.size()];
    Arrays.fill(empty, true);
    Arrays.fill(whole, true);
  }

  /** Whether a column has no name of its own. */
  static boolean unnamed(String name) {
    return UNNAMED.matcher(name).matches();
  }

  static boolean isEmpty(CSVRecord r) {
    for (String field : r) {
      if (!field.isBlank()) {
        return false;
      }
    }
    return true;
  }

  void add(long line, CSVRecord r, int mostRows) {
    if (isEmpty(r)) {
      emptyLines++;
      return;
    }
    if (++rows > mostRows) {
      throw new UserError(file + " has more than " + mostRows + " rows; take parts of it");
    }
    int columns = header.size();
    if (r.size() < columns) {
      throw new UserError(
          file + ", line " + line + ": " + r.size() + " fields, the header has " + columns);
    }
    if (r.size() > columns) {
      addLonger(line, r);
    }
    wholeFirst += isWhole(r.get(0)) ? 1 : 0;
    for (int c = 0; c < columns; c++) {
      empty[c] &= r.get(c).isBlank();
      whole[c] &= isWhole(r.get(c));
    }
  }

  private void addLonger(long line, CSVRecord r) {
    boolean blank = true;
    for (int c = header.size(); c < r.size(); c++) {
      blank &= r.get(c).isBlank();
    }
    if (blank) {
      blankLonger++;
      return;
    }
    longer++;
    firstLonger = firstLonger == 0 ? line : firstLonger;
    longerByOne += r.size() == header.size() + 1 ? 1 : 0;
  }

  private static boolean isWhole(String field) {
    return WHOLE.matcher(field.strip()).matches();
  }

  /**
   * How many fields stand before that of the first heading: 1 where the rows begin with a number
   * that has no heading, as R writes tables.
   *
   * @throws UserError if rows have more fields than the heading for another reason
   */
  int shift() {
    if (longer == 0) {
      return 0;
    } else if (longerByOne == rows && wholeFirst == rows) {
      return 1;
    }
    throw new UserError(
        file
            + ", line "
            + firstLonger
            + ": more fields than the header has, "
            + header.size()
            + "; quote fields that hold the separator");
  }

  /** What was passed over, a clause each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (shift() > 0) {
      notes.add("the number at the beginning of each row, which has no heading");
    }
    for (int c = 0; c < header.size(); c++) {
      if (unnamed(header.get(c)) && harmless(c)) {
        notes.add(
            "column "
                + (c + 1)
                + (header.get(c).isEmpty() ? " without a name" : " (" + header.get(c) + ")")
                + (empty[c] ? ", which is empty" : ", which numbers the rows"));
      }
    }
    if (blankLonger > 0) {
      notes.add("empty fields behind the last column, in " + counted(blankLonger, "row"));
    }
    if (emptyLines > 0) {
      notes.add(counted(emptyLines, "empty line"));
    }
    return notes;
  }

  private static String counted(long n, String what) {
    return n == 1 ? "one " + what : n + " " + what + "s";
  }

  /** Whether a column without a name is empty or numbers the rows. */
  boolean harmless(int column) {
    return empty[column] || whole[column];
  }
}
