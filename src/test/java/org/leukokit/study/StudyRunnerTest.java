package org.leukokit.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.classifier.Kernel;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.image.Raster;
import org.leukokit.metric.Metric;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;

class StudyRunnerTest {
  /**
   * Means of colours over a 4 × 4 grid: cheap, and enough to tell the classes better than chance.
   */
  private static class GridFeatures implements FeatureSource {
    @Override
    public String weightsDigest() {
      return "grid";
    }

    @Override
    public String engine() {
      return "test";
    }

    @Override
    public RunRecord.Weights weights() {
      return new RunRecord.Weights("grid", "none", false, "means of a grid");
    }

    @Override
    public float[][] extract(List<FeatureRequest> requests, Progress progress) {
      return requests.stream().map(r -> means(r.raster().get())).toArray(float[][]::new);
    }

    private static float[] means(Raster raster) {
      float[] sums = new float[48];
      for (int y = 0; y < raster.height(); y++) {
        for (int x = 0; x < raster.width(); x++) {
          int cell = 4 * (4 * y / raster.height()) + 4 * x / raster.width();
          for (int c = 0; c < 3; c++) {
            sums[3 * cell + c] += raster.get(x, y, c);
          }
        }
      }
      return sums;
    }
  }

  private static final Dataset PHANTOMS = new PhantomCells(new PhantomSpec(5, 6, 30, 2, 1, 1, 64));

  @TempDir Path folder;

  private static StudySpec spec(Protocol... protocols) {
    return new StudySpec(
        "loey2020",
        Scale.SMOKE,
        "grid",
        "none",
        32,
        List.of(
            Augmentation.original(),
            new Augmentation(
                "rotated-left", Augmentation.Kind.ROTATE_LEFT, new AugmentationDraw(25, 125, 5))),
        4,
        Unit.ROW,
        List.of(protocols),
        List.of(
            MethodSpec.deep(ClassifierSpec.svm(Kernel.CUBIC)),
            MethodSpec.deep(ClassifierSpec.nearestNeighbour()),
            MethodSpec.majority(),
            MethodSpec.cellSize(),
            MethodSpec.shuffled(ClassifierSpec.svm(Kernel.CUBIC))),
        5,
        2);
  }

  private List<Path> run(String name, StudySpec spec, FeatureSource source, Progress progress) {
    return new StudyRunner(
            spec, PHANTOMS, source, folder.resolve(name), Map.of("java", "17"), progress)
        .run();
  }

  private static byte[] predictions(Path run) throws IOException {
    return Files.readAllBytes(run.resolve("predictions.csv"));
  }

  @Test
  void equalStudiesGiveEqualBytes() throws IOException {
    List<Path> a = run("a", spec(Protocol.values()), new GridFeatures(), Progress.NONE);
    List<Path> b = run("b", spec(Protocol.values()), new GridFeatures(), Progress.NONE);
    assertEquals(20, a.size());
    for (int i = 0; i < a.size(); i++) {
      assertEquals(a.get(i).getFileName(), b.get(i).getFileName());
      assertArrayEquals(predictions(a.get(i)), predictions(b.get(i)));
      RunFolder.read(a.get(i));
    }
    assertFalse(Files.exists(folder.resolve("a").resolve(".partial")));
  }

  @Test
  void aStudyThatIsStoppedAnywhereEndsWithTheSameBytes() throws IOException {
    StudySpec spec = spec(Protocol.PUBLISHED, Protocol.GROUP_DISJOINT);
    List<Path> whole = run("whole", spec, new GridFeatures(), Progress.NONE);
    for (int stop = 1; stop < 60; stop += 7) {
      AtomicInteger left = new AtomicInteger(stop);
      Progress stopping =
          (what, total) ->
              () -> {
                if (left.decrementAndGet() < 0) {
                  throw new IllegalStateException("stopped");
                }
              };
      try {
        run("again", spec, new GridFeatures(), stopping);
      } catch (IllegalStateException e) {
        assertEquals("stopped", e.getMessage());
      }
    }
    List<Path> again = run("again", spec, new GridFeatures(), Progress.NONE);
    for (int i = 0; i < whole.size(); i++) {
      assertArrayEquals(predictions(whole.get(i)), predictions(again.get(i)));
      assertArrayEquals(
          Files.readAllBytes(whole.get(i).resolve("folds.csv")),
          Files.readAllBytes(again.get(i).resolve("folds.csv")));
    }
  }

