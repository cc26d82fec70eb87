package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.net.Backbones;
import org.leukokit.net.Heads;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.record.ModelRecord;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;

/** A network that a study trained is saved, read again, and says the same. */
class SavedModelTest {
  private static final int SIDE = 64;

  @TempDir static Path shared;
  private static Dataset cells;
  private static Path run;
  private static Path model;

  static NetworkMethod method(String backbone, int side) {
    return new NetworkMethod(
        "tiny",
        "A tiny network",
        backbone,
        Heads.plain(Backbones.named(backbone), 2),
        InputSpec.resized(side, InputSpec.Values.PLUS_MINUS_ONE),
        NetworkMethod.Start.SCRATCH,
        Initialiser.HE_UNIFORM,
        new TrainingRows.Versions(List.of(Augmentation.original())),
        new FoldDraw.HoldOut(0.4),
        TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS),
            new Schedule.Constant(1e-3),
            1,
            5),
        false,
        false);
  }

  private static NetworkStudyRunner runner(Path folder, NetworkMethod method, boolean keep) {
    NetworkStudySpec spec =
        new NetworkStudySpec(
            "test", Unit.ROW, List.of(Protocol.GROUP_DISJOINT), List.of(method), 1, 2);
    return new NetworkStudyRunner(
        spec,
        cells,
        TestRuntime.get(),
        id -> Optional.empty(),
        folder.resolve("runs"),
        Map.of("leukokit", "test"),
        Progress.NONE,
        keep ? Optional.of(folder.resolve("models")) : Optional.empty());
  }

  @BeforeAll
  static void train() {
    cells = new PhantomCells(PhantomSpec.standard(1).withCounts(6, 18));
    run = runner(shared, method("mobilenet", SIDE), true).run().get(0);
    model = shared.resolve("models").resolve(run.getFileName()).resolve("hold-out");
  }

  private static List<ModelPredictor.NamedImage> images(List<Prediction> rows) {
    List<ModelPredictor.NamedImage> images = new ArrayList<>();
    for (Prediction row : rows) {
      Cell cell = cells.cells().stream().filter(c -> c.id().equals(row.cell())).findFirst().get();
      images.add(new ModelPredictor.NamedImage(row.cell(), () -> cells.read(cell)));
    }
    return images;
  }

  private static List<ModelPredictor.Result> predict(List<ModelPredictor.NamedImage> images) {
    try (ModelPredictor predictor =
        new ModelPredictor(SavedModel.read(model), TestRuntime.get(), 2)) {
      return predictor.predict(images);
    }
  }

  @Test
  void aSavedNetworkSaysWhatItsRunSaid() {
    List<Prediction> rows = RunFolder.read(run).predictions().rows();
    List<ModelPredictor.Result> results = predict(images(rows));
    assertTrue(rows.size() > 10, "test rows " + rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(rows.get(i).score(), results.get(i).score(), 0, rows.get(i).cell());
      assertEquals(rows.get(i).margin(), results.get(i).margin(), 0, rows.get(i).cell());
    }
    assertTrue(rows.stream().map(Prediction::score).distinct().count() > 5, "scores differ");
  }

  @Test
  void aPredictionDoesNotDependOnItsNeighbours() {
    List<ModelPredictor.NamedImage> images = images(RunFolder.read(run).predictions().rows());
    List<ModelPredictor.Result> forward = predict(images);
    List<ModelPredictor.NamedImage> other = new ArrayList<>(images);
    Collections.reverse(other);
    List<ModelPredictor.Result> backward = new ArrayList<>(predict(other));
    Collections.reverse(backward);
    assertEquals(forward, backward);
    assertEquals(forward.get(3), predict(images.subList(3, 4)).get(0));
  }

  @Test
  void anUnreadableImageLeavesTheOthersAlone() {
    List<ModelPredictor.NamedImage> images =
        new ArrayList<>(images(RunFolder.read(run).predictions().rows()));
    List<ModelPredictor.Result> all = predict(images);
    images.set(
        1,
        new ModelPredictor.NamedImage(
            "bad",
            () -> {
              throw new UserError("bad is no image");
            }));
    List<ModelPredictor.Result> results = predict(images);
    assertEquals(Optional.of("bad is no image"), results.get(1).problem());
    assertTrue(Double.isNaN(results.get(1).score()));
    assertEquals(all.get(0), results.get(0));
    assertEquals(all.subList(2, all.size()), results.subList(2, all.size()));
  }

  @Test
  void theCardSaysWhatItIs() {
    SavedModel saved = SavedModel.read(model);
    ModelRecord card = saved.record();
    RunFolder folder = RunFolder.read(run);
    assertEquals(folder.record().id(), card.provenance().runId());
    assertEquals(folder.record().inputs().settings(), card.settings());
    assertEquals(folder.record().data(), card.provenance().data());
    assertTrue(saved.synthetic());
    assertTrue(card.limits().toString().contains("SYNTHETIC"), card.limits().toString());
    assertTrue(card.limits().get(0).contains("Not a medical device"));
    assertEquals(1, card.performance().size());
    ModelRecord.Performance test = card.performance().get(0);
    assertEquals(folder.predictions().rows().size(), test.cells());
    long right =
        folder.predictions().rows().stream()
            .filter(p -> p.positive() == p.predictedPositive())
            .count();
    assertEquals((double) right / test.cells(), test.accuracy());
    // MobileNet's body and a layer of 1,024 x 2 weights and 2 biases.
    assertEquals(3_228_864 + 2_050, card.architecture().parameters());
  }

  @Test
  void theSameTrainingMakesTheSameFile(@TempDir Path other) throws Exception {
    runner(other, method("mobilenet", SIDE), true).run();
    Path again = other.resolve("models").resolve(run.getFileName()).resolve("hold-out");
    assertEquals(
        Hashing.sha256Hex(model.resolve("model.safetensors")),
        Hashing.sha256Hex(again.resolve("model.safetensors")));
  }

  @Test
  void aFinishedRunWithoutItsModelIsToldBeforeAnythingIsDone(@TempDir Path other) {
    NetworkMethod method = method("mobilenet", 32);
    Path finished = runner(other, method, false).run().get(0);
    assertFalse(Files.exists(other.resolve("models")));
    String message =
        assertThrows(UserError.class, () -> runner(other, method, true).run()).getMessage();
    assertTrue(message.contains(finished + " is finished"), message);
    assertFalse(Files.exists(other.resolve("models")));
  }

  /** A copy of the model with a file changed. */
  private static Path changed(Path to, String file, java.util.function.UnaryOperator<byte[]> how)
      throws Exception {
    Files.createDirectories(to);
    StringBuilder sums = new StringBuilder();
    for (String name : List.of("model.json", "model.safetensors")) {
      byte[] bytes = Files.readAllBytes(model.resolve(name));
      bytes = name.equals(file) ? how.apply(bytes) : bytes;
      Files.write(to.resolve(name), bytes);
      sums.append(Hashing.sha256Hex(bytes)).append("  ").append(name).append('\n');
    }
    Files.writeString(to.resolve("SHA256SUMS"), sums);
    return to;
  }

  private static Path card(Path to, String from, String with) throws Exception {
    return changed(
        to,
        "model.json",
        bytes -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertTrue(text.contains(from), text);
          return text.replace(from, with).getBytes(StandardCharsets.UTF_8);
        });
  }

  private static void refused(Path folder, String says) {
    String message = assertThrows(UserError.class, () -> SavedModel.read(folder)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(says), message);
  }

  @Test
  void aChangedModelIsRefused(@TempDir Path folder) throws Exception {
    Path whole = changed(folder.resolve("whole"), "", b -> b);
    assertEquals(SavedModel.read(model).record(), SavedModel.read(whole).record());
    byte[] tensors = Files.readAllBytes(whole.resolve("model.safetensors"));
    tensors[tensors.length / 2] ^= 1;
    Files.write(whole.resolve("model.safetensors"), tensors);
    refused(whole, "model.safetensors is not the file that was written");
    refused(folder.resolve("nothing"), "holds no model");
    refused(
        changed(
            folder.resolve("cut"),
            "model.safetensors",
            b -> java.util.Arrays.copyOf(b, b.length - 4)),
        "damaged");
    refused(card(folder.resolve("schema"), "leukokit-model/1", "leukokit-model/2"), "schema");
    refused(card(folder.resolve("net"), "\"mobilenet\"", "\"xception\""), "can't be used");
    refused(card(folder.resolve("none"), "\"mobilenet\"", "\"nonet\""), "nonet");
    refused(card(folder.resolve("more"), "\"title\" :", "\"tittle\" :"), "model.json");
    refused(card(folder.resolve("head"), "\"out\" : 2", "\"out\" : 3"), "other shapes");
    refused(
        card(folder.resolve("positive"), "\"positive\" : \"leukemic\"", "\"positive\" : \"x\""),
        "none of the classes");
  }

  @Test
  void somethingElseIsNotReplaced(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThrows(UserError.class, () -> ModelRecord.requireFree(folder));
    assertEquals("mine", Files.readString(folder.resolve("mine.txt")));
  }
}
