package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.study.MadeRuns;

/**
 * The command over run folders and imported predictions; report, check and compare on what it
 * writes.
 */
class EnsembleCommandTest {
  private static final int CELLS = 60;

  @TempDir private Path folder;

  private static Prediction row(int i, double skill, String method) {
    boolean positive = i % 3 != 0;
    double noise = RandomStream.at(5, "made", method, i).nextGaussian();
    double margin = (positive ? skill : -skill) + noise;
    String subject = "S" + i % 10;
    return new Prediction(
        "c" + (100 + i),
        "original",
        subject,
        subject,
        "three-way",
        positive,
        1 / (1 + Math.exp(-margin)));
  }

  /** A third of the cells trains, a third validates, a third is tested. */
  private static RunFolder run(String method, double skill, boolean validated) {
    List<FoldTable.FoldRow> rows = new ArrayList<>();
    List<Prediction> tested = new ArrayList<>();
    List<Prediction> validation = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      String role = i < 20 ? "T" : i < 40 ? "V" : "E";
      rows.add(
          new FoldTable.FoldRow(
              "c" + (100 + i), "original", Hashing.sha256Hex("c" + i).substring(0, 16), role));
      if (i >= 40) {
        tested.add(row(i, skill, method));
      } else if (i >= 20) {
        validation.add(row(i, skill, method));
      }
    }
    RunInputs inputs =
        new RunInputs(
            "mondal2021",
            method,
            "published",
            3,
            new TreeMap<>(Map.of("x", "y")),
            "d".repeat(64),
            "none",
            "m/1");
    RunRecord record =
        RunRecord.of(
            inputs,
            method.toUpperCase(java.util.Locale.ROOT),
            new RunRecord.Data(
                "made", "Made-up cells", "none", "none", true, CELLS, 40, 10, 10, CELLS),
            new RunRecord.Weights("none", "none", false, "none"),
            Map.of());
    return new RunFolder(
        record,
        new FoldTable(List.of("three-way"), rows),
        new Predictions(tested),
        validated ? Optional.of(new Predictions(validation)) : Optional.empty());
  }

  private Path write(String method, double skill, boolean validated) {
    RunFolder run = run(method, skill, validated);
    Path place = folder.resolve("members").resolve(RunFolder.name(run.record().inputs()));
    run.write(place);
    return place;
  }

  private Path only(Path runs, String begin) {
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(p -> p.getFileName().toString().startsWith(begin))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anEnsembleIsARunThatReportsChecksAndCompares() {
    Path a = write("vgg16", 0.5, true);
    Path b = write("xception", 1.5, true);
    Path out = folder.resolve("out");
    Cli sap = Cli.run("ensemble", a, b, "--out", out);
    assertEquals(0, sap.code(), sap.err());
    assertTrue(sap.out().contains("VGG16 0.5000, XCEPTION 0.5000"), sap.out());
    Cli wen = Cli.run("ensemble", "--weights", "kappa", b, a, "--out", out);
    assertEquals(0, wen.code(), wen.err());
    Path run = only(out.resolve("runs"), "wen-kappa--published--");
    RunFolder read = RunFolder.read(run);
    assertEquals(20, read.predictions().rows().size());
    assertEquals(20, read.validation().orElseThrow().rows().size());
    assertEquals(
        RunFolder.read(a).record().id(), read.record().inputs().settings().get("member 01"));
    assertEquals(
        RunFolder.read(b).record().id(), read.record().inputs().settings().get("member 02"));
    assertEquals(RunFolder.read(a).folds(), read.folds());
    // The order of the members is no input: the same run again.
    assertEquals(0, Cli.run("ensemble", "--weights", "kappa", a, b, "--out", out).code());
    Cli leak =
        Cli.run("ensemble", "--weights", "kappa", "--weights-from", "test", a, b, "--out", out);
    assertEquals(0, leak.code(), leak.err());
    assertTrue(
        leak.out().contains("LEAK: the weights were estimated on the test rows"), leak.out());
    RunRecord marked = RunFolder.readRecord(only(out.resolve("runs"), "wen-kappa-leak--"));
    assertTrue(marked.title().contains("a leak"), marked.title());
    assertEquals("the test set (a leak)", marked.inputs().settings().get("weights from"));
    Cli check = Cli.run("check", run);
    assertEquals(0, check.code(), check.out());
    Cli compare = Cli.run("compare", a, run);
    assertEquals(0, compare.code(), compare.err());
    Cli report = Cli.run("report", out);
    assertEquals(0, report.code(), report.err());
    Cli all = Cli.run("check", out);
    assertEquals(0, all.code(), all.out());
    assertTrue(all.out().contains("3 runs"), all.out());
  }

  @Test
  void validationRunsStandInForValidationFiles() throws IOException {
    Path a = write("vgg16", 0.5, false);
    Path b = write("xception", 1.5, false);
    Path out = folder.resolve("out");
    Cli without = Cli.run("ensemble", "--weights", "f1", a, b, "--out", out);
    assertEquals(1, without.code());
    assertTrue(without.err().contains("VGG16 has no validation predictions"), without.err());
    assertFalse(Files.exists(out.resolve("runs")));
    List<Path> validations = new ArrayList<>();
    for (String method : List.of("vgg16", "xception")) {
      StringBuilder csv = new StringBuilder("id,truth,score\n");
      for (Prediction p : run(method, 1, true).validation().orElseThrow().rows()) {
        csv.append(p.cell()).append(p.positive() ? ",1," : ",0,").append(p.score()).append('\n');
      }
      Path file = folder.resolve(method + ".csv");
      Files.writeString(file, csv);
      Path imported = folder.resolve("imported-" + method);
      assertEquals(0, Cli.run("import-predictions", file, "--out", imported).code());
      validations.add(only(imported.resolve("runs"), method));
    }
    Cli with =
        Cli.run(
            "ensemble",
            "--weights",
            "f1",
            a,
            b,
            "--validation",
            validations.get(0),
            validations.get(1),
            "--out",
            out);
    assertEquals(0, with.code(), with.err());
    assertTrue(with.out().contains("validated: XCEPTION by xception"), with.out());
    Path run = only(out.resolve("runs"), "wen-f1--");
    RunFolder read = RunFolder.read(run);
    assertTrue(read.validation().isEmpty());
    assertEquals(
        RunFolder.readRecord(validations.get(1)).id(),
        read.record().inputs().settings().get("member 02 validation"));
    assertEquals(0, Cli.run("check", run).code());
    Cli one =
        Cli.run(
            "ensemble", "--weights", "f1", a, b, "--validation", validations.get(0), "--out", out);
    assertTrue(one.err().contains("2 members need as many --validation runs"), one.err());
  }

  @Test
  void importedPredictionsJoinRunsOfTheKit() throws IOException {
    Path a = write("vgg16", 0.5, true);
    StringBuilder csv = new StringBuilder("id,truth,score\n");
    for (Prediction p : run("mine", 1, true).predictions().rows()) {
      csv.append(p.cell()).append(p.positive() ? ",1," : ",0,").append(p.score()).append('\n');
    }
    Path file = folder.resolve("mine.csv");
    Files.writeString(file, csv);
    Path imported = folder.resolve("imported");
    assertEquals(0, Cli.run("import-predictions", file, "--out", imported).code());
    Path out = folder.resolve("out");
    Cli made = Cli.run("ensemble", a, only(imported.resolve("runs"), "mine"), "--out", out);
    assertEquals(0, made.code(), made.err());
    Path run = only(out.resolve("runs"), "sap--published--");
    RunFolder read = RunFolder.read(run);
    assertEquals("S0", read.predictions().rows().get(0).subject());
    assertNotEquals("d".repeat(64), read.record().inputs().dataDigest());
    assertEquals(0, Cli.run("check", run).code(), Cli.run("check", run).out());
  }

  @Test
  void crossValidatedRunsHaveTheirFoldsMerged() {
    MadeRuns made = new MadeRuns(48, 16, 3, 7);
    List<Path> runs =
        made.write(
            folder.resolve("cv"), List.of("knn", "lda", "tree"), List.of(Protocol.GROUP_DISJOINT));
    Path out = folder.resolve("out");
    Cli sap = Cli.run("ensemble", folder.resolve("cv"), "--out", out);
    assertEquals(0, sap.code(), sap.err());
    Path run = only(out.resolve("runs"), "sap--group-disjoint--");
    assertEquals(RunFolder.read(runs.get(0)).folds(), RunFolder.read(run).folds());
    assertEquals(0, Cli.run("check", run).code());
    Cli refused = Cli.run("ensemble", runs.get(0), "--out", out);
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("at least two members"), refused.err());
    Cli wrong = Cli.run("ensemble", "--weights", "mcc", folder.resolve("cv"), "--out", out);
    assertTrue(wrong.err().contains("--weights mcc is unknown"), wrong.err());
  }

  @Test
  void otherFoldsAreRefused() {
    List<Path> one =
        new MadeRuns(48, 16, 3, 7)
            .write(folder.resolve("x"), List.of("knn"), List.of(Protocol.SPLIT_FIRST));
    List<Path> two =
        new MadeRuns(48, 16, 3, 8)
            .write(folder.resolve("y"), List.of("lda"), List.of(Protocol.SPLIT_FIRST));
    Cli refused = Cli.run("ensemble", one.get(0), two.get(0), "--out", folder.resolve("out"));
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("needs members over the same rows"), refused.err());
  }
}
