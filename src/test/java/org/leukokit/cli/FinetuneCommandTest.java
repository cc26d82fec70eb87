package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.data.Mirror;
import org.leukokit.record.CellMaps;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;

/** {@code finetune} as a user gives it, from cells to a page that can be checked. */
class FinetuneCommandTest {
  @TempDir static Path shared;
  private static Path out;
  private static Cli made;

  private static List<Object> words(Path out) {
    List<Object> words = new ArrayList<>(List.of("finetune", "--backbone", "squeezenet"));
    words.addAll(List.of("--weights", "random", "--size", "32", "--folds", "2", "--epochs", "2"));
    words.addAll(List.of("--shuffles", "2", "--device", "cpu", "--out", out));
    return words;
  }

  private static List<Object> with(Path out, String option, String value) {
    List<Object> words = words(out);
    int at = words.indexOf(option);
    if (at < 0) {
      words.addAll(List.of(option, value));
    } else {
      words.set(at + 1, value);
    }
    return words;
  }

  @BeforeAll
  static void once() {
    out = shared.resolve("out");
    made = Cli.run(words(out).toArray());
  }

  private static List<RunFolder> runs(Path out) {
    Path runs = out.resolve("finetune/runs");
    return StudyFolder.read(runs).runs().stream()
        .map(m -> RunFolder.read(runs.resolve(m.folder())))
        .toList();
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void thePageSaysWhatItIs() throws IOException {
    assertEquals(0, made.code(), made.err());
    assertTrue(made.out().contains("index.html (5 runs"), made.out());
    String page = Files.readString(out.resolve("finetune/report.md"));
    assertTrue(page.contains("SYNTHETIC"), "phantoms are marked");
    assertTrue(page.contains("Random weights, not trained on anything"), page);
    assertTrue(page.contains("Control: on shuffled labels"), page);
    for (String id :
        List.of("results", "chance", "differences", "folds", "cost", "grad-cam-cells")) {
      Path table = out.resolve("finetune/tables/" + id + ".csv");
      assertTrue(Files.readString(table).contains("SYNTHETIC"), id);
    }
    for (String id : List.of("fig-learning", "fig-learning-shuffled", "fig-confusion-matrices")) {
      assertTrue(Files.exists(out.resolve("finetune/figures/" + id + ".svg")), id);
    }
  }

  /** Methods and controls share their folds, and no group stands in two parts of one. */
  @Test
  void foldsAreTheSameAndKeepGroupsApart() {
    List<RunFolder> runs = runs(out);
    assertEquals(
        List.of("majority", "cell-size", "squeezenet", "squeezenet-shuffled-1"),
        runs.stream().limit(4).map(r -> r.record().inputs().method()).toList());
    for (RunFolder run : runs) {
      assertEquals("group-disjoint", run.record().inputs().protocol());
      assertEquals(runs.get(0).folds(), run.folds());
    }
    Map<String, String> groups =
        runs.get(0).predictions().rows().stream()
            .collect(Collectors.toMap(Prediction::cell, Prediction::group));
    FoldTable folds = runs.get(0).folds();
    for (int f = 0; f < folds.folds().size(); f++) {
      Map<String, Set<Character>> roles = new TreeMap<>();
      for (FoldTable.FoldRow row : folds.rows()) {
        roles
            .computeIfAbsent(groups.get(row.cell()), g -> new TreeSet<>())
            .add(row.roles().charAt(f));
      }
      roles.forEach((group, parts) -> assertEquals(1, parts.size(), group + " " + parts));
    }
  }

  /** The control says of the same cells what they truly are; only what it learned from differs. */
  @Test
  void onlyTheControlIsShuffled() {
    List<RunFolder> runs = runs(out);
    List<String> shuffled =
        runs.stream()
            .filter(r -> "true".equals(r.record().inputs().settings().get("shuffled labels")))
            .map(r -> r.record().inputs().method())
            .toList();
    assertEquals(List.of("squeezenet-shuffled-1", "squeezenet-shuffled-2"), shuffled);
    boolean[] truth = runs.get(2).predictions().truth();
    for (RunFolder run : runs) {
      assertArrayEquals(truth, run.predictions().truth());
    }
    Path place = out.resolve("finetune/runs");
    for (StudyFolder.Member m : StudyFolder.read(place).runs()) {
      boolean network = m.folder().startsWith("squeezenet--");
      assertEquals(network, CellMaps.exists(CellMaps.place(place.resolve(m.folder()))), m.folder());
    }
  }

  @Test
  void checkAndReportAgree(@TempDir Path folder) throws IOException {
    Cli check = Cli.run("check", out.resolve("finetune"));
    assertEquals(0, check.code(), check.out());
    assertTrue(check.out().contains("all agree"), check.out());
    Path copy = folder.resolve("again");
    Cli report = Cli.run("report", out.resolve("finetune"), "--out", copy);
    assertEquals(0, report.code(), report.err());
    assertArrayEquals(
        Files.readAllBytes(out.resolve("finetune/index.html")),
        Files.readAllBytes(copy.resolve("index.html")));
  }

  @Test
  void givenAgainNothingIsComputedAnew() throws IOException {
    Map<String, byte[]> before = files(out.resolve("finetune"));
    Cli again = Cli.run(words(out).toArray());
    assertEquals(0, again.code(), again.err());
    Map<String, byte[]> after = files(out.resolve("finetune"));
    assertEquals(before.keySet(), after.keySet());
    before.forEach(
        (name, bytes) -> {
          if (!name.endsWith(".plan.csv")) {
            assertArrayEquals(bytes, after.get(name), name);
          }
        });
  }

  private static void refused(String says, List<Object> words) {
    Cli cli = Cli.run(words.toArray());
    assertEquals(1, cli.code(), cli.out());
    assertTrue(cli.err().contains(says), cli.err());
  }

  @Test
  void whatCantBeIsSaidBefore(@TempDir Path folder) {
    Path o = folder.resolve("out");
    refused("dropout", with(o, "--dropout", "1"));
    refused("1 to 99 times, not 0", with(o, "--shuffles", "0"));
    refused("at least 2 folds", with(o, "--folds", "1"));
    refused("learning rate", with(o, "--rate", "NaN"));
    refused("learning rate", with(o, "--head-rate", "-1"));
    refused("random weights can't be frozen", with(o, "--freeze", "fire2"));
    refused("--augment is warp or none", with(o, "--augment", "much"));
    assertFalse(Files.exists(o.resolve("finetune/index.html")));
  }

  /** Before the controls, which would leave runs of a study that can't be finished. */
  @Test
  void aBatchLargerThanAFoldLeavesNothingBehind(@TempDir Path folder) {
    Path o = folder.resolve("out");
    List<Object> words = with(o, "--batch", "5000");
    Cli cli = Cli.run(words.toArray());
    assertEquals(1, cli.code(), cli.out());
    assertEquals(1, cli.err().lines().count(), cli.err());
    assertTrue(
        cli.err()
            .matches(
                "(?s).*a batch of 5000 is larger than the (\\d+) training examples of fold-0[12]"
                    + " .*\\(--batch .*of 1 to \\1 is possible.*"),
        cli.err());
    assertFalse(Files.exists(o), "nothing is left");
    words.add("--forecast");
    assertEquals(1, Cli.run(words.toArray()).code());
    assertFalse(Files.exists(o), "nothing is left of a forecast either");
  }

  /** The way on real cells, with MobileNet's weights; far too short to learn anything. */
  @Test
  void realCells(@TempDir Path folder) throws IOException {
    if (Mirror.fromEnvironment().isEmpty()) {
      if ("true".equals(System.getenv("LEUKOKIT_REQUIRE_MIRROR"))) {
        fail("LEUKOKIT_REQUIRE_MIRROR is true, but " + Mirror.VARIABLE + " is not set");
      }
      assumeTrue(false, Mirror.VARIABLE + " is not set, so there are no real cells");
    }
    List<Object> words = new ArrayList<>(List.of("finetune", "--data", "cnmc2019-sample"));
    words.addAll(List.of("--crop", "300", "--size", "64", "--folds", "2", "--epochs", "1"));
    words.addAll(List.of("--shuffles", "1", "--device", "cpu", "--out", folder));
    Cli cli = Cli.run(words.toArray());
    assertEquals(0, cli.code(), cli.err());
    String page = Files.readString(folder.resolve("finetune/report.md"));
    assertFalse(page.contains("SYNTHETIC") || page.contains("Random weights"), page);
    assertTrue(page.contains("99 cells are enough to prove"), page);
    RunFolder network = runs(folder).get(2);
    assertEquals("mobilenet", network.record().inputs().method());
    assertEquals(99, network.predictions().rows().size());
    assertTrue(network.record().weights().pretrained());
    assertEquals(0, Cli.run("check", folder.resolve("finetune")).code());
  }
}
