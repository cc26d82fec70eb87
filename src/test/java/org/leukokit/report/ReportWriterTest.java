package org.leukokit.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableExhibit;

class ReportWriterTest {
  @TempDir Path folder;

  private static TableExhibit table(TableExhibit.Origin origin) {
    return new TableExhibit(
        "table-1",
        "Table <1>",
        "Caption & more",
        List.of(TableExhibit.Column.words("Method"), TableExhibit.Column.numbers("Accuracy (%)")),
        List.of(
            new TableExhibit.Row(
                TableExhibit.Origin.PUBLISHED,
                true,
                "",
                List.of(new Entry.Words("a|b"), new Entry.Published("95.82"))),
            new TableExhibit.Row(
                origin,
                false,
                "abc",
                List.of(new Entry.Words("a,b"), new Entry.Measured(71.666, 60.1, 80.2, 2))),
            new TableExhibit.Row(
                TableExhibit.Origin.PUBLISHED,
                false,
                "",
                List.of(new Entry.Words("c"), new Entry.Missing("not available")))));
  }

  private static byte[] picture() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Figure> figures() {
    double nan = Double.NaN;
    return List.of(
        new Figure.Bars(
            "bars",
            "Bars",
            "c",
            "Method",
            "Percent (%)",
            0,
            100,
            List.of("a", "b"),
            List.of(new Figure.BarSeries("s", new double[] {50, nan})),
            true),
        new Figure.Points(
            "points",
            "Points",
            "c",
            "Method",
            "Percent (%)",
            0,
            100,
            List.of("a", "b"),
            List.of(
                new Figure.PointSeries(
                    "s",
                    false,
                    new double[] {50, 60},
                    new double[] {40, nan},
                    new double[] {70, nan})),
            50,
            "chance"),
        new Figure.Curves(
            "curves",
            "Curves",
            "c",
            "x",
            "y",
            List.of(new Figure.Curve("s", new double[] {0, 0.2, 1}, new double[] {0, 0.9, 1})),
            "chance"),
        new Figure.Matrices(
            "matrices",
            "Matrices",
            "c",
            List.of("p", "n"),
            List.of(new Figure.Matrix("m", new long[][] {{3, 1}, {0, 0}}))),
        new Figure.Panel("panel", "Panel", "c", List.of("x", "y"), List.of("r"), picture()));
  }

