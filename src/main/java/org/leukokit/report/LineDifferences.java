package org.leukokit.report;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line; in tables of Markdown, cell by cell. */
final class LineDifferences {
  private LineDifferences() {}

  static List<Difference> of(String file, String stated, String recomputed) {
    String[] a = stated.split("\n", -1);
    String[] b = recomputed.split("\n", -1);
    List<Difference> found = new ArrayList<>();
    String heading = "";
    String[] columns = {};
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      String line = b[i];
      if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ ", "");
      }
      boolean table = line.startsWith("|");
      if (table && (i == 0 || !b[i - 1].startsWith("|"))) {
        columns = cells(line);
      }
      if (a[i].equals(line)) {
        continue;
      }
      String place = "line " + (i + 1) + (heading.isEmpty() ? "" : " (" + heading + ")");
      if (a.length != b.length) {
        // What follows is shifted: everything would differ, and say nothing.
        found.add(new Difference(file, place, a[i], line));
        break;
      }
      String[] x = cells(a[i]);
      String[] y = cells(line);
      if (!table || x.length != y.length || y.length != columns.length) {
        found.add(new Difference(file, place, a[i], line));
        continue;
      }
      for (int c = 0; c < y.length; c++) {
        if (!x[c].equals(y[c])) {
          String cell = ", row " + y[0].strip() + ", column \"" + columns[c].strip() + "\"";
          found.add(new Difference(file, place + cell, x[c], y[c]));
        }
      }
    }
    if (a.length != b.length) {
      found.add(
          new Difference(
              file, "number of lines", Integer.toString(a.length), Integer.toString(b.length)));
    }
    return found;
  }

  private static String[] cells(String line) {
    return line.replaceFirst("^\\| ", "").split("(?<!\\\\)\\|");
  }
}
