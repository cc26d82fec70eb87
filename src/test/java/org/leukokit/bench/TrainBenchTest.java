package org.leukokit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbones;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.StepBench;
import org.leukokit.train.TrainSpec;

class TrainBenchTest {
  private static final Path ENGINE = Path.of("target", "engine");

  private static TrainBench.Options options(int rounds, int threads, String device) {
    return new TrainBench.Options(
        List.of("mobilenet"),
        rounds,
        threads,
        ComputeDevice.parse(device),
        false,
        Optional.empty(),
        Path.of(""),
        ENGINE);
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    UserError rounds = assertThrows(UserError.class, () -> options(0, 2, "cpu"));
    assertEquals("rounds must be 1 to 100, was 0", rounds.getMessage());
    UserError threads = assertThrows(UserError.class, () -> options(1, 0, "cpu"));
    assertEquals("threads must be 1 to 256, were 0", threads.getMessage());
  }

  @Test
  void partsOfAProfileAddUpToTheWhole(@TempDir Path folder) throws IOException {
    TorchRuntime runtime =
        TorchRuntime.start(new TorchOptions(2, ComputeDevice.CPU, Path.of("target", "engine")));
    ConvNet net = Backbones.MOBILENET.build(10);
    TrainSpec spec =
        TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-8, Definition.TORCH),
            new Schedule.Constant(1e-6),
            1,
            2);
    Path trace = folder.resolve("trace.json");
    StepBench.Profiled took;
    try (RandomWeights weights = new RandomWeights(net.id(), 1, net.tensorShapes());
        StepBench bench = new StepBench(runtime, net, weights, spec, 64)) {
      bench.step();
      took = bench.profile(3, trace);
    }
    StepProfile profile = StepProfile.of(trace, 3, took.seconds(), took.optimiserSeconds());
    // Twenty-eight convolutions and 27 normalisations, forth and back.
    for (StepProfile.Kind kind :
        List.of(
            StepProfile.Kind.CONVOLUTION,
            StepProfile.Kind.NORMALISATION,
            StepProfile.Kind.ACTIVATION,
            StepProfile.Kind.POOLING,
            StepProfile.Kind.PADDING)) {
      assertTrue(profile.forward().get(kind) > 0, kind + " " + profile);
      assertTrue(profile.backward().get(kind) > 0, kind + " " + profile);
    }
    assertTrue(profile.optimiser() > 0, profile.toString());
    double parts =
        StepProfile.sum(profile.forward())
            + StepProfile.sum(profile.backward())
            + profile.optimiser()
            + profile.rest();
    assertEquals(profile.whole(), parts, 1e-9 * parts);
    // Nothing is counted twice. How much lies between the operations is the machine's affair.
    assertTrue(profile.rest() >= 0, profile.toString());
  }

  @Test
  void operationsWithinOthersAreNotCountedAgain(@TempDir Path folder) throws IOException {
    Path trace = folder.resolve("trace.json");
    String event = "{\"ph\":\"X\",\"name\":\"%s\",\"tid\":1,\"ts\":%d,\"dur\":%d}";
    String[] events = {
      // As the profiler writes them: what ends first comes first.
      String.format(Locale.ROOT, event, "aten::mkldnn_convolution", 1002, 4000),
      String.format(Locale.ROOT, event, "aten::conv2d", 1000, 5000),
      String.format(Locale.ROOT, event, "aten::hardtanh", 7001, 1000),
      String.format(Locale.ROOT, event, "forward", 7000, 2000),
      String.format(
          Locale.ROOT,
          event,
          "autograd::engine::evaluate_function: ConvolutionBackward0",
          10000,
          3000),
      String.format(Locale.ROOT, event, "Optimizer.step#Adam.step", 14000, 500),
    };
    Files.writeString(trace, "{\"traceEvents\":[" + String.join(",", events) + "]}");
    StepProfile profile = StepProfile.of(trace, 2, 0.016, 0.001);
    assertEquals(
        Map.of(StepProfile.Kind.CONVOLUTION, 2.5, StepProfile.Kind.ACTIVATION, 0.5),
        profile.forward());
    assertEquals(Map.of(StepProfile.Kind.CONVOLUTION, 1.5), profile.backward());
    assertEquals(0.75, profile.optimiser(), 1e-12);
    assertEquals(8, profile.whole(), 1e-12);
    assertEquals(8 - 2.5 - 0.5 - 1.5 - 0.75, profile.rest(), 1e-12);
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
