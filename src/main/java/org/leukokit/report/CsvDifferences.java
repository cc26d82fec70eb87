package org.leukokit.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** What differs between two tables as comma-separated text, cell by cell. */
final class CsvDifferences {
  private CsvDifferences() {}

  static List<Difference> of(String file, String stated, String recomputed) {
    List<List<String>> a;
    try {
      a = rows(stated);
    } catch (UncheckedIOException | IllegalStateException e) {
      return List.of(Difference.ofFile(file, "is no comma-separated text any more"));
    }
    List<List<String>> b = rows(recomputed);
    List<Difference> found = new ArrayList<>();
    if (a.size() != b.size()) {
      found.add(new Difference(file, "number of rows", rowCount(a.size()), rowCount(b.size())));
    }
    for (int r = 0; r < Math.min(a.size(), b.size()); r++) {
      List<String> x = a.get(r);
      List<String> y = b.get(r);
      if (x.size() != y.size()) {
        found.add(new Difference(file, row(r, y), x.size() + " columns", y.size() + " columns"));
        continue;
      }
      for (int c = 0; c < x.size(); c++) {
        if (!x.get(c).equals(y.get(c))) {
          String column = r == 0 ? "heading " + (c + 1) : "column \"" + b.get(0).get(c) + "\"";
          found.add(new Difference(file, row(r, y) + ", " + column, x.get(c), y.get(c)));
        }
      }
    }
    return found;
  }

  private static String rowCount(int lines) {
    return Integer.toString(Math.max(0, lines - 1));
  }

  /** The row by its number and by what stands at its beginning. */
  private static String row(int r, List<String> fields) {
    if (r == 0) {
      return "headings";
    }
    String first = fields.get(0) + (fields.size() > 1 ? ", " + fields.get(1) : "");
    return "row " + r + " (" + first + ")";
  }

  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
      parser.forEach(r -> rows.add(r.toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
