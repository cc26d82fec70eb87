package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.StepBench;
import org.leukokit.train.TrainSpec;

/**
 * Every network trains on a GPU with nothing but operations that libtorch knows to repeat, gives
 * the same losses each time, and begins where it begins on the CPU. Without a GPU it is left out;
 * the environment's LEUKOKIT_REQUIRE_GPU=true makes it required.
 */
class GpuTest {
  private static final int STEPS = 4;

  private TorchRuntime gpu;

  @BeforeEach
  void refuseWhatDoesNotRepeat() {
    TorchRuntime.start(new TorchOptions(2, ComputeDevice.CPU, Path.of("target", "engine")));
    assumeTrue(
        Engine.getEngine("PyTorch").getGpuCount() > 0
            || "true".equals(System.getenv("LEUKOKIT_REQUIRE_GPU")),
        "left out: this libtorch finds no GPU");
    gpu = TestRuntime.on(ComputeDevice.GPU);
    GpuSettings.refuseOthers(library(), true);
  }

  @AfterEach
  void allowEverything() {
    if (gpu != null) {
      GpuSettings.refuseOthers(library(), false);
    }
  }

  private Path library() {
    return Path.of(gpu.info().nativeLibrary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alexnet",
        "alexnet-torchvision",
        "squeezenet",
        "vgg16",
        "vgg19",
        "mobilenet",
        "densenet121",
        "xception",
        "inceptionresnetv2"
      })
  void aTrainingRepeats(String id) {
    List<Double> once = losses(gpu, id, STEPS);
    List<Double> again = losses(gpu, id, STEPS);
    double cpu = losses(TestRuntime.on(ComputeDevice.CPU), id, 1).get(0);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s on %s: losses %s, %s; the first on the CPU %.9f",
            id,
            gpu.info().processor(),
            once,
            once.equals(again) ? "the same again" : "then " + again,
            cpu));
    assertEquals(once, again);
    assertTrue(once.stream().allMatch(Double::isFinite));
    assertEquals(cpu, once.get(0), 1e-4 * Math.max(1, Math.abs(cpu)));
  }

  private static List<Double> losses(TorchRuntime runtime, String id, int steps) {
    ConvNet net = Backbones.named(id).build(2);
    FormulaWeights weights = new FormulaWeights(net.tensorShapes());
    Optimiser adam = new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS);
    TrainSpec spec = TrainSpec.of(adam, new Schedule.Constant(1e-4), 1, 8);
    List<Double> losses = new ArrayList<>();
    int side = Backbones.named(id).inputSize();
    try (StepBench bench = new StepBench(runtime, net, weights, spec, side)) {
      for (int i = 0; i < steps; i++) {
        losses.add(bench.step());
      }
    }
    return losses;
  }
}
