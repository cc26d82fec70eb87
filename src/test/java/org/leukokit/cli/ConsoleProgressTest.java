package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Progress;

/** What a user reads of a long piece of work. */
class ConsoleProgressTest {
  private static String last(Consumer<Progress.Task> work) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (Progress.Task task = new ConsoleProgress(out, false).start("training steps", 24)) {
      work.accept(task);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().reduce((a, b) -> b).orElseThrow();
  }

  private static void pause() {
    try {
      // So that rates are of an ordinary size, and one decimal tells enough of them.
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void trainingsShowImagesASecond() {
    String line =
        last(
            task -> {
              for (int i = 0; i < 24; i++) {
                task.step(i < 23 ? 16 : 8);
              }
              pause();
            });
    Matcher m =
        Pattern.compile(
                "  training steps: 24 of 24, (\\d+\\.\\d)/s \\((\\d+) images/s\\), \\d+\\.\\d s")
            .matcher(line);
    assertTrue(m.matches(), line);
    double steps = Double.parseDouble(m.group(1));
    assertEquals((23 * 16 + 8) / 24.0, Double.parseDouble(m.group(2)) / steps, 0.2, line);
  }

  @Test
  void otherWorkShowsItsOwnItemsAlone() {
    String line =
        last(
            task -> {
              task.step();
              pause();
            });
    assertTrue(line.matches("  training steps: 1 of 24, \\d+\\.\\d/s, \\d+\\.\\d s"), line);
  }
}
