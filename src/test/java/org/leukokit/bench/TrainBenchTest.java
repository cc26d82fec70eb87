package org.leukokit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.net.ComputeDevice;

class TrainBenchTest {
  private static final Path ENGINE = Path.of("target", "engine");

  private static TrainBench.Options options(int rounds, int threads, String device) {
    return new TrainBench.Options(
        List.of("mobilenet"), rounds, threads, ComputeDevice.parse(device), Path.of(""), ENGINE);
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    UserError rounds = assertThrows(UserError.class, () -> options(0, 2, "cpu"));
    assertEquals("rounds must be 1 to 100, was 0", rounds.getMessage());
    UserError threads = assertThrows(UserError.class, () -> options(1, 0, "cpu"));
    assertEquals("threads must be 1 to 256, were 0", threads.getMessage());
  }

  @Test
  void aGpuThatIsNotThereIsRefusedInOneLineBeforeAnythingIsTimed() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    UserError e = assertThrows(UserError.class, () -> TrainBench.run(out, options(1, 2, "gpu:97")));
    assertTrue(
        e.getMessage().startsWith("kit stopped: device gpu:97 was asked for"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }
}