  @Test
  void aRunOfTwoSittingsAddsUpTheSecondsOfBoth() throws IOException {
    StudySpec spec = spec(Protocol.SPLIT_FIRST);
    Path first = run("whole", spec, new GridFeatures(), Progress.NONE).get(0);
    String fold = RunFolder.read(first).predictions().rows().get(0).fold();
    Predictions part =
        new Predictions(
            RunFolder.read(first).predictions().rows().stream()
                .filter(row -> row.fold().equals(fold))
                .toList());
    // What a first sitting of 1,000 seconds leaves when it is killed behind one fold.
    new PartialRun(folder.resolve("again"), RunFolder.readRecord(first).inputs())
        .keep(fold, part, 1000);
    Path again = run("again", spec, new GridFeatures(), Progress.NONE).get(0);
    assertArrayEquals(predictions(first), predictions(again));
    double seconds =
        Double.parseDouble(
            RunFolder.readRecord(again).environment().get(RunRecord.FITTING_SECONDS));
    assertTrue(seconds >= 1000 && seconds < 1100, seconds + " s");
  }

  @Test
  void whatIsThereIsNotComputedAgain() {
    StudySpec spec = spec(Protocol.SPLIT_FIRST);
    run("a", spec, new GridFeatures(), Progress.NONE);
    FeatureSource refusing =
        new GridFeatures() {
          @Override
          public float[][] extract(List<FeatureRequest> requests, Progress progress) {
            throw new AssertionError("features of a finished study were asked for");
          }
        };
    run("a", spec, refusing, Progress.NONE);
  }

  @Test
  void aDamagedFoldIsComputedAgain() throws IOException {
    StudySpec spec = spec(Protocol.SPLIT_FIRST);
    List<Path> whole = run("whole", spec, new GridFeatures(), Progress.NONE);
    Path partial = folder.resolve("again/.partial").resolve(whole.get(0).getFileName());
    Files.createDirectories(partial);
    Files.writeString(partial.resolve("fold-01.csv"), "cell,version\n");
    List<Path> again = run("again", spec, new GridFeatures(), Progress.NONE);
    assertArrayEquals(predictions(whole.get(0)), predictions(again.get(0)));
  }

  @Test
  void shuffledLabelsScoreAtChanceAndCopiesLeakOnlyWherePublished() {
    List<Path> paths = run("a", spec(Protocol.values()), new GridFeatures(), Progress.NONE);
    for (Path path : paths) {
      RunFolder run = RunFolder.read(path);
      Leakage leakage = Leakage.of(FoldTables.of(run));
      boolean published = run.record().inputs().protocol().equals("published");
      assertEquals(published, leakage.affected(Leakage.Kind.COPY) > 0);
      assertEquals(List.of(), leakage.brokenPromises());
      if (run.record().inputs().method().equals("svm-cubic-shuffled")) {
        double accuracy = Metric.ACCURACY.of(run.predictions().truth(), run.predictions().scores());
        // 60 to 120 rows: four standard deviations are 0.26.
        assertEquals(0.5, accuracy, 0.26);
      }
    }
    double real = accuracy(paths, "svm-cubic");
    assertTrue(real > 0.7, "the classes can be told apart, but the accuracy is " + real);
  }

  private static double accuracy(List<Path> paths, String method) {
    RunFolder run =
        paths.stream()
            .map(RunFolder::read)
            .filter(r -> r.record().inputs().method().equals(method))
            .findFirst()
            .orElseThrow();
    return Metric.ACCURACY.of(run.predictions().truth(), run.predictions().scores());
  }

  @Test
  void anAugmentationIsFoundByItsAddress() {
    Augmentation left =
        new Augmentation(
            "rotated-left", Augmentation.Kind.ROTATE_LEFT, new AugmentationDraw(25, 125, 5));
    assertEquals(left.draw(1, "a"), left.draw(1, "a"));
    long different =
        Arrays.stream("abcdefghij".split("")).map(id -> left.draw(1, id).id()).distinct().count();
    assertTrue(different > 3);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Augmentation("x", Augmentation.Kind.REFLECT, new AugmentationDraw(1, 2, 1)));
  }
}
