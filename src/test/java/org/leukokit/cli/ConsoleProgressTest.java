package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Progress;

/** What a user reads of a long piece of work. */
class ConsoleProgressTest {
  /** Two seconds by the test's own clock, however long they are. */
  private static String last(Consumer<Progress.Task> work) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    AtomicLong clock = new AtomicLong(7);
    ConsoleProgress progress = new ConsoleProgress(out, false, clock::get);
    try (Progress.Task task = progress.start("training steps", 24)) {
      work.accept(task);
      clock.addAndGet(2_000_000_000L);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().reduce((a, b) -> b).orElseThrow();
  }

  @Test
  void trainingsShowImagesASecond() {
    String line =
        last(
            task -> {
              for (int i = 0; i < 24; i++) {
                task.step(i < 23 ? 16 : 8);
              }
            });
    assertEquals("  training steps: 24 of 24, 12.0/s (188 images/s), 2.0 s", line);
  }

  @Test
  void otherWorkShowsItsOwnItemsAlone() {
    assertEquals("  training steps: 1 of 24, 0.5/s, 2.0 s", last(Progress.Task::step));
  }
}
