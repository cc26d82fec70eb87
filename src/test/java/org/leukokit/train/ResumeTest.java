package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;

/**
 * A training that was interrupted ends with the same weights as one that was not. {@link
 * KilledTest} kills processes.
 */
class ResumeTest {
  private static final int STEPS = 4 * 6;
  private static String whole;
  private static List<Double> losses;

  @TempDir private Path folder;

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void uninterrupted() {
    try (Fit fit = Trainings.fit(Trainings.task(Trainings.spec(), new Discs(33, 16, 1)))) {
      whole = fit.network().sha256();
      losses = losses(fit);
      assertEquals(STEPS, losses.size());
    }
  }

  private static List<Double> losses(Fit fit) {
    List<Double> all = new ArrayList<>();
    fit.history().steps().forEach(s -> all.add(s.loss()));
    return all;
  }

  private static TrainTask task() {
    return Trainings.task(Trainings.spec(), new Discs(33, 16, 1));
  }

  private CheckpointFolder checkpoints(String study, double seconds) {
    return new CheckpointFolder(folder.resolve("checkpoints"), study, seconds);
  }

  private void stopAt(long step, double everySeconds) {
    int[] seen = new int[1];
    assertThrows(
        Stop.class,
        () ->
            Trainings.fit(
                task(),
                checkpoints("a", everySeconds),
                status -> {
                  seen[0]++;
                  if ((status.epoch() - 1) * 6 + status.step() == step) {
                    throw new Stop();
                  }
                }));
    assertTrue(seen[0] > 0);
  }

  private void endsAsTheWholeOne(CheckpointFolder place) {
    try (Fit fit = Trainings.fit(task(), place, TrainProgress.NONE)) {
      assertEquals(whole, fit.network().sha256());
      assertEquals(losses, losses(fit));
    }
  }

  @Test
  void stoppedAtTwentyRandomMoments() throws IOException {
    RandomStream random = RandomStream.at(1, "moments");
    for (int i = 0; i < 20; i++) {
      // Within an epoch at every step, or at the epochs' ends only.
      double everySeconds = i % 2 == 0 ? 1e-9 : 0;
      stopAt(1 + random.nextInt(STEPS), everySeconds);
      endsAsTheWholeOne(checkpoints("a", everySeconds));
      clear();
    }
  }

  @Test
  void stoppedAgainAndAgain() throws IOException {
    for (int step : new int[] {3, 7, 8, 16, 23, 24}) {
      stopAt(step, 1e-9);
    }
    endsAsTheWholeOne(checkpoints("a", 0));
    // And once more with nothing left to do.
    endsAsTheWholeOne(checkpoints("a", 0));
    checkpoints("a", 0).delete();
    assertEquals(List.of(), files());
  }

  @Test
  void aTornFileGivesWayToTheOneBefore() throws IOException {
    stopAt(20, 0);
    List<Path> files = files();
    assertEquals(2, files.size());
    byte[] bytes = Files.readAllBytes(files.get(1));
    Files.write(files.get(1), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    endsAsTheWholeOne(checkpoints("a", 0));
  }

  @Test
  void onlyTornFilesAreRefused() throws IOException {
    stopAt(20, 0);
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    UserError error =
        assertThrows(
            UserError.class, () -> Trainings.fit(task(), checkpoints("a", 0), TrainProgress.NONE));
    assertTrue(error.getMessage().contains("damaged"), error.getMessage());
  }

  @Test
  void anotherStudysOrSpecificationsCheckpointIsRefused() {
    stopAt(20, 0);
    TrainSpec other = Trainings.spec().withClipNorm(2);
    for (Runnable wrong :
        List.<Runnable>of(
            () -> Trainings.fit(task(), checkpoints("b", 0), TrainProgress.NONE),
            () ->
                Trainings.fit(
                    Trainings.task(other, new Discs(33, 16, 1)),
                    checkpoints("a", 0),
                    TrainProgress.NONE),
            () ->
                Trainings.fit(
                    Trainings.task(Trainings.spec(), new Discs(34, 16, 1)),
                    checkpoints("a", 0),
                    TrainProgress.NONE))) {
      UserError error = assertThrows(UserError.class, wrong::run);
      assertTrue(error.getMessage().contains("another training"), error.getMessage());
      assertEquals(1, error.getMessage().lines().count());
    }
    endsAsTheWholeOne(checkpoints("a", 0));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.sorted().toList();
    }
  }

  private void clear() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }
}
