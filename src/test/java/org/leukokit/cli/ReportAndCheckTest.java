package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.record.RunArchive;
import org.leukokit.split.Protocol;
import org.leukokit.study.MadeRuns;

class ReportAndCheckTest {
  @TempDir private static Path shared;
  private static Path report;

  @BeforeAll
  static void makeReport() {
    report = shared.resolve("loey2020");
    new MadeRuns(48, 16, 3, 7).writeLoey(report.resolve("runs"), List.of(Protocol.GROUP_DISJOINT));
    Cli made = Cli.run("report", report);
    assertEquals(0, made.code(), made.err());
  }

  @Test
  void aReportMadeAgainIsTheSameToTheByte(@TempDir Path folder) throws IOException {
    Path again = folder.resolve("again");
    // All runs by themselves, as a shell names them, mean their study.
    List<Object> words = new ArrayList<>(List.of("report", "--out", again));
    try (Stream<Path> all = Files.list(report.resolve("runs"))) {
      all.sorted().forEach(words::add);
    }
    Cli made = Cli.run(words.toArray());
    assertEquals(0, made.code(), made.err());
    SortedMap<String, byte[]> first = files(report);
    SortedMap<String, byte[]> second = files(again);
    assertEquals(first.keySet(), second.keySet());
    first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
    assertTrue(first.containsKey("tables/table-1.csv"), "a paper's report was made");
    assertTrue(
        new String(first.get("report.md"), StandardCharsets.UTF_8).contains("a made-up remark"));
  }

