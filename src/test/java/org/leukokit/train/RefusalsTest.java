package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

/** What can't be done is said in one line, before anything is written. */
class RefusalsTest {
  private static final Examples DISCS = new Discs(12, 16, 1);

  private static String refused(Executable what) {
    String message = assertThrows(UserError.class, what).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private static void refused(String says, Executable what) {
    String message = refused(what);
    assertTrue(message.contains(says), message);
  }

  private static TrainSpec spec(double rate, int epochs, int batch) {
    return TrainSpec.of(Trainings.ADAM, new Schedule.Constant(rate), epochs, batch);
  }

  @Test
  void valuesOutOfRange() {
    refused("learning rate must be 0 or more and finite, was NaN", () -> spec(Double.NaN, 1, 1));
    refused("learning rate must be 0 or more and finite, was -0.1", () -> spec(-0.1, 1, 1));
    refused("epochs must be 1 or more, was 0", () -> spec(1, 0, 1));
    refused("batch size must be 1 or more, was 0", () -> spec(1, 1, 0));
    refused("momentum", () -> new Optimiser.Sgd(1, false, Definition.TORCH));
    refused("epsilon", () -> new Optimiser.Adam(0.9, 0.99, 0, Definition.TORCH));
    refused("lowest", () -> new Schedule.Cyclic(Schedule.Peaks.TRIANGULAR, 2, 1, 1, true, 1));
    refused("class weight", () -> new Loss(List.of(-1.0, 1.0), 0, Loss.Mean.EXAMPLES));
    refused("lambda", () -> new Penalty.L2(Double.NaN, ParameterGroup.ALL_WEIGHTS));
  }

  private static Schedule.Cyclic cyclic(double half, boolean inEpochs) {
    return new Schedule.Cyclic(Schedule.Peaks.TRIANGULAR2, 1e-7, 2e-3, half, inEpochs, 1);
  }

  /** The weights would be taken at another rate than the policy's lowest, at worst at a peak. */
  @Test
  void aCyclicRateEndsWithACycle() {
    for (int epochs : new int[] {1, 3, 5}) {
      String message = refused(() -> TrainSpec.of(Trainings.ADAM, cyclic(1, true), epochs, 2));
      assertTrue(message.contains("of 2 epochs; train for a whole number of cycles"), message);
    }
    refused(
        "3 epochs are 1.5 cycles of 2 epochs; train for a whole number of cycles, or let half a"
            + " cycle be 0.75 epochs",
        () -> TrainSpec.of(Trainings.ADAM, cyclic(1, true), 3, 2));
    refused("are 0.5 cycles", () -> TrainSpec.of(Trainings.ADAM, cyclic(6, true), 6, 2));
    TrainSpec whole = TrainSpec.of(Trainings.ADAM, cyclic(0.7, true), 7, 2);
    TrainSpec.of(Trainings.ADAM, cyclic(6, true), 24, 2);
    refused("must not stop early", () -> whole.withSelection(Selection.BEST_VALIDATION_LOSS, 3));
    whole.withSelection(Selection.BEST_VALIDATION_LOSS, 0);
  }

  /** Twelve examples by two are six steps an epoch. */
  @Test
  void aCycleOfStepsEndsWithTheTraining() {
    TrainSpec three = TrainSpec.of(Trainings.ADAM, cyclic(6, false), 3, 2);
    refused(
        "18 steps (3 epochs of 6) are 1.5 cycles of 12 steps",
        () -> Trainings.fit(Trainings.task(three, DISCS)));
    TrainSpec two = TrainSpec.of(Trainings.ADAM, cyclic(6, false), 2, 2);
    try (Fit fit = Trainings.fit(Trainings.task(two, DISCS))) {
      List<org.leukokit.record.History.Step> steps = fit.history().steps();
      assertEquals(12, steps.size());
      assertEquals(1e-7 + (2e-3 - 1e-7) / 6, steps.get(11).learningRate(), 1e-12);
    }
  }

  @Test
  void examplesThatCanTeachNothing(@TempDir Path folder) {
    CheckpointFolder place = new CheckpointFolder(folder.resolve("c"), "a", 1e-9);
    refused(
        "are of class 0",
        () -> Trainings.fit(Trainings.task(spec(1, 1, 2), new OneClass(DISCS)), place, s -> {}));
    refused(
        "a batch of 13 is larger than the 12",
        () -> Trainings.fit(Trainings.task(spec(1, 1, 13), DISCS), place, s -> {}));
    refused(
        "need validation examples",
        () -> {
          TrainSpec best = spec(1, 1, 2).withSelection(Selection.BEST_VALIDATION_LOSS, 0);
          Trainings.fit(Trainings.task(best, DISCS, null), place, s -> {});
        });
    assertFalse(Files.exists(folder.resolve("c")));
  }

  private record OneClass(Examples rest) implements Examples {
    @Override
    public int size() {
      return rest.size();
    }

    @Override
    public int label(int i) {
      return 0;
    }

    @Override
    public String address(int i) {
      return rest.address(i);
    }

    @Override
    public Shape shape() {
      return rest.shape();
    }

    @Override
    public void write(int i, int epoch, FloatBuffer out) {
      rest.write(i, epoch, out);
    }
  }

  @Test
  void layersThatAreNotThere() {
    TrainSpec plain = spec(1, 1, 2);
    refused(
        "no layer fc9 to freeze",
        () -> Trainings.fit(Trainings.task(plain.withFreezing(Freezing.through("fc9")), DISCS)));
    refused(
        "no layer head with parameters",
        () ->
            Trainings.fit(
                Trainings.task(plain.withRateFactors(new RateFactor("head", 2, 2)), DISCS)));
    refused(
        "labels",
        () -> {
          Loss three = new Loss(List.of(1.0, 1.0, 1.0), 0, Loss.Mean.EXAMPLES);
          Trainings.fit(Trainings.task(plain.withLoss(three), DISCS));
        });
  }

  /** The batch that holds the bad picture is named, with its epoch and all its examples. */
  @Test
  void aLossThatIsNoNumberNamesItsBatch(@TempDir Path folder) throws Exception {
    CheckpointFolder place = new CheckpointFolder(folder.resolve("c"), "a", 0);
    Examples bad = Trainings.except(DISCS, 5, Float.NaN);
    String message =
        refused(() -> Trainings.fit(Trainings.task(spec(1e-3, 2, 4), bad), place, s -> {}));
    assertTrue(message.startsWith("the loss is NaN in epoch 1, batch "), message);
    assertTrue(message.contains("disc-5"), message);
    assertEquals(4, message.split("disc-").length - 1, message);
    assertFalse(Files.exists(folder.resolve("c")), "nothing is written");
  }

  @Test
  void aRateThatBlowsUpIsFoundOut() {
    String message = refused(() -> Trainings.fit(Trainings.task(spec(1e30, 3, 4), DISCS)));
    assertTrue(message.contains("lower the learning rate"), message);
  }

  /** What examples throw on a worker reaches the caller as it is. */
  @Test
  void errorsOfExamplesArePassedOn() {
    Examples broken =
        new Trainings.Written(
            DISCS,
            (own, i, epoch, out) -> {
              if (i == 7) {
                throw new UserError("the image of " + own.address(i) + " is damaged; restore it");
              }
              own.write(i, epoch, out);
            });
    refused(
        "the image of disc-7 is damaged",
        () -> Trainings.fit(Trainings.task(spec(1e-3, 2, 4), broken)));
  }

  @Test
  void shortMemorySaysWhatToLower() {
    Examples huge =
        new Examples() {
          @Override
          public int size() {
            return 1000;
          }

          @Override
          public int label(int i) {
            return i % 2;
          }

          @Override
          public String address(int i) {
            return "huge";
          }

          @Override
          public Shape shape() {
            return new Shape(3, 4000, 4000);
          }

          @Override
          public void write(int i, int epoch, FloatBuffer out) {}
        };
    String message = refused(() -> Trainings.fit(Trainings.task(spec(1e-3, 1, 1000), huge)));
    assertTrue(message.contains("lower the batch size"), message);
    Throwable torch =
        new EngineException(
            "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes.");
    assertTrue(OutOfMemory.explain(torch, 8).getMessage().contains("now 8"));
    EngineException other = new EngineException("shape mismatch");
    assertEquals(other, OutOfMemory.explain(other, 8));
  }
}
