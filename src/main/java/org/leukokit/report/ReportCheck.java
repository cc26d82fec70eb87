package org.leukokit.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.base.Folders;
import org.leukokit.base.UserError;
import org.leukokit.exhibit.Report;

/**
 * Compares the files of a report with those that its runs give now, and names every place that
 * differs.
 *
 * @param files how many files were compared
 * @param numbers how many numbers the text of those files states
 * @param differences every place that differs, by file
 */
public record ReportCheck(int files, long numbers, List<Difference> differences) {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.#])[-−]?\\d[\\d,]*(\\.\\d+)?");

  private static final String SVG = ".svg";
  private static final String TABLES = "tables";

  /** Copies the list. */
  public ReportCheck {
    differences = List.copyOf(differences);
  }

  /**
   * Checks a report's folder.
   *
   * @param report the report as recomputed
   * @param folder where its files lie
   * @throws UserError if a file is there and can't be read
   */
  public static ReportCheck of(Report report, Path folder) {
    SortedMap<String, byte[]> expected = ReportWriter.render(report);
    if (list(folder, "figures").stream().noneMatch(name -> name.endsWith(SVG))) {
      // Passed on without the second form of its figures.
      expected.keySet().removeIf(name -> name.endsWith(SVG));
    }
    return of(expected, ReportWriter.FOLDERS, folder);
  }

  /**
   * Checks the tables of a report that states besides how it was made, which differs from time to
   * time.
   *
   * @param report the report as recomputed
   * @param folder where its files lie
   * @throws UserError if a file is there and can't be read
   */
  public static ReportCheck ofTables(Report report, Path folder) {
    SortedMap<String, byte[]> expected = ReportWriter.render(report);
    expected.keySet().removeIf(name -> !name.startsWith(TABLES + "/"));
    return of(expected, List.of(TABLES), folder);
  }

  private static ReportCheck of(
      SortedMap<String, byte[]> expected, List<String> folders, Path folder) {
    List<Difference> differences = new ArrayList<>();
    long numbers = 0;
    for (Map.Entry<String, byte[]> entry : expected.entrySet()) {
      String name = entry.getKey();
      Path file = folder.resolve(name);
      numbers +=
          name.endsWith(".png") || name.endsWith(".zip") ? 0 : numbers(name, entry.getValue());
      if (!Files.isRegularFile(file)) {
        differences.add(Difference.ofFile(name, "is missing"));
        continue;
      }
      byte[] stated = read(file);
      if (!Arrays.equals(stated, entry.getValue())) {
        differences.addAll(compare(name, stated, entry.getValue()));
      }
    }
    for (String sub : folders) {
      for (String name : list(folder, sub)) {
        if (!expected.containsKey(name)) {
          differences.add(
              Difference.ofFile(name, "no table or figure of this report has that name"));
        }
      }
    }
    return new ReportCheck(expected.size(), numbers, differences);
  }

  private static List<Difference> compare(String name, byte[] stated, byte[] recomputed) {
    List<Difference> found;
    if (name.endsWith(".png")) {
      return List.of(Difference.ofFile(name, Pictures.difference(stated, recomputed)));
    } else if (name.endsWith(".zip")) {
      return List.of(Difference.ofFile(name, "differs from what the runs give"));
    } else if (name.endsWith(".csv")) {
      found = CsvDifferences.of(name, text(stated), text(recomputed));
    } else if (name.endsWith(".md") || name.endsWith(".svg")) {
      found = LineDifferences.of(name, text(stated), text(recomputed));
    } else {
      found = MarkupDifferences.of(name, text(stated), text(recomputed));
    }
    // Line ends, quotes, invalid UTF-8: what a parser forgives is a difference all the same.
    return found.isEmpty()
        ? List.of(Difference.ofFile(name, firstByte(stated, recomputed)))
        : found;
  }

  private static String firstByte(byte[] stated, byte[] recomputed) {
    return "reads the same, but is not the same from byte "
        + (1 + Arrays.mismatch(stated, recomputed))
        + " on";
  }

  private static long numbers(String name, byte[] bytes) {
    String text = text(bytes);
    String read =
        name.endsWith(".html") || name.endsWith(".svg") ? MarkupDifferences.words(text) : text;
    Matcher matcher = NUMBER.matcher(read);
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static List<String> list(Path folder, String sub) {
    if (!Files.isDirectory(folder.resolve(sub))) {
      return List.of();
    }
    return Folders.list(folder.resolve(sub)).stream()
        .map(file -> sub + "/" + file.getFileName())
        .toList();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }
}