  @Test
  void someRunsGiveAPlainReportThatChecks(@TempDir Path folder) throws IOException {
    Path run = run("svm-cubic--");
    assertEquals(0, Cli.run("report", run, run("knn--"), "--out", folder).code());
    String page = Files.readString(folder.resolve("report.md"));
    assertTrue(page.contains("No paper is reproduced here"), page);
    assertEquals(0, Cli.run("check", folder).code());
    byte[] before = Files.readAllBytes(folder.resolve("report.md"));
    assertEquals(0, Cli.run("report", folder).code());
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("report.md")));
    Path file = folder.resolve("mine.csv");
    Files.writeString(file, "id,truth,class\na,sick,sick\nb,well,sick\n");
    Cli imported = Cli.run("import-predictions", file, "--out", folder, "--positive", "sick");
    assertEquals(0, imported.code(), imported.err());
    assertEquals(0, Cli.run("report", folder).code());
    page = Files.readString(folder.resolve("report.md"));
    assertTrue(page.contains("| mine | imported | 50.00"), page);
    assertTrue(page.contains("Classes only: the predictions of mine have no scores"), page);
    imported = Cli.run("import-predictions", file, "--out", folder, "--positive", "sick");
    assertEquals(0, imported.code(), imported.err());
    assertEquals(0, Cli.run("check", folder).code());
    Cli refused = Cli.run("report", run, "--out", report);
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("loey2020"), refused.err());
  }

  @Test
  void anUntouchedReportAgrees() {
    Cli check = Cli.run("check", report);
    assertEquals(0, check.code(), check.out());
    assertTrue(check.out().matches("(?s)all agree: [\\d,]+ numbers in \\d+ files, 9 runs\\s*"));
  }

  @Test
  void aCloneIsCheckedFromItsPackedRuns(@TempDir Path clone) throws IOException {
    RunArchive.pack(report.resolve("runs"), clone.resolve(RunArchive.NAME));
    try (Stream<Path> files = Files.walk(report)) {
      for (Path file : files.filter(PackCommand::passedOn).toList()) {
        Path copy = clone.resolve(report.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Cli check = Cli.run("check", clone);
    assertEquals(0, check.code(), check.out() + check.err());
    assertTrue(check.out().contains("9 runs"), check.out());
    // A run that somebody began there is not what the report was made of.
    Files.createDirectories(clone.resolve("runs/.partial/knn--group-disjoint--000000000000"));
    check = Cli.run("check", clone);
    assertEquals(0, check.code(), check.out() + check.err());
    Path table = clone.resolve("tables/table-1.csv");
    byte[] bytes = Files.readAllBytes(table);
    changeDigit(bytes, bytes.length / 2);
    Files.write(table, bytes);
    check = Cli.run("check", clone);
    assertEquals(1, check.code());
    assertTrue(check.out().contains("table-1.csv"), check.out());
  }

  @Test
  void aChangedDigitInAnyFileOfARunIsNamed() throws IOException {
    List<String> names =
        List.of(
            "runs/" + run("svm-cubic--").getFileName() + "/run.json",
            "runs/" + run("svm-linear--").getFileName() + "/folds.csv",
            "runs/" + run("knn--").getFileName() + "/predictions.csv",
            "runs/" + run("lda--").getFileName() + "/SHA256SUMS",
            "runs/panels--made/panels.json",
            "runs/panels--made/samples.png");
    changedDigitsAreNamed(names);
    // Alone, as nothing can be recomputed without knowing what the study is.
    changedDigitsAreNamed(List.of("runs/study/study.json"));
    changedDigitsAreNamed(List.of("runs/study/SHA256SUMS"));
  }

  @Test
  void aChangedDigitInATableAPageOrAFigureIsNamed() throws IOException {
    List<String> names =
        List.of(
            "tables/table-1.csv",
            "tables/intervals.csv",
            "figures/fig-confusion-matrices.svg",
            "figures/fig-7-ours.svg",
            "figures/fig-confusion-matrices.png",
            "report.md",
            "index.html");
    changedDigitsAreNamed(names);
  }

  private static void changedDigitsAreNamed(List<String> names) throws IOException {
    TreeMap<String, byte[]> before = new TreeMap<>();
    for (String name : names) {
      byte[] bytes = Files.readAllBytes(report.resolve(name));
      before.put(name, bytes.clone());
      changeDigit(bytes, bytes.length / 2);
      Files.write(report.resolve(name), bytes);
    }
    Cli check = Cli.run("check", report);
    for (String name : names) {
      Files.write(report.resolve(name), before.get(name));
    }
    assertEquals(1, check.code(), check.out() + check.err());
    for (String name : names) {
      assertTrue(
          (check.out() + check.err()).contains(name), name + " is not named in:\n" + check.out());
    }
  }

  @Test
  void cellsAreNamedByRowAndColumn() throws IOException {
    String table = "tables/confusion-counts.csv";
    TreeMap<String, String> before = new TreeMap<>();
    for (String name : List.of(table, "index.html", "report.md")) {
      before.put(name, Files.readString(report.resolve(name)));
    }
    long tp = change(table, "\nSVM \\(cubic\\),group-disjoint,(\\d+),", before);
    assertEquals(
        tp,
        change(
            "index.html",
            "(?s)id=\"confusion-counts\".*?SVM \\(cubic\\)</td>.*?<td class=\"number\">(\\d+)</td>",
            before));
    assertEquals(
        tp, change("report.md", "\n\\| SVM \\(cubic\\) \\| group-disjoint \\| (\\d+) ", before));
    Cli check = Cli.run("check", report);
    for (String name : before.keySet()) {
      Files.writeString(report.resolve(name), before.get(name));
    }
    String said = "column \"TP\": stated " + (tp + 1) + ", recomputed " + tp;
    for (String place :
        List.of(
            table + ", row 5 (SVM (cubic), group-disjoint), " + said,
            "index.html, confusion-counts, row 5 (SVM (cubic)), " + said,
            "row SVM (cubic), " + said,
            "3 differences (")) {
      assertTrue(check.out().contains(place), place + " is not in:\n" + check.out());
    }
  }

  /** Adds one to the number that a pattern finds, and returns what it was. */
  private static long change(String name, String pattern, TreeMap<String, String> texts)
      throws IOException {
    String text = texts.get(name);
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertTrue(found.find(), pattern);
    long number = Long.parseLong(found.group(1));
    Files.writeString(
        report.resolve(name),
        text.substring(0, found.start(1)) + (number + 1) + text.substring(found.end(1)));
    return number;
  }

  @Test
  void aRunThatWasSealedAgainIsFoundAndItsNumbersAreNamed(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("copy");
    assertEquals(0, Cli.run("report", report, "--out", copy).code());
    Path run = copy.resolve("runs").resolve(run("knn--").getFileName());
    Path predictions = run.resolve("predictions.csv");
    String text = Files.readString(predictions);
    Matcher wrong = Pattern.compile(",1,(0\\.[5-9]\\d+),").matcher(text);
    assertTrue(wrong.find());
    String changed = text.substring(0, wrong.start(1)) + "0.1" + text.substring(wrong.end(1));
    Files.writeString(predictions, changed);
    Path sums = run.resolve("SHA256SUMS");
    Files.writeString(
        sums, Files.readString(sums).replace(Hashing.sha256Hex(text), Hashing.sha256Hex(changed)));
    Cli check = Cli.run("check", copy);
    assertEquals(1, check.code());
    assertTrue(check.out().contains("not the file that study.json was made with"), check.out());
    assertTrue(check.out().contains("tables/confusion-counts.csv, row 6 (K-NN"), check.out());
    assertEquals(1, Cli.run("report", copy).code(), "and no report is made of it");
  }

  @Test
  void missingAndStrayFilesAreNamed(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("copy");
    assertEquals(0, Cli.run("report", run("knn--"), "--out", copy).code());
    Files.delete(copy.resolve("tables/counts.csv"));
    Files.writeString(copy.resolve("tables/more.csv"), "a\n");
    Cli check = Cli.run("check", copy);
    assertEquals(1, check.code());
    assertTrue(check.out().contains("tables/counts.csv: is missing"), check.out());
    assertTrue(check.out().contains("tables/more.csv: no table"), check.out());
  }

  @Test
  void foldersWithoutRunsAreAUserError(@TempDir Path folder) throws IOException {
    for (String name : List.of("report", "check")) {
      Cli empty = Cli.run(name, folder);
      assertEquals(1, empty.code());
      assertTrue(empty.err().contains("holds no run folder"), empty.err());
    }
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(folder.resolve("index.html"), "<html>");
    org.leukokit.record.RunFolder.copy(
        run("knn--"), folder.resolve("runs").resolve(run("knn--").getFileName()));
    Cli orphan = Cli.run("check", folder);
    assertNotEquals(0, orphan.code());
    assertTrue(orphan.err().contains("runs/study"), orphan.err());
  }

  private static Path run(String beginning) throws IOException {
    try (Stream<Path> all = Files.list(report.resolve("runs"))) {
      return all.filter(p -> p.getFileName().toString().startsWith(beginning))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Changes the first digit at or after a place, or any byte of a picture without digits. */
  private static void changeDigit(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        bytes[i] = (byte) (bytes[i] == '9' ? '8' : bytes[i] + 1);
        return;
      }
    }
    bytes[from]++;
  }

  private static SortedMap<String, byte[]> files(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
