package org.leukokit.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;

/**
 * Writes a report: {@code index.html}, {@code report.md}, {@code tables/*.csv}, {@code
 * figures/*.png} and {@code figures/*.svg}. Equal reports give equal bytes.
 */
public final class ReportWriter {
  private ReportWriter() {}

  /** The name of the page. */
  static final String PAGE = "index.html";

  /** The folder of the files to take along. */
  static final String FILES = "files";

  /** The folders whose files all belong to the report. */
  static final List<String> FOLDERS = List.of("tables", "figures", FILES);

  /**
   * Writes all files of a report. Tables and figures of an earlier report that this one does not
   * have are removed, so that nothing stale stays beside it.
   *
   * @param report what is written
   * @param folder where to; made if it is not there
   * @return the page, {@code index.html}
   * @throws org.leukokit.base.UserError if a file can't be written
   */
  public static Path write(Report report, Path folder) {
    SortedMap<String, byte[]> files = render(report);
    // The page last, so that it always finds the files that it links to.
    byte[] html = files.remove(PAGE);
    files.forEach((name, bytes) -> AtomicFiles.write(folder.resolve(name), bytes));
    removeStale(folder, files);
    Path page = folder.resolve(PAGE);
    AtomicFiles.write(page, html);
    return page;
  }

  /**
   * All files of a report, by their names with forward slashes.
   *
   * @param report what is rendered
   * @return a new map of bytes
   */
  static SortedMap<String, byte[]> render(Report report) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Map<String, byte[]> pngs = new HashMap<>();
    String data = (report.synthetic() ? "SYNTHETIC " : "") + report.dataLine();
    for (Exhibit exhibit : report.exhibits()) {
      if (exhibit instanceof TableExhibit table) {
        files.put(
            "tables/" + table.id() + ".csv",
            Tables.csv(table, data).getBytes(StandardCharsets.UTF_8));
      } else if (exhibit instanceof Figure figure) {
        Drawing drawing = Drawings.of(figure, report.synthetic());
        byte[] png = Encoding.png(drawing);
        pngs.put(figure.id(), png);
        files.put("figures/" + figure.id() + ".png", png);
        files.put("figures/" + figure.id() + ".svg", Encoding.svg(drawing));
      }
    }
    report.downloads().forEach(d -> files.put(HtmlPage.file(d), d.content()));
    files.put("report.md", MarkdownPage.of(report).getBytes(StandardCharsets.UTF_8));
    files.put(PAGE, new HtmlPage(report, pngs).page().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /**
   * Tries to draw a word.
   *
   * @throws org.leukokit.base.UserError if this Java can't draw text, with the cure
   */
  public static void requireText() {
    Encoding.png(
        new MatricesDrawing(
            new Figure.Matrices(
                "x",
                "Text",
                "",
                List.of("a", "b"),
                List.of(new Figure.Matrix("m", new long[][] {{1, 0}, {0, 1}})))));
  }

  private static void removeStale(Path folder, Map<String, byte[]> files) {
    for (String sub : FOLDERS) {
      Path place = folder.resolve(sub);
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> all = Files.list(place)) {
        for (Path file : all.toList()) {
          if (!files.containsKey(sub + "/" + file.getFileName())) {
            Files.delete(file);
          }
        }
      } catch (IOException e) {
        throw AtomicFiles.cannotWrite(place, e);
      }
    }
  }
}
