package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leukokit.net.Layers.Activation;
import org.leukokit.net.Layers.Convolution;

/** A network made ready for inference gives what the plain one gives, and forgets nothing. */
class InferenceNetTest {
  private static final Shape BATCH = new Shape(4, 3, 64, 64);

  private static NDArray images(NDManager manager, Shape shape, int seed) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * FormulaWeights.uniform(seed, i) - 1);
    }
    return manager.create(FloatBuffer.wrap(values), shape, ai.djl.ndarray.types.DataType.FLOAT32);
  }

  private static void close(float[] expected, float[] actual, String what) {
    float largest = 0;
    float worst = 0;
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    assertTrue(worst <= 1e-5 * largest, what + ": " + worst + " of " + largest);
  }

  private static boolean x86() {
    return Set.of("amd64", "x86_64")
        .contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
  }

  @Test
  void everyKindOfConvolutionWithEveryActivation() {
    assumeTrue(x86(), "oneDNN is used on x86-64 only");
    try (NDManager manager = TestRuntime.get().newManager()) {
      assertTrue(PackedConvolution.works(manager));
      for (Convolution plain :
          List.of(
              new Convolution("c", 3, 8, 3, 2, 1, 1, true),
              new Convolution("c", 16, 16, 3, 1, 1, 16, false),
              new Convolution("c", 16, 16, 3, 2, 0, 16, true),
              new Convolution("c", 16, 8, 5, 1, 2, 2, true),
              new Convolution("c", 16, 24, 1, 7, 1, 0, 3, 1, false),
              new Convolution("c", 16, 24, 1, 1, 0, 1, true))) {
        FormulaWeights weights =
            new FormulaWeights(new ConvNet("one", 8, List.of(plain)).tensorShapes());
        for (Activation activation :
            new Activation[] {null, new Layers.Relu("a"), new Layers.Relu6("a")}) {
          List<Layer> layers = activation == null ? List.of(plain) : List.of(plain, activation);
          ConvNet net = new ConvNet("one", 8, layers);
          Shape shape = new Shape(2, plain.in(), 13, 11);
          try (NDManager step = manager.newSubManager()) {
            net.setTensors(step, weights::read);
            NDArray x = images(step, shape, 3).mul(40);
            float[] expected = net.forward(x, 0, layers.size(), Pass.INFERENCE).toFloatArray();
            try (InferenceNet ready = InferenceNet.of(net, step, shape)) {
              close(expected, ready.forward(x).toFloatArray(), plain + " " + activation);
            }
          }
        }
      }
    }
  }

  @Test
  void nothingThatWasComputedBeforeMatters() {
    ConvNet net = MobileNet.keras(10, new Width(4));
    FormulaWeights weights = new FormulaWeights(net.tensorShapes());
    try (NDManager manager = TestRuntime.get().newManager()) {
      net.setTensors(manager, weights::read);
      NDArray x = images(manager, BATCH, 1);
      float[] first;
      try (InferenceNet ready = InferenceNet.of(net, manager, BATCH)) {
        first = ready.forward(x).toFloatArray();
        ready.forward(images(manager, new Shape(1, 3, 64, 64), 2));
        ready.forward(images(manager, new Shape(2, 3, 96, 32), 2));
        assertArrayEquals(first, ready.forward(x).toFloatArray());
      }
      try (InferenceNet again = InferenceNet.of(net, manager, BATCH)) {
        again.forward(images(manager, new Shape(3, 3, 64, 64), 2));
        assertArrayEquals(first, again.forward(x).toFloatArray());
      }
    }
  }

  @Test
  void otherWeightsGiveOtherOutputs() {
    ConvNet net = MobileNet.keras(10, new Width(4));
    FormulaWeights weights = new FormulaWeights(net.tensorShapes());
    try (NDManager manager = TestRuntime.get().newManager()) {
      net.setTensors(manager, weights::read);
      NDArray x = images(manager, BATCH, 1);
      float[] before;
      try (InferenceNet ready = InferenceNet.of(net, manager, BATCH)) {
        before = ready.forward(x).toFloatArray();
      }
      NDArray statistic = net.tensor("conv_dw_3_bn.running_var");
      statistic.toByteBuffer(true).order(java.nio.ByteOrder.nativeOrder()).putFloat(0, 9f);
      float[] expected = net.forward(x, 0, net.layers().size(), Pass.INFERENCE).toFloatArray();
      try (InferenceNet ready = InferenceNet.of(net, manager, BATCH)) {
        float[] after = ready.forward(x).toFloatArray();
        assertFalse(java.util.Arrays.equals(before, after));
        close(expected, after, "after a change");
      }
    }
  }

  @Test
  void closingItLeavesTheNetworkAndNothingElse() {
    ConvNet net = DenseNet.keras121(10, new Width(4));
    FormulaWeights weights = new FormulaWeights(net.tensorShapes());
    try (NDManager manager = TestRuntime.get().newManager()) {
      net.setTensors(manager, weights::read);
      int open = manager.getManagedArrays().size();
      NDArray x = images(manager, BATCH, 1);
      float[] expected = net.forward(x, 0, net.layers().size(), Pass.INFERENCE).toFloatArray();
      try (InferenceNet ready = InferenceNet.of(net, manager, BATCH)) {
        ready.forward(x).close();
      }
      assertArrayEquals(
          expected, net.forward(x, 0, net.layers().size(), Pass.INFERENCE).toFloatArray());
      x.close();
      assertEquals(open + 2, manager.getManagedArrays().size(), "the two outputs");
    }
  }
}
