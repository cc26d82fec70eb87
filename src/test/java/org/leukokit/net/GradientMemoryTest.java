package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a backward pass reads is still there when Java has collected its garbage meanwhile. */
class GradientMemoryTest {
  private static final Shape INPUT = new Shape(1, 2, 5, 5);

  @Test
  void ofAScaledResidual() {
    Layer body = new Layers.Convolution("conv", 2, 2, 1, 1, 0, 1, true);
    assertSameGradients(new Composites.Residual("residual", List.of(body), List.of(), 0.25f));
  }

  @Test
  void ofAPaddedAveragePool() {
    assertSameGradients(new Pools.AveragePool("pool", 3, 1, 1));
  }

  private static void assertSameGradients(Layer layer) {
    assertArrayEquals(gradient(layer, () -> {}), gradient(layer, GradientMemoryTest::collect));
  }

  private static float[] gradient(Layer layer, Runnable between) {
    try (NDManager manager = TestRuntime.get().newManager()) {
      JniUtils.setGradMode(true);
      NDArray x = values(manager, INPUT, 7);
      x.setRequiresGradient(true);
      NDArray y =
          layer.forward(
              x,
              name ->
                  values(manager, new Shape(name.endsWith("bias") ? 2 : 4), 3).reshape(shape(name)),
              Pass.ENGINE_TRAINING);
      between.run();
      NDArray seed = values(manager, y.getShape(), 11);
      JniUtils.backward((PtNDArray) y, (PtNDArray) seed, false, false);
      return x.getGradient().toFloatArray();
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  private static Shape shape(String name) {
    return name.endsWith("bias") ? new Shape(2) : new Shape(2, 2, 1, 1);
  }

  private static NDArray values(NDManager manager, Shape shape, int stream) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) FormulaWeights.uniform(stream, i);
    }
    return manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32);
  }

  /** Frees buffers that nobody holds, and writes over what they were. */
  private static void collect() {
    List<ByteBuffer> held = new ArrayList<>();
    byte[] noNumbers = new byte[1024];
    Arrays.fill(noNumbers, (byte) 0xff);
    for (int round = 0; round < 5; round++) {
      System.gc();
      for (int i = 0; i < 4_000; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4 + 4 * (i % 60));
        buffer.put(noNumbers, 0, buffer.capacity());
        held.add(buffer);
      }
    }
    java.lang.ref.Reference.reachabilityFence(held);
  }
}
