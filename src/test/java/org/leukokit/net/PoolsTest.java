package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static float[] compute(Layer layer, Shape shape, float... values) {
    try (NDManager manager = TestRuntime.get().newManager()) {
      NDArray y = layer.forward(manager.create(values, shape), name -> null, Pass.INFERENCE);
      assertEquals(layer.output(shape), y.getShape());
      return y.toFloatArray();
    }
  }

  @Test
  void averagesDoNotCountPadding() {
    float[] out = compute(new Pools.AveragePool("a", 3, 1, 1), new Shape(1, 1, 2, 2), 1, 2, 3, 6);
    assertArrayEquals(new float[] {3, 3, 3, 3}, out);
  }

  @Test
  void paddingOfAMaximumNeverWins() {
    float[] even = {-9, -8, -7, -6};
    assertArrayEquals(
        new float[] {-6},
        compute(new Pools.MaxPool("m", 3, 2, 1, false), new Shape(1, 1, 2, 2), even));
    assertArrayEquals(
        new float[] {-6}, compute(new Pools.MaxPoolSame("m"), new Shape(1, 1, 2, 2), even));
  }

  @Test
  void samePaddingDependsOnTheParity() {
    Layer same = new Pools.MaxPoolSame("m");
    // Odd: padded at both ends, windows (-1..1) and (1..3). Even: at its end, (0..2) and (2..4).
    assertArrayEquals(new float[] {5, 3}, compute(same, new Shape(1, 1, 1, 3), 5, 1, 3));
    assertArrayEquals(new float[] {5, 4}, compute(same, new Shape(1, 1, 1, 4), 5, 1, 3, 4));
    assertArrayEquals(new float[] {1, 9, 9}, compute(same, new Shape(1, 1, 1, 5), 0, 1, 0, 9, 3));
  }

  @Test
  void adaptiveAveragesAsPyTorchHasThem() {
    float[] out = compute(new Pools.AdaptiveAveragePool("a", 2), new Shape(1, 1, 1, 3), 1, 3, 8);
    assertArrayEquals(new float[] {2, 5.5f, 2, 5.5f}, out);
  }

  @Test
  void kerasFlattensTheChannelsLast() {
    float[] out =
        compute(new Pools.FlattenChannelsLast("f"), new Shape(1, 2, 1, 3), 1, 2, 3, 4, 5, 6);
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, out);
  }
}
