package org.leukokit.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.experiment.leakage.CellStatistics;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.StudyStatus.State;

/** What is said of a study that runs, that was killed, and that is finished. */
class StudyStatusTest {
  @TempDir Path runs;

  private static StudyRunner runner(Path runs, Progress progress) {
    StudySpec spec =
        new StudySpec(
            "status",
            Scale.SMOKE,
            "none",
            "none",
            1,
            List.of(Augmentation.original()),
            3,
            Unit.CELL,
            List.of(Protocol.GROUP_DISJOINT),
            List.of(
                new MethodSpec(
                    "knn",
                    "K-NN",
                    MethodSpec.Features.MEASURED,
                    ClassifierSpec.nearestNeighbour(),
                    false,
                    false)),
            1,
            1);
    return new StudyRunner(
        spec,
        new PhantomCells(new PhantomSpec(1, 6, 18, 1, 1, 0, 64)),
        new CellStatistics(),
        runs,
        Map.of(),
        progress);
  }

  /** A process that does one fold, says so, and then hangs. */
  public static void main(String[] args) {
    Path runs = Path.of(args[0]);
    Progress hangs =
        (what, total) ->
            () -> {
              if (what.contains("folds")) {
                System.out.println("one fold");
                try {
                  Thread.sleep(600_000);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            };
    StudyRunner runner = runner(runs, hangs);
    PlanFile.ofThisProcess(runner.planned()).write(runs);
    runner.run();
  }

  private StudyStatus status() {
    return StudyStatus.of(runs).orElseThrow();
  }

  @Test
  void aKilledStudyIsInterruptedAndLosesNothing() throws Exception {
    assertEquals(Optional.empty(), StudyStatus.of(runs));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StudyStatusTest.class.getName(),
                runs.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("one fold", said.readLine());
      assertTrue(status().alive());
      assertEquals(State.RUNNING, status().runs().get(0).state());
      assertEquals(1, status().runs().get(0).foldsDone());
      // Nothing is finished yet, so there is nothing to measure by.
      assertTrue(Double.isNaN(StudyStatus.left(List.of(status())).seconds()));
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertFalse(status().alive());
    assertEquals(State.INTERRUPTED, status().runs().get(0).state());
    assertEquals(2.0, status().runs().get(0).stepsLeft(), 1e-9);

    // A score that no classifier gives shows whether the fold is taken as it is.
    String name = status().runs().get(0).planned().folder();
    Path fold = runs.resolve(".partial").resolve(name).resolve("fold-01.csv");
    List<String> lines = Files.readAllLines(fold);
    String[] row = lines.get(1).split(",", -1);
    row[6] = "0.123456789";
    lines.set(1, String.join(",", row));
    Files.write(fold, lines);
    List<Path> finished = runner(runs, Progress.NONE).run();
    assertTrue(
        RunFolder.read(finished.get(0)).predictions().rows().stream()
            .anyMatch(p -> p.score() == 0.123456789));
    assertEquals(State.DONE, status().runs().get(0).state());
    assertEquals(0, StudyStatus.left(List.of(status())).seconds());
  }

  @Test
  void timeLeftIsByKindAndElseByTheMeanOfTheFamily() {
    StudyStatus status =
        new StudyStatus(
            true,
            List.of(
                run("network a", 100, State.DONE, 10, 4),
                run("network b", 10, State.DONE, 30, 4),
                run("classifier c", 4, State.DONE, 1, 4),
                // Half of 200 steps of 0.1 s.
                run("network a", 200, State.RUNNING, Double.NaN, 2),
                // The mean of 10 and 30 s.
                run("network d", 7, State.WAITING, Double.NaN, 0)));
    StudyStatus.Left left = StudyStatus.left(List.of(status));
    assertEquals(10 + 20, left.seconds(), 1e-9);
    assertEquals(1, left.guessed());
    assertEquals(3, status.count(State.DONE));
  }

  private static StudyStatus.Run run(
      String kind, long steps, State state, double seconds, int folds) {
    PlannedRun planned =
        new PlannedRun("x", "x", "published", List.of("1", "2", "3", "4"), steps, kind);
    return new StudyStatus.Run(planned, state, folds, seconds);
  }
}
