package org.leukokit.study.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Folders;
import org.leukokit.data.Dataset;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.record.History;
import org.leukokit.split.Fold;
import org.leukokit.train.CheckpointFolder;
import org.leukokit.train.Fit;
import org.leukokit.train.Selection;
import org.leukokit.train.TrainProgress;
import org.leukokit.train.TrainSpec;
import org.leukokit.train.TrainTask;
import org.leukokit.train.Trainer;

/** Trains a method for a few steps and throws the network away, to see how long they take. */
final class Rehearsal {
  /** Seconds that the steps of a rehearsal may take, as far as that allows the fewest. */
  private static final double BUDGET = 6;

  private static final int FEWEST = 2;
  private static final int MOST = 30;

  /** Batches of validation. */
  private static final int JUDGED = 2;

  /**
   * What was seen.
   *
   * @param step seconds a step
   * @param decode seconds more that a step takes for each square, of a cell or of a copy, that it
   *     sees for the first time
   * @param judge seconds that the network takes for a cell that it only looks at
   * @param checkpoint seconds of a checkpoint
   * @param start seconds before the first step and behind the last epoch
   * @param checkpointBytes the size of a checkpoint
   */
  record Pace(
      double step,
      double decode,
      double judge,
      double checkpoint,
      double start,
      long checkpointBytes) {}

  private final Trainer trainer;
  private final Dataset dataset;
  private final Path scratch;
  private final long seed;

  /**
   * @param scratch a folder for checkpoints; removed again
   */
  Rehearsal(Trainer trainer, Dataset dataset, Path scratch, long seed) {
    this.trainer = trainer;
    this.dataset = dataset;
    this.scratch = scratch;
    this.seed = seed;
  }

  Pace of(NetworkMethod method, Fold fold) {
    List<TrainingExample> all = method.rows().examples(fold.train(), seed);
    int batch = Math.min(method.training().batchSize(), all.size());
    // The first steps of a process are slow: code is compiled, memory is taken.
    Clock warm = new Clock();
    fit(method, some(all, 3 * batch), 1, Optional.empty(), Optional.empty(), warm).close();
    double about = warm.last();
    int steps = (int) Math.max(FEWEST, Math.min(MOST, BUDGET / 2 / about));
    List<TrainingExample> seen = some(all, steps * batch);
    List<TrainingExample> judged = some(all, JUDGED * batch);
    Clock clock = new Clock();
    try (Fit fit =
        fit(
            method,
            seen,
            2,
            Optional.of(examples(method, judged)),
            Optional.of(new CheckpointFolder(scratch, "rehearsal of " + method.id(), 0)),
            clock)) {
      clock.fitted();
      CellExamples asked = examples(method, judged);
      fit.network().logits(asked);
      long began = System.nanoTime();
      fit.network().logits(asked);
      double judge = seconds(began, System.nanoTime()) / judged.size();
      Set<String> squares = new HashSet<>();
      seen.forEach(e -> squares.add(e.square()));
      return new Pace(
          clock.epoch(2) / clock.stepsAnEpoch(),
          Math.max(0, clock.epoch(1) - clock.epoch(2)) / squares.size(),
          judge,
          Math.max(0, clock.end(2) - judged.size() * judge),
          clock.rest(),
          largest());
    } finally {
      remove();
    }
  }

  private Fit fit(
      NetworkMethod method,
      List<TrainingExample> train,
      int epochs,
      Optional<CellExamples> validation,
      Optional<CheckpointFolder> checkpoints,
      TrainProgress progress) {
    Backbone backbone = Backbones.named(method.backbone());
    ConvNet net = backbone.build(2).withHead(method.head());
    TrainSpec spec = method.training().withEpochs(epochs).withSelection(Selection.LAST, 0);
    try (TensorSource start =
        new RandomWeights(net.id(), seed, net.tensorShapes(), method.initialiser())) {
      return trainer.fit(
          new TrainTask(net, start, spec, examples(method, train), validation.map(v -> v), seed),
          checkpoints,
          progress);
    }
  }

  // Cells that are decoded anew, as those of a run are.
  private CellExamples examples(NetworkMethod method, List<TrainingExample> some) {
    return new CellExamples(
        some,
        new PreparedCells(dataset, method.input(), Optional.empty()),
        method.input(),
        Backbones.named(method.backbone()).preprocessing());
  }

  /** So many examples, evenly from the whole list, in which copies stand behind the cells. */
  private static List<TrainingExample> some(List<TrainingExample> all, int wanted) {
    int count = Math.min(wanted, all.size());
    List<TrainingExample> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / count)));
    }
    return chosen;
  }

  private long largest() {
    if (!Files.isDirectory(scratch)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(scratch)) {
      return files.mapToLong(f -> f.toFile().length()).max().orElse(0);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(scratch, e);
    }
  }

  private void remove() {
    try {
      Folders.delete(scratch);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(scratch, e);
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  /** When the steps and epochs of a training ended. */
  private static final class Clock implements TrainProgress {
    private final long began = System.nanoTime();
    private final List<Long> steps = new ArrayList<>();
    private final List<Long> epochs = new ArrayList<>();
    private final List<Integer> stepsThen = new ArrayList<>();
    private double first = Double.NaN;
    private long fitted;

    @Override
    public void step(Status status) {
      long now = System.nanoTime();
      steps.add(now);
    }

    @Override
    public void epoch(History.Epoch epoch) {
      if (epochs.isEmpty()) {
        first = epoch.seconds();
      }
      epochs.add(System.nanoTime());
      stepsThen.add(steps.size());
    }

    void fitted() {
      fitted = System.nanoTime();
    }

    /** Seconds of the last step. */
    double last() {
      int n = steps.size();
      return n < 2 ? first : seconds(steps.get(n - 2), steps.get(n - 1));
    }

    int stepsAnEpoch() {
      return stepsThen.get(0);
    }

    /** Seconds of an epoch's steps, from 1. */
    double epoch(int number) {
      return number == 1
          ? first
          : seconds(epochs.get(number - 2), steps.get(stepsThen.get(number - 1) - 1));
    }

    /** Seconds from an epoch's last step to its end. */
    double end(int number) {
      return seconds(steps.get(stepsThen.get(number - 1) - 1), epochs.get(number - 1));
    }

    /** Seconds before the first epoch and behind the last. */
    double rest() {
      double before = seconds(began, steps.get(stepsThen.get(0) - 1)) - first;
      return before + seconds(epochs.get(epochs.size() - 1), fitted);
    }
  }
}
