package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.data.RasterCache;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.image.Raster;
import org.leukokit.net.Backbones;
import org.leukokit.net.Heads;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;

/** Trained networks as runs: what is written, and that a stop costs nothing and changes nothing. */
class NetworkStudyRunnerTest {
  private static final Dataset CELLS = new PhantomCells(new PhantomSpec(5, 6, 12, 2, 1, 1, 64));

  @TempDir Path folder;

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Stops at a step, counted over everything. */
  private static Progress stoppingAt(int step) {
    AtomicInteger count = new AtomicInteger();
    return (what, total) ->
        () -> {
          if (count.incrementAndGet() == step) {
            throw new Stop();
          }
        };
  }

  private static NetworkMethod method(FoldDraw draw) {
    return new NetworkMethod(
        "small",
        "Small network",
        "squeezenet",
        Heads.plain(Backbones.SQUEEZENET, 2),
        InputSpec.resized(48, InputSpec.Values.PLUS_MINUS_ONE),
        NetworkMethod.Start.SCRATCH,
        Initialiser.HE_UNIFORM,
        new TrainingRows.Versions(
            List.of(
                Augmentation.original(),
                new Augmentation(
                    "rotated", Augmentation.Kind.ROTATE_LEFT, AugmentationDraw.range(25, 125)))),
        draw,
        TrainSpec.of(
            new Optimiser.Sgd(0.9, false, Definition.KERAS), new Schedule.Constant(0.001), 2, 6),
        false,
        false);
  }

  private List<Path> run(Path runs, Progress progress, NetworkMethod... methods) {
    NetworkStudySpec spec =
        new NetworkStudySpec("test", Unit.ROW, List.of(Protocol.PUBLISHED), List.of(methods), 7, 2);
    return new NetworkStudyRunner(
            spec,
            CELLS,
            TestRuntime.get(),
            network -> Optional.empty(),
            runs,
            Map.of("test", "yes"),
            progress)
        .run();
  }

  @Test
  void aRunHoldsPredictionsAndHistoryOfEveryFold() {
    Path run = run(folder, Progress.NONE, method(new FoldDraw.KFold(3))).get(0);
    RunFolder read = RunFolder.read(run);
    assertEquals(48, read.predictions().rows().size(), "24 cells, two versions, each tested once");
    assertEquals(3, read.histories().size());
    read.histories()
        .forEach(
            (fold, history) -> {
              assertEquals(2, history.epochs().size(), fold);
              assertEquals(2 * 6, history.steps().size(), fold + ": 32 rows, six a step");
            });
    assertEquals("random:squeezenet:7", read.record().inputs().weightsDigest());
    assertTrue(read.record().inputs().settings().get("augmentation").contains("25 to 125"));
    assertFalse(Files.exists(folder.resolve(".partial")));
  }

  @Test
  void stoppedAndResumedEqualsUninterrupted() throws IOException {
    NetworkMethod method = method(new FoldDraw.KFold(3));
    String whole = predictions(run(folder.resolve("whole"), Progress.NONE, method).get(0));
    for (int step : new int[] {2, 13, 30}) {
      Path runs = folder.resolve("stopped" + step);
      assertThrows(Stop.class, () -> run(runs, stoppingAt(step), method));
      assertEquals(whole, predictions(run(runs, Progress.NONE, method).get(0)), "step " + step);
    }
  }

  @Test
  void aFinishedRunIsNotComputedAgain() {
    NetworkMethod method = method(new FoldDraw.HoldOut(0.25));
    Path first = run(folder, Progress.NONE, method).get(0);
    assertEquals(first, run(folder, stoppingAt(1), method).get(0), "no step is taken");
    NetworkMethod shuffled = method.shuffled();
    Path other = run(folder, Progress.NONE, shuffled).get(0);
    assertNotEquals(first, other);
    assertTrue(shuffled.control());
  }

  /** The second study on the same cells reads no image; the first said how much it would keep. */
  @Test
  void cellsAreReadFromTheCacheOnDisk() throws IOException {
    NetworkMethod method = method(new FoldDraw.HoldOut(0.25));
    String without = predictions(run(folder.resolve("without"), Progress.NONE, method).get(0));
    // Cells of two subjects may share one image.
    long images = CELLS.cells().stream().map(Cell::sha256).distinct().count();
    AtomicInteger reads = new AtomicInteger();
    Dataset counted = new CountedReads(CELLS, reads);
    List<String> said = new ArrayList<>();
    for (String pass : List.of("first", "second")) {
      RasterCache cache = new RasterCache(folder.resolve("rasters"), said::add);
      Path run =
          new NetworkStudyRunner(
                  new NetworkStudySpec(
                      "test", Unit.ROW, List.of(Protocol.PUBLISHED), List.of(method), 7, 2),
                  counted,
                  TestRuntime.get(),
                  network -> Optional.empty(),
                  folder.resolve(pass),
                  Map.of("test", "yes"),
                  Progress.NONE,
                  new Keeping(Optional.empty(), Optional.of(cache)))
              .run()
              .get(0);
      assertEquals(without, predictions(run), pass);
      if (pass.equals("first")) {
        assertTrue(reads.get() >= images, images + " images were read: " + reads);
        reads.set(0);
      }
    }
    assertEquals(0, reads.get(), "images read in the second pass");
    assertEquals(1, said.size(), "" + said);
    assertTrue(said.get(0).startsWith("image cache: " + images + " cells, 0.2 MB"), said.get(0));
  }

  /** Counts the images that are decoded. */
  private record CountedReads(Dataset cellsOf, AtomicInteger reads) implements Dataset {
    @Override
    public DatasetInfo info() {
      return cellsOf.info();
    }

    @Override
    public List<Cell> cells() {
      return cellsOf.cells();
    }

    @Override
    public Raster read(Cell cell) {
      reads.incrementAndGet();
      return cellsOf.read(cell);
    }

    @Override
    public String digest() {
      return cellsOf.digest();
    }
  }

  private static String predictions(Path run) throws IOException {
    return Files.readString(run.resolve("predictions.csv"));
  }
}
