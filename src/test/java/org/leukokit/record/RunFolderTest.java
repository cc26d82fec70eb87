package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

class RunFolderTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void place() {
    folder = parent.resolve("run");
  }

  private static RunInputs inputs(long seed, String setting) {
    return new RunInputs(
        "loey2020",
        "knn",
        "published",
        seed,
        new TreeMap<>(Map.of("folds", "2", "x", setting)),
        "d".repeat(64),
        "random:alexnet:1",
        "knn/1");
  }

  private static RunFolder run() {
    RunRecord record =
        RunRecord.of(
            inputs(1, "y"),
            "K-NN",
            new RunRecord.Data("phantom", "Phantoms", "Apache-2.0", "none", true, 2, 1, 2, 2, 2),
            new RunRecord.Weights("alexnet", "fc7", false, "random weights"),
            Map.of("java", "17"));
    FoldTable folds =
        new FoldTable(
            List.of("fold-01", "fold-02"),
            List.of(
                new FoldTable.FoldRow("b", "original", "00", "TE"),
                new FoldTable.FoldRow("a", "original", "11", "ET")));
    Predictions predictions =
        new Predictions(
            List.of(
                new Prediction("a", "original", "S", "S", "fold-01", true, 0.75, 1),
                new Prediction("b", "original", "T", "T", "fold-02", false, 0.25, -1)));
    return new RunFolder(record, folds, predictions);
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    run().write(folder);
    assertTrue(RunFolder.exists(folder));
    assertEquals(run(), RunFolder.read(folder));
  }

  @Test
  void validationPredictionsAreASixthFile() throws IOException {
    RunFolder without = run();
    RunFolder with =
        new RunFolder(
            without.record(),
            new FoldTable(
                List.of("fold-01", "fold-02"),
                List.of(
                    new FoldTable.FoldRow("b", "original", "00", "TE"),
                    new FoldTable.FoldRow("c", "original", "22", "VV"),
                    new FoldTable.FoldRow("a", "original", "11", "ET"))),
            without.predictions(),
            Optional.of(
                new Predictions(
                    List.of(
                        new Prediction("c", "original", "U", "U", "fold-01", true, 0.5, 0),
                        new Prediction("c", "original", "U", "U", "fold-02", true, 0.7, 1)))));
    with.write(folder);
    assertEquals(with, RunFolder.read(folder));
    assertTrue(
        Files.readString(folder.resolve("ro-crate-metadata.json"))
            .contains("Truth, score and margin of every validation row"));
    // A folder without it is what it was before there was one.
    without.write(folder);
    assertEquals(without, RunFolder.read(folder));
    assertFalse(Files.exists(folder.resolve("validation.csv")));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FoldTable(
                List.of("x"), List.of(new FoldTable.FoldRow("a", "original", "00", "X"))));
  }

  @Test
  void writingTwiceLeavesOneFolder() throws IOException {
    run().write(folder);
    run().write(folder);
    try (Stream<Path> all = Files.list(parent)) {
      assertEquals(List.of(folder), all.toList());
    }
  }

  @Test
  void aChangedDigitInAnyFileIsNamed() throws IOException {
    run().write(folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> !f.getFileName().toString().equals("SHA256SUMS")).toList();
    }
    assertTrue(files.size() >= 3);
    for (Path file : files) {
      byte[] before = Files.readAllBytes(file);
      byte[] after = before.clone();
      after[after.length / 2] ^= 1;
      Files.write(file, after);
      String message = assertThrows(UserError.class, () -> RunFolder.read(folder)).getMessage();
      assertTrue(message.contains(file.toString()), message);
      Files.write(file, before);
    }
    assertEquals(run(), RunFolder.read(folder));
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    run().write(folder);
    Files.delete(folder.resolve("folds.csv"));
    String message = assertThrows(UserError.class, () -> RunFolder.read(folder)).getMessage();
    assertTrue(message.contains("folds.csv"), message);
    assertFalse(RunFolder.exists(parent.resolve("nothing")));
  }

  @Test
  void everyInputChangesTheId() {
    String id = inputs(1, "y").id();
    assertEquals(64, id.length());
    assertEquals(id, inputs(1, "y").id());
    assertNotEquals(id, inputs(2, "y").id());
    assertNotEquals(id, inputs(1, "z").id());
  }

  @Test
  void aRecordWithAnotherIdIsRefused() {
    RunRecord r = run().record();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RunRecord(
                r.schema(),
                "0".repeat(64),
                r.inputs(),
                r.title(),
                r.data(),
                r.weights(),
                r.environment()));
  }

  @Test
  void foldRolesAreChecked() {
    List<String> one = List.of("fold-01");
    assertThrows(
        IllegalArgumentException.class,
        () -> new FoldTable(one, List.of(new FoldTable.FoldRow("a", "original", "", "TT"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FoldTable(one, List.of(new FoldTable.FoldRow("a", "original", "", "X"))));
  }

  @Test
  void panelsComeBack() {
    PanelFolder panels =
        new PanelFolder(
            List.of(
                new PanelFolder.Panel("samples", List.of("x"), List.of("y"), new byte[] {1, 2})));
    panels.write(folder);
    PanelFolder.Panel read = PanelFolder.read(folder).get("samples");
    assertEquals(List.of("x"), read.columns());
    assertEquals(2, read.png().length);
    assertThrows(IllegalArgumentException.class, () -> panels.get("other"));
  }
}
