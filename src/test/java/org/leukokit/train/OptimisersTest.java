package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.net.FormulaWeights;
import org.leukokit.net.ParameterSpec;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.Shapes;

/**
 * Twenty updates against torch.optim and against Keras' formulas in 64 bits; see train_fixtures.py.
 * Both ways of computing them are held to it.
 */
class OptimisersTest {
  private static final Map<String, long[]> SHAPES =
      new TreeMap<>(
          Map.of(
              "conv.weight", new long[] {5, 3, 2, 2},
              "conv.bias", new long[] {5},
              "fc.weight", new long[] {2, 20},
              "fc.bias", new long[] {2}));

  private record Case(Optimiser optimiser, double clipNorm, List<Penalty> penalties) {
    Case(Optimiser optimiser) {
      this(optimiser, 0, List.of());
    }
  }

  private static Case named(String name) {
    Definition definition = name.contains("keras") ? Definition.KERAS : Definition.TORCH;
    boolean nesterov = name.endsWith("nesterov");
    ParameterGroup weights = ParameterGroup.ALL_WEIGHTS;
    Optimiser.Sgd sgd = new Optimiser.Sgd(0.9, nesterov, definition);
    Optimiser.Adam adam =
        new Optimiser.Adam(0.9, 0.999, definition == Definition.KERAS ? 1e-7 : 1e-8, definition);
    return switch (name) {
      case "sgd-plain" -> new Case(new Optimiser.Sgd(0, false, Definition.TORCH));
      case "sgd-torch", "sgd-torch-nesterov", "sgd-keras", "sgd-keras-nesterov" -> new Case(sgd);
      case "sgd-torch-l2-clip" -> new Case(sgd, 0.8, List.of(new Penalty.L2(0.05, weights)));
      case "adam-torch", "adam-keras" -> new Case(adam);
      case "adam-torch-large-epsilon", "adam-keras-large-epsilon" ->
          new Case(new Optimiser.Adam(0.9, 0.999, 1e-2, definition));
      case "adam-torch-l2" -> new Case(adam, 0, List.of(new Penalty.L2(0.05, weights)));
      case "adamw-torch" -> new Case(adam, 0, List.of(new Penalty.Decoupled(0.05, weights)));
      case "sgd-torch-l1l2" -> new Case(sgd, 0, List.of(new Penalty.L1L2(0.03, 0.05, weights)));
      case "adam-torch-l1l2" ->
          new Case(
              new Optimiser.Adam(0.9, 0.999, 1e-2, definition),
              0,
              List.of(new Penalty.L1L2(0.03, 0.05, weights)));
      case "adamax-torch", "adamax-keras" ->
          new Case(new Optimiser.Adamax(0.9, 0.999, 1e-2, definition));
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followsItsReferenceOverTwentySteps(boolean host) throws IOException {
    assumeFalse(
        host && TestRuntime.get().device().isGpu(), "on a GPU parameters are moved there alone");
    Map<String, List<CSVRecord>> cases = new TreeMap<>();
    Fixture.rows("optimisers.csv")
        .forEach(r -> cases.computeIfAbsent(r.get("optimiser"), k -> new ArrayList<>()).add(r));
    assertEquals(16, cases.size());
    for (Map.Entry<String, List<CSVRecord>> one : cases.entrySet()) {
      Map<String, float[]> ours = run(named(one.getKey()), host);
      for (CSVRecord row : one.getValue()) {
        float[] got = ours.get(row.get("step") + " " + row.get("tensor"));
        double[] want = Fixture.numbers(row.get("values"));
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < want.length; i++) {
          largest = Math.max(largest, Math.abs(want[i]));
          worst = Math.max(worst, Math.abs(want[i] - got[i]));
        }
        assertTrue(
            worst <= 1e-5 * largest,
            one.getKey() + " step " + row.get("step") + " " + row.get("tensor") + ": " + worst);
      }
    }
  }

  private static Map<String, float[]> run(Case one, boolean host) {
    TestRuntime.get();
    Map<String, float[]> after = new TreeMap<>();
    try (NDManager manager = TestRuntime.get().newManager();
        WorkerThreads helpers = new WorkerThreads(2)) {
      List<Learned> learned = new ArrayList<>();
      SHAPES.forEach((name, shape) -> learned.add(learned(manager, one, name, shape)));
      ParameterUpdate update =
          host
              ? new HostUpdate(learned, one.optimiser(), one.clipNorm(), helpers, 2)
              : new DeviceUpdate(learned, one.optimiser(), one.clipNorm());
      for (int step = 0; step < 20; step++) {
        List<NDArray> gradients = new ArrayList<>();
        for (Map.Entry<String, long[]> tensor : SHAPES.entrySet()) {
          float scale = 0.1f * (1 + step % 5);
          gradients.add(
              manager.create(
                  formula("g " + step + " " + tensor.getKey(), tensor.getValue(), scale),
                  new Shape(tensor.getValue())));
        }
        update.apply(gradients, step + 1, 0.01 * (1 + 0.5 * (step % 3)));
        for (Learned tensor : learned) {
          after.put((step + 1) + " " + tensor.name(), tensor.values().toFloatArray());
        }
      }
    }
    return after;
  }

  private static Learned learned(NDManager manager, Case one, String name, long[] shape) {
    boolean bias = name.endsWith(".bias");
    ParameterSpec spec =
        new ParameterSpec(
            name, bias ? Parameter.Type.BIAS : Parameter.Type.WEIGHT, new Shape(shape));
    List<NDArray> states = new ArrayList<>();
    for (int i = 0; i < one.optimiser().states(); i++) {
      states.add(manager.zeros(new Shape(shape)));
    }
    List<Penalty> penalties =
        one.penalties().stream().filter(p -> p.group().contains(spec)).toList();
    return new Learned(
        name,
        manager.create(formula("w " + name, shape, 0.5f), new Shape(shape)),
        states,
        1,
        penalties.stream().mapToDouble(Penalties::l1).sum(),
        penalties.stream().mapToDouble(Penalties::l2).sum(),
        penalties.stream().mapToDouble(Penalties::decay).sum());
  }

  private static float[] formula(String name, long[] shape, float scale) {
    float[] values = new float[Shapes.size(shape)];
    for (int i = 0; i < values.length; i++) {
      double u = FormulaWeights.uniform(FormulaWeights.hash(name), i);
      values[i] = (float) ((2 * u - 1) * scale);
    }
    return values;
  }

  /** With no gradient from the loss, a step of plain descent moves by the penalty's own. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theGradientOfL1AndL2IsThatOfThePenalty(boolean host) {
    double l1 = 0.3;
    double l2 = 0.7;
    Case one =
        new Case(
            new Optimiser.Sgd(0, false, Definition.KERAS),
            0,
            List.of(new Penalty.L1L2(l1, l2, ParameterGroup.weightsOf("fc"))));
    try (NDManager manager = TestRuntime.get().newManager();
        WorkerThreads helpers = new WorkerThreads(1)) {
      for (String name : SHAPES.keySet()) {
        Learned tensor = learned(manager, one, name, SHAPES.get(name));
        float[] before = tensor.values().toFloatArray();
        NDArray zero = manager.zeros(tensor.values().getShape());
        ParameterUpdate update =
            host
                ? new HostUpdate(List.of(tensor), one.optimiser(), 0, helpers, 1)
                : new DeviceUpdate(List.of(tensor), one.optimiser(), 0);
        update.apply(List.of(zero), 1, 1);
        float[] moved = tensor.values().toFloatArray();
        for (int i = 0; i < before.length; i++) {
          double h = 1e-4;
          double w = before[i];
          double slope =
              (l1 * (Math.abs(w + h) - Math.abs(w - h))
                      + l2 * ((w + h) * (w + h) - (w - h) * (w - h)))
                  / (2 * h);
          assertEquals(name.equals("fc.weight") ? slope : 0, before[i] - moved[i], 1e-5, name);
        }
      }
    }
  }

  /** Longer than a block, so that several threads share it; the thread count must not show. */
  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    int n = (1 << 19) + 12345;
    Optimiser adam = new Optimiser.Adam(0.9, 0.999, 1e-8, Definition.TORCH);
    List<float[]> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      try (NDManager manager = TestRuntime.get().newManager();
          WorkerThreads helpers = new WorkerThreads(threads)) {
        Learned tensor =
            learned(
                manager,
                new Case(adam, 0, List.of(new Penalty.L1L2(1e-3, 1e-3, ParameterGroup.EVERYTHING))),
                "fc.weight",
                new long[] {1, n});
        NDArray g = manager.create(formula("g", new long[] {n}, 1), new Shape(1, n));
        HostUpdate update = new HostUpdate(List.of(tensor), adam, 2, helpers, threads);
        update.apply(List.of(g), 1, 0.1);
        update.apply(List.of(g), 2, 0.1);
        results.add(tensor.values().toFloatArray());
      }
    }
    org.junit.jupiter.api.Assertions.assertArrayEquals(results.get(0), results.get(1));
    org.junit.jupiter.api.Assertions.assertArrayEquals(results.get(0), results.get(2));
  }
}
