package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.net.Pass;
import org.leukokit.net.TestRuntime;

/** What a step drops, on ones and on values of their own. */
class DropoutTest {
  private static final int N = 40_000;

  private static TrainPass pass(long seed, int epoch, int step, String... frozen) {
    return new TrainPass(seed, epoch, step, Set.of(frozen), false, 0);
  }

  private static float[] dropped(Pass pass, String layer, float rate) {
    try (NDManager manager = TestRuntime.get().newManager()) {
      return pass.drop(layer, manager.ones(new Shape(4, N / 4)), rate).toFloatArray();
    }
  }

  /** The share lies within 4.5 standard deviations of a binomial; the draws are seeded. */
  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.25f, 0.5f, 0.8f})
  void theRatesShareIsDroppedAndTheRestScaled(float rate) {
    float[] values = dropped(pass(1, 0, 0), "drop", rate);
    int zeros = 0;
    for (float v : values) {
      if (v == 0) {
        zeros++;
      } else {
        assertEquals(1 / (1 - (double) rate), v, 1e-6);
      }
    }
    assertEquals(rate, zeros / (double) N, 4.5 * Math.sqrt(rate * (1 - rate) / N));
    // Each example draws its own.
    float[] first = Arrays.copyOfRange(values, 0, N / 4);
    assertFalse(Arrays.equals(first, Arrays.copyOfRange(values, N / 4, N / 2)));
  }

  @Test
  void valuesKeepTheirOwnAndGradientsPassWhereTheyWereKept() {
    float[] own = new float[N];
    for (int i = 0; i < N; i++) {
      own[i] = i - N / 3f;
    }
    float[] factors = dropped(pass(1, 2, 3), "drop", 0.4f);
    try (NDManager manager = TestRuntime.get().newManager()) {
      NDArray x = manager.create(own, new Shape(4, N / 4));
      float[] got = pass(1, 2, 3).drop("drop", x, 0.4f).toFloatArray();
      for (int i = 0; i < N; i++) {
        assertEquals(own[i] * factors[i], got[i]);
      }
    }
  }

  @Test
  void theDrawIsThatOfSeedEpochStepAndLayer() {
    float[] one = dropped(pass(1, 2, 3), "drop", 0.5f);
    assertArrayEquals(one, dropped(pass(1, 2, 3), "drop", 0.5f));
    // What else happened before doesn't matter, nor what is frozen elsewhere.
    assertArrayEquals(one, dropped(pass(1, 2, 3, "conv1"), "drop", 0.5f));
    assertFalse(Arrays.equals(one, dropped(pass(2, 2, 3), "drop", 0.5f)));
    assertFalse(Arrays.equals(one, dropped(pass(1, 3, 3), "drop", 0.5f)));
    assertFalse(Arrays.equals(one, dropped(pass(1, 2, 4), "drop", 0.5f)));
    assertFalse(Arrays.equals(one, dropped(pass(1, 2, 3), "drop2", 0.5f)));
  }

  @Test
  void nothingIsDroppedInInferenceNorWhereFrozenNorAtRateNought() {
    try (NDManager manager = TestRuntime.get().newManager()) {
      NDArray x = manager.ones(new Shape(100));
      assertSame(x, Pass.INFERENCE.drop("drop", x, 0.5f));
      assertSame(x, pass(1, 0, 0, "drop").drop("drop", x, 0.5f));
      assertSame(x, pass(1, 0, 0, "block").drop("block.drop", x, 0.5f));
      assertSame(x, pass(1, 0, 0).drop("drop", x, 0));
    }
  }
}
