package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;
import org.leukokit.base.RandomStream;
import org.leukokit.net.ConvNet;
import org.leukokit.net.SmallNet;
import org.leukokit.net.weights.RandomWeights;

/**
 * A training in a process of its own, killed (SIGKILL where there is one) twenty times at seeded
 * moments and begun again each time, ends with the weights of one that was left alone.
 */
class KilledTest {
  private static final int KILLS = 20;
  // More than the kills let pass, so that none comes too late.
  private static final int EPOCHS = 80;

  /** A child that nobody has killed waits after so many steps more: no kill comes too late. */
  private static final int BEYOND = 4;

  @TempDir private Path folder;

  /** What a kill aims at, and what it hit. */
  private enum Stage {
    STEP,
    VALIDATION,
    CHECKPOINT
  }

  private static TrainTask task(int pauseMillis) {
    // Megabytes, so that a checkpoint takes long enough to be killed in.
    ConvNet net = SmallNet.wide(2);
    TrainSpec spec =
        TrainSpec.of(Trainings.ADAM, new Schedule.Exponential(1e-3, 1e-4, EPOCHS, false), EPOCHS, 6)
            .withClipNorm(1)
            .withSelection(Selection.BEST_VALIDATION_LOSS, 0);
    return new TrainTask(
        net,
        new RandomWeights(net.id(), 1, net.tensorShapes()),
        spec,
        slow(new Discs(33, 16, 1), pauseMillis, ""),
        Optional.of(slow(new Discs(12, 16, 2), pauseMillis, "validation")),
        7);
  }

  /** The same values a little later, so that a kill finds the training at work. */
  private static Examples slow(Examples examples, int pauseMillis, String announced) {
    return new Trainings.Written(
        examples,
        (own, i, epoch, out) -> {
          if (pauseMillis > 0) {
            if (i == 0 && !announced.isEmpty()) {
              System.out.println(announced);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
          }
          own.write(i, epoch, out);
        });
  }

  /** The training in a process of its own: a checkpoint a step, a line of output a stage. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      CheckpointFolder place = new CheckpointFolder(Path.of(args[0]), "a", 1e-9);
      int times = Integer.parseInt(args[2]);
      AtomicInteger left = new AtomicInteger(args[1].equals("validation") ? 6 * times : times);
      Trainings.fit(
              task(5),
              place,
              status -> {
                System.out.println("step");
                if (left.decrementAndGet() <= -BEYOND) {
                  hold();
                }
              })
          .close();
      System.out.println("done");
    }

    private static void hold() {
      System.out.println("waits");
      while (true) {
        LockSupport.park();
      }
    }
  }

  @Test
  void killedAtTwentyRandomMomentsItEndsAsIfLeftAlone() throws Exception {
    String whole;
    List<Double> losses;
    try (Fit fit = Trainings.fit(task(0))) {
      whole = fit.network().sha256();
      losses = losses(fit);
    }
    Path place = folder.resolve("checkpoints");
    RandomStream random = RandomStream.at(1, "kills");
    Map<Stage, Integer> hit = new EnumMap<>(Stage.class);
    long reached = 0;
    int advanced = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Stage aim = Stage.values()[random.nextInt(3)];
      int times = 1 + random.nextInt(aim == Stage.VALIDATION ? 2 : 8);
      hit.merge(life(place, aim, times, random.nextInt(40_000)), 1, Integer::sum);
      long newest = newest(place);
      assertTrue(newest >= reached, "a kill took a finished checkpoint: " + newest);
      advanced += newest > reached ? 1 : 0;
      reached = newest;
    }
    int landed = hit.values().stream().mapToInt(n -> n).sum();
    String seen = landed + " kills landed: " + hit + "; step " + reached + " was reached";
    System.out.println(seen);
    assertEquals(KILLS, landed, seen);
    assertEquals(Stage.values().length, hit.size(), seen);
    // Most lives got somewhere, so that the end is built on many resumed pieces.
    assertTrue(advanced >= KILLS / 2 && reached < 6L * EPOCHS, seen + " in " + advanced);
    CheckpointFolder rest = new CheckpointFolder(place, "a", 0);
    try (Fit fit = Trainings.fit(task(0), rest, TrainProgress.NONE)) {
      assertEquals(whole, fit.network().sha256(), seen);
      assertEquals(losses, losses(fit), seen);
    }
  }

  /**
   * Starts the training or goes on with it, and kills it.
   *
   * @param times how many steps or validations begin before
   * @param micros how long after what is aimed at is seen
   * @return what it was doing
   */
  private Stage life(Path place, Stage aim, int times, int micros) throws Exception {
    Path errors = folder.resolve("errors.txt");
    String awaited = aim == Stage.VALIDATION ? "validation" : "step";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                place.toString(),
                awaited,
                Integer.toString(times))
            .redirectError(errors.toFile())
            .start();
    List<String> lines = new ArrayList<>();
    try {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      Thread ear = new Thread(() -> listen(process, heard));
      ear.start();
      int toGo = times;
      while (toGo > 0) {
        String line = heard.poll(Hanging.MINUTES, TimeUnit.MINUTES);
        assertTrue(line != null && !line.equals("ended"), () -> text(errors));
        lines.add(line);
        toGo -= line.equals(awaited) ? 1 : 0;
      }
      if (aim == Stage.CHECKPOINT) {
        // On a busy machine the child may be through before one is seen.
        while (!torn(place, process.pid()) && !lines.contains("waits")) {
          assertTrue(process.isAlive(), () -> text(errors));
          heard.drainTo(lines);
        }
      } else {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
      }
      process.destroyForcibly();
      Hanging.requireEnd(process);
      ear.join();
      heard.drainTo(lines);
    } finally {
      process.destroyForcibly();
    }
    // Had it ended by itself, it would have said so.
    assertNotEquals(0, process.exitValue(), "the kill came too late");
    if (System.getProperty("os.name").equals("Linux")) {
      assertEquals(128 + 9, process.exitValue(), () -> text(errors));
    }
    assertTrue(!lines.contains("done"), lines::toString);
    lines.removeAll(List.of("ended", "waits"));
    if (torn(place, process.pid())) {
      return Stage.CHECKPOINT;
    }
    String last = lines.get(lines.size() - 1);
    return last.equals("validation") ? Stage.VALIDATION : Stage.STEP;
  }

  private static void listen(Process process, BlockingQueue<String> heard) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      in.lines().forEach(heard::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      // The stream is torn by the kill.
    }
    heard.add("ended");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<Double> losses(Fit fit) {
    return fit.history().steps().stream().map(s -> s.loss()).toList();
  }

  /** Whether the process is writing a checkpoint, or was when it died. */
  private static boolean torn(Path place, long pid) throws IOException {
    return names(place).stream().anyMatch(n -> n.contains(".bin." + pid + "-"));
  }

  private static long newest(Path place) throws IOException {
    return names(place).stream()
        .filter(n -> n.matches("checkpoint-\\d+\\.bin"))
        .mapToLong(n -> Long.parseLong(n.replaceAll("\\D", "")))
        .max()
        .orElse(0);
  }

  private static List<String> names(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.map(f -> f.getFileName().toString()).toList();
    } catch (java.io.UncheckedIOException e) {
      return List.of();
    }
  }
}
