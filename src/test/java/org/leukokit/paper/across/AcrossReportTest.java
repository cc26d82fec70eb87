package org.leukokit.paper.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.record.ImportOptions;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.RunArchive;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyCheck;
import org.leukokit.report.StudyReports;
import org.leukokit.study.Scale;

/** From the comparison's runs to its page. */
class AcrossReportTest {
  @TempDir static Path folder;
  private static Dataset cells;
  private static List<Path> runs;

  @BeforeAll
  static void compare() {
    cells = AcrossFixture.cells();
    runs = AcrossFixture.run(folder.resolve("runs"), cells);
  }

  private static List<RunFolder> read(List<Path> folders) {
    return folders.stream().map(RunFolder::read).toList();
  }

  private static TableExhibit table(Report report, String id) {
    return (TableExhibit)
        report.exhibits().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void everyMethodOfEveryPaperStandsInScoresAndRanks() {
    Report report = AcrossReport.of(read(runs), List.of());
    // Six classifiers, nine networks, five ensembles, three controls.
    assertEquals(23, table(report, "scores").rows().size());
    assertEquals(23, table(report, "ranks").rows().size());
    assertEquals(22, table(report, "comparisons-accuracy").rows().size());
    assertEquals(20, table(report, "cost-measured").rows().size());
    assertEquals(9, table(report, "affordable-measured").rows().size());
    assertEquals(15, table(report, "claims").rows().size());
    assertEquals(4, table(report, "families").rows().size());
    double best =
        table(report, "ranks").rows().stream()
            .mapToDouble(r -> Double.parseDouble(r.entries().get(2).text()))
            .sum();
    assertEquals(100, best, 1.2);
  }

  @Test
  void theSameTestCellsInTheSameFoldsForAll() {
    AcrossRuns all = new AcrossRuns(read(runs));
    var first = all.predictions().get(0).cells().rows();
    for (var run : all.predictions()) {
      for (int i = 0; i < first.size(); i++) {
        assertEquals(first.get(i).cell(), run.cells().rows().get(i).cell());
        assertEquals(first.get(i).fold(), run.cells().rows().get(i).fold());
      }
    }
    assertEquals(2, all.otherFolds("svm-cubic").size());
    assertTrue(all.otherSeeds("svm-cubic").isEmpty());
  }

  /** The fixture's networks began with random weights, so nothing was fine-tuned. */
  @Test
  void familiesAreNamedByWhatWasRun() {
    List<String> families =
        table(AcrossReport.of(read(runs), List.of()), "families").rows().stream()
            .map(r -> r.entries().get(0).text())
            .toList();
    assertEquals(
        List.of("Classical on features", "Trained from scratch", Families.FROM_RANDOM, "Ensemble"),
        families);
  }

  /** A run with the scores of another moved so that all cells are called leukemic. */
  private static RunFolder oneClass(RunFolder run) {
    var rows =
        run.predictions().rows().stream()
            .map(
                p ->
                    new org.leukokit.record.Prediction(
                        p.cell(),
                        p.version(),
                        p.subject(),
                        p.group(),
                        p.fold(),
                        p.positive(),
                        0.6 + 0.4 * p.score()))
            .toList();
    return new RunFolder(
        run.record(),
        run.folds(),
        new org.leukokit.record.Predictions(rows),
        run.validation(),
        run.histories());
  }

  /** What is said of a method that calls all cells the same is what was measured of it. */
  @Test
  void ofOneClassNothingIsClaimedThatWasNotMeasured() {
    String before = page(read(runs));
    assertFalse(before.contains("call all cells of one class"), before);
    List<RunFolder> changed =
        read(runs).stream()
            .map(
                r ->
                    Entrant.CHEAPEST.equals(r.record().inputs().method())
                            && r.record().inputs().study().equals(Across.KEY)
                        ? oneClass(r)
                        : r)
            .toList();
    String page = page(changed);
    assertTrue(page.contains("In every fold these call all cells of one class"), page);
    // Its order is as good as before: it did learn, and the page says so.
    assertTrue(page.contains("tell the classes apart all the same"), page);
    assertTrue(page.contains("% of training rows right in the last epoch"), page);
    assertTrue(page.contains("those of 1 such members of 5"), page);
    assertFalse(page.contains("learned nothing"), page);
    var variation = table(AcrossReport.of(changed, List.of()), "variation").rows();
    var row =
        variation.stream()
            .filter(r -> r.entries().get(0).text().equals("Groups met: MobileNet (Mondal)"))
            .findFirst()
            .orElseThrow();
    assertEquals("all of one class", row.entries().get(3).text());
  }

  private static String page(List<RunFolder> of) {
    StringBuilder text = new StringBuilder();
    for (Report.Section section : AcrossReport.of(of, List.of()).sections()) {
      for (Report.Block block : section.blocks()) {
        if (block instanceof Report.Paragraph paragraph) {
          text.append(paragraph.text()).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** On the page, above every figure, in every table; and no verdict without the mark. */
  @Test
  void syntheticIsMarkedEverywhere() throws IOException {
    Report report = AcrossReport.of(read(runs), List.of());
    assertTrue(report.synthetic());
    Path out = folder.resolve("page");
    String page = Files.readString(ReportWriter.write(report, out));
    for (Exhibit exhibit : report.exhibits()) {
      int at = page.indexOf("id=\"" + exhibit.id() + "\"");
      assertTrue(at > 0, exhibit.id());
      assertTrue(page.substring(at, at + 400).contains("SYNTHETIC"), exhibit.id());
    }
    try (Stream<Path> tables = Files.list(out.resolve("tables"))) {
      for (Path table : tables.toList()) {
        assertTrue(Files.readString(table).contains("SYNTHETIC"), table.toString());
      }
    }
    for (TableExhibit.Row row : table(report, "claims").rows()) {
      String verdict = row.entries().get(6).text();
      assertTrue(verdict.equals("not run") || verdict.endsWith("(SYNTHETIC)"), verdict);
    }
    assertTrue(page.contains("says nothing about leukemia"));
    assertFalse(page.contains("http://"), "the page asks for nothing from elsewhere");
  }

  @Test
  void onlyWhatIsCalledMeasuredDiffersWithTheMachine() throws IOException {
    Path again = folder.resolve("again");
    List<Path> second = AcrossFixture.run(again, cells);
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    ReportWriter.write(AcrossReport.of(read(runs), List.of()), a);
    ReportWriter.write(AcrossReport.of(read(second), List.of()), b);
    int compared = 0;
    for (String sub : List.of("tables", "figures")) {
      try (Stream<Path> files = Files.list(a.resolve(sub))) {
        for (Path file : files.toList()) {
          if (!file.getFileName().toString().contains("measured")) {
            assertArrayEquals(
                Files.readAllBytes(file),
                Files.readAllBytes(b.resolve(sub).resolve(file.getFileName())),
                file.toString());
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 12, "compared " + compared);
  }

  @Test
  void aMethodOfOnesOwnTakesPart() {
    Contest contest = Contest.of(cells, Scale.SMOKE, 1);
    Path own =
        contest.enter(
            "truth",
            "Knows the truth",
            1,
            fold ->
                fold.test().stream()
                    .mapToDouble(
                        r -> r.cell().label() == org.leukokit.data.Label.LEUKEMIC ? 0.9 : 0.1)
                    .toArray(),
            folder.resolve("own"));
    AcrossRuns.requireFits(read(runs), RunFolder.read(own));
    List<Path> with = new ArrayList<>(runs);
    with.add(own);
    AcrossRuns all = new AcrossRuns(read(with));
    AcrossRuns.Entry entry = all.entry("truth").orElseThrow();
    assertTrue(entry.own());
    assertEquals(1, entry.predictions().value(Metric.ACCURACY));
    Report report = AcrossReport.of(read(with), List.of());
    assertEquals(24, table(report, "scores").rows().size());
    // Right everywhere, so the first in every draw, be it beside another.
    assertEquals(1, new ScoreExhibits(all).rank(entry.predictions()).seen());
    assertEquals(1, new ScoreExhibits(all).rank(entry.predictions()).low());
  }

  @Test
  void importedPredictionsTakePartIfTheyAreOnTheFolds() throws IOException {
    RunFolder majority =
        read(runs).stream()
            .filter(r -> r.record().inputs().method().equals("majority"))
            .findFirst()
            .orElseThrow();
    StringBuilder good = new StringBuilder("id,truth,score,fold\n");
    StringBuilder bad = new StringBuilder("id,truth,score,fold\n");
    majority
        .predictions()
        .rows()
        .forEach(
            p -> {
              String head = p.cell() + "," + (p.positive() ? 1 : 0) + ",0.7,";
              good.append(head).append(p.fold()).append('\n');
              bad.append(head).append("fold-01\n");
            });
    RunFolder fits = imported("good.csv", good.toString());
    AcrossRuns.requireFits(read(runs), fits);
    List<RunFolder> with = new ArrayList<>(read(runs));
    with.add(fits);
    AcrossRuns.Entry entry = new AcrossRuns(with).entry("good").orElseThrow();
    // Subjects were not in the file; the comparison knows them.
    assertTrue(entry.predictions().knowsGroups());
    UserError error =
        assertThrows(
            UserError.class,
            () -> AcrossRuns.requireFits(read(runs), imported("bad.csv", bad.toString())));
    assertTrue(error.getMessage().contains("tested it in fold fold-01, not in fold-02"));
    assertTrue(error.getMessage().contains("folds.csv"));
  }

  private static RunFolder imported(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return PredictionImport.read(
        file,
        new ImportOptions(name.replace(".csv", ""), "", new TreeMap<>(), "cells", "none", "none"),
        new TreeMap<>());
  }

  @Test
  void refusesNamesThatAreTaken() {
    Contest contest = Contest.of(cells, Scale.SMOKE, 1);
    for (String id : List.of("svm-cubic", "mobilenet", "sap", "wen-kappa", "Not plain")) {
      assertThrows(
          UserError.class,
          () -> contest.enter(id, "x", 1, fold -> new double[0], folder.resolve("x")));
    }
    assertThrows(
        UserError.class,
        () -> contest.enter("few", "x", 1, fold -> new double[1], folder.resolve("x")));
  }

  /** Packed runs are all that it takes to check a page and to make it again. */
  @Test
  void aPageIsCheckedFromItsPackedRuns() {
    Path place = folder.resolve("runs");
    StudyFolder.of(Across.KEY, runs, Optional.empty(), List.of("A note.")).write(place);
    Path out = folder.resolve("packed");
    ReportWriter.write(StudyReports.of(place), out);
    Path archive = out.resolve(RunArchive.NAME);
    RunArchive.pack(place, archive);
    byte[] bytes = read(archive);
    RunArchive.pack(place, archive);
    assertArrayEquals(bytes, read(archive));
    Path unpacked = folder.resolve("unpacked");
    RunArchive.unpack(archive, unpacked);
    StudyCheck check = new StudyCheck(folder);
    check.study(unpacked, Optional.of(out));
    assertEquals(List.of(), check.differences());
    assertEquals(runs.size(), check.runs());
    assertTrue(check.numbers() > 1000);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
