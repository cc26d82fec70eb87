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
import org.leukokit.data.DatasetOptions;
import org.leukokit.data.Datasets;
import org.leukokit.data.Store;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.Heads;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.record.ModelRecord;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.train.Definition;
import org.leukokit.train.Freezing;
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
        keep ? Keeping.models(folder.resolve("models")) : Keeping.NOTHING);
  }

  @BeforeAll
  static void train() {
    cells = new PhantomCells(PhantomSpec.standard(1).withCounts(6, 18));
    run = runner(shared, method("mobilenet", SIDE), true).run().get(0);
    model = shared.resolve("models").resolve(run.getFileName()).resolve("hold-out");
  }

  private static List<ModelPredictor.NamedImage> images(List<Prediction> rows) {
    return images(cells, rows);
  }

  private static List<ModelPredictor.NamedImage> images(Dataset cells, List<Prediction> rows) {
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

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Stops a study behind so many steps. */
  private record StopAfter(int steps) implements Progress {
    @Override
    public Task start(String what, long total) {
      int[] done = new int[1];
      return new Task() {
        @Override
        public void step() {
          if (++done[0] > steps) {
            throw new Stop();
          }
        }

        @Override
        public void close() {}
      };
    }
  }

  private static NetworkStudyRunner twoFolds(
      Path folder, Progress progress, Optional<Path> models, boolean control) {
    NetworkMethod m = method("mobilenet", 32);
    NetworkMethod folds =
        new NetworkMethod(
            m.id(),
            m.title(),
            m.backbone(),
            m.head(),
            m.input(),
            m.start(),
            m.initialiser(),
            m.rows(),
            new FoldDraw.KFold(2),
            m.training(),
            false,
            false);
    NetworkStudySpec spec =
        new NetworkStudySpec(
            "test",
            Unit.ROW,
            List.of(Protocol.GROUP_DISJOINT),
            List.of(control ? folds.shuffled() : folds),
            1,
            2);
    return new NetworkStudyRunner(
        spec,
        cells,
        TestRuntime.get(),
        id -> Optional.empty(),
        folder.resolve("runs"),
        Map.of(),
        progress,
        new Keeping(models, Optional.empty()));
  }

  /** What is done without its model is done again once models are wanted, with the same end. */
  @Test
  void anInterruptedStudyGetsTheModelsOfTheFoldsThatWereDone(@TempDir Path folder) {
    Path whole =
        twoFolds(folder.resolve("whole"), Progress.NONE, Optional.empty(), false).run().get(0);
    Path part = folder.resolve("part");
    // 18 rows in batches of 5: the first fold has 4 steps.
    NetworkStudyRunner stopped = twoFolds(part, new StopAfter(5), Optional.empty(), false);
    assertThrows(Stop.class, stopped::run);
    Path models = part.resolve("models");
    Path run = twoFolds(part, Progress.NONE, Optional.of(models), false).run().get(0);
    for (String fold : List.of("fold-01", "fold-02")) {
      SavedModel.read(models.resolve(run.getFileName()).resolve(fold));
    }
    assertEquals(RunFolder.read(whole).predictions(), RunFolder.read(run).predictions());
  }

  /** With shuffled labels nothing is learned that could be used. */
  @Test
  void controlsLeaveNoModel(@TempDir Path folder) {
    Path models = folder.resolve("models");
    NetworkStudyRunner control = twoFolds(folder, Progress.NONE, Optional.of(models), true);
    assertEquals(List.of(), control.modelSizes());
    control.run();
    assertFalse(Files.exists(models));
  }

  /**
   * The 99 real cells, each tested in one of three folds by a head that was trained on MobileNet's
   * ImageNet body: the saved models say of every cell what the run said.
   */
  @Test
  void realCellsAreSaidTheSameOfWhenTheModelIsLoadedAgain(@TempDir Path folder) {
    Path weights =
        org.leukokit.net.Mirror.file(
            "2d5ae16b25f93253e74779d541f555cca4f25aaffe8f0de7cb949811ea8fb637");
    Dataset sample = Datasets.open("cnmc2019-sample", DatasetOptions.of(Store.fromEnvironment()));
    Backbone backbone = Backbones.named("mobilenet");
    NetworkMethod head =
        new NetworkMethod(
            "head",
            "A head on MobileNet",
            "mobilenet",
            Heads.plain(backbone, 2),
            InputSpec.resized(backbone.inputSize(), InputSpec.Values.OF_WEIGHTS),
            NetworkMethod.Start.PRETRAINED,
            Initialiser.GLOROT_UNIFORM,
            new TrainingRows.Versions(List.of(Augmentation.original())),
            new FoldDraw.KFold(3),
            TrainSpec.of(
                    new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS),
                    new Schedule.Constant(1e-3),
                    1,
                    8)
                .withFreezing(Freezing.through(backbone.top().bodyEnd())),
            false,
            false);
    NetworkStudySpec spec =
        new NetworkStudySpec(
            "test", Unit.CELL, List.of(Protocol.GROUP_DISJOINT), List.of(head), 1, 2);
    PretrainedWeights start =
        new PretrainedWeights(
            "2d5ae16b", "MobileNet", Optional.empty(), () -> WeightFiles.open(weights));
    Path done =
        new NetworkStudyRunner(
                spec,
                sample,
                TestRuntime.get(),
                id -> Optional.of(start),
                folder.resolve("runs"),
                Map.of(),
                Progress.NONE,
                Keeping.models(folder.resolve("models")))
            .run()
            .get(0);
    List<Prediction> rows = RunFolder.read(done).predictions().rows();
    assertEquals(99, rows.size());
    int same = 0;
    for (String fold : List.of("fold-01", "fold-02", "fold-03")) {
      List<Prediction> ofFold = rows.stream().filter(r -> r.fold().equals(fold)).toList();
      SavedModel saved =
          SavedModel.read(folder.resolve("models").resolve(done.getFileName()).resolve(fold));
      assertFalse(saved.synthetic());
      try (ModelPredictor predictor = new ModelPredictor(saved, TestRuntime.get(), 2)) {
        List<ModelPredictor.Result> results = predictor.predict(images(sample, ofFold));
        for (int i = 0; i < results.size(); i++) {
          assertEquals(ofFold.get(i).score(), results.get(i).score(), 0, ofFold.get(i).cell());
          assertEquals(ofFold.get(i).margin(), results.get(i).margin(), 0, ofFold.get(i).cell());
          same++;
        }
      }
    }
    assertEquals(99, same);
    assertTrue(rows.stream().map(Prediction::score).distinct().count() > 90, "scores differ");
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