  /** What is said of a picture stands in that picture, and nothing else of the figure changes. */
  @Test
  void wordsStandInTheirOwnPicture() throws IOException {
    BufferedImage plain = image(wide(List.of()));
    BufferedImage said = image(wide(List.of(new Figure.Words(0, 1, "nothing here"))));
    assertEquals(plain.getWidth(), said.getWidth());
    int left = plain.getWidth();
    int right = 0;
    int top = plain.getHeight();
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < plain.getWidth(); x++) {
        if (apart(plain.getRGB(x, y), said.getRGB(x, y))) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
        }
      }
    }
    assertTrue(right > left, "the words are seen");
    // A margin of 96 and two pictures of 100, on an empty line of 480 at least.
    double scale = plain.getWidth() / 480.0;
    assertTrue(left >= 196 * scale && right <= 296 * scale, left + " to " + right);
    assertTrue(top > plain.getHeight() - 50 * scale, "in its lower half, from " + top);
  }

  /** By more than the few colours of a file may be off. */
  private static boolean apart(int a, int b) {
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
    }
    return sum > 100;
  }

  private static Figure wide(List<Figure.Words> words) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "png", png);
    return new Figure.Panel(
        "wide", "Wide", "c", List.of("x", "y"), List.of("r"), png.toByteArray(), words);
  }

  private static BufferedImage image(Figure figure) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Figures.png(figure, false)));
  }

  private static Report report(boolean synthetic) {
    List<Report.Block> blocks = new java.util.ArrayList<>();
    blocks.add(new Shown(table(TableExhibit.Origin.OURS)));
    figures().forEach(f -> blocks.add(new Shown(f)));
    blocks.add(new Report.Definitions(List.of(new Report.Item("Seed", "<script>1</script>"))));
    return new Report(
        "x", "A title", "A reference", synthetic, "Data", List.of(new Report.Section("S", blocks)));
  }

  private static TreeMap<String, byte[]> files(Path folder) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(p).toString(), Files.readAllBytes(p));
      }
    }
    return files;
  }

  @Test
  void equalReportsGiveEqualBytes() throws IOException {
    ReportWriter.write(report(true), folder.resolve("a"));
    ReportWriter.write(report(true), folder.resolve("b"));
    TreeMap<String, byte[]> a = files(folder.resolve("a"));
    TreeMap<String, byte[]> b = files(folder.resolve("b"));
    assertEquals(a.keySet(), b.keySet());
    // index.html, report.md, one table, five figures twice.
    assertEquals(13, a.size());
    a.forEach((name, bytes) -> assertArrayEquals(bytes, b.get(name), name));
  }

  @Test
  void aSyntheticReportIsMarkedOnThePageInEveryTableAndFigure() throws IOException {
    ReportWriter.write(report(true), folder);
    TreeMap<String, byte[]> files = files(folder);
    for (var file : files.entrySet()) {
      if (file.getKey().endsWith(".png")) {
        BufferedImage image = ImageIO.read(folder.resolve(file.getKey()).toFile());
        assertEquals(
            Palette.SYNTHETIC.getRGB(), image.getRGB(2, 2), file.getKey() + " has no strip");
      } else {
        String text = new String(file.getValue(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(text.contains("SYNTHETIC"), file.getKey());
      }
    }
    String page = Files.readString(folder.resolve("index.html"));
    // Once on top, once in the title, once at each of the six exhibits at least.
    assertTrue(page.split("SYNTHETIC", -1).length > 8);
  }

  @Test
  void aRealReportIsNotMarked() throws IOException {
    ReportWriter.write(report(false), folder);
    for (byte[] bytes : files(folder).values()) {
      assertFalse(
          new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("SYNTHETIC"));
    }
  }

  @Test
  void thePageNeedsNothingBesideItAndRunsNothing() throws IOException {
    ReportWriter.write(report(true), folder);
    String page = Files.readString(folder.resolve("index.html"));
    assertFalse(page.contains("<script"), "text is escaped and there are no scripts");
    assertFalse(page.contains("src=\"http"), "nothing is loaded from elsewhere");
    assertFalse(page.contains("@import"));
    assertTrue(page.contains("src=\"data:image/png;base64,"));
    assertTrue(page.contains("Table &lt;1&gt;"));
    assertTrue(page.contains("95.82") && page.contains("not available"));
    assertTrue(page.contains("71.67"));
  }

  @Test
  void theCsvHoldsValueIntervalOriginAndRun() throws IOException {
    ReportWriter.write(report(true), folder);
    List<String> lines = Files.readAllLines(folder.resolve("tables/table-1.csv"));
    assertEquals(
        "Method,Accuracy (%),Accuracy (%) low,Accuracy (%) high,origin,run id,data", lines.get(0));
    assertEquals("a|b,95.82,,,published,,the paper's own", lines.get(1));
    assertEquals(
        "\"a,b\",71.66600000,60.10000000,80.20000000,ours,abc,SYNTHETIC Data", lines.get(2));
  }

  @Test
  void exhibitsOfAnEarlierReportAreRemoved() throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    Files.writeString(folder.resolve("figures/old.png"), "x");
    Files.writeString(folder.resolve("mine.txt"), "x");
    ReportWriter.write(report(false), folder);
    assertFalse(Files.exists(folder.resolve("figures/old.png")));
    assertTrue(Files.exists(folder.resolve("mine.txt")));
  }
}
