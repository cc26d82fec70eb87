package org.leukokit.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private static String hex(RandomStream stream) {
    return HexFormat.of().toHexDigits(stream.nextLong());
  }

  /** The values come from src/test/python/random_stream.py. */
  @Test
  void equalsAnIndependentGenerator() {
    RandomStream folds = RandomStream.at(1, "folds");
    assertEquals("f5b0e835b930904a", hex(folds));
    assertEquals("fca1e698f7a8aabf", hex(folds));
    assertEquals("487ffab72c6bb7b6", hex(folds));
    RandomStream augment = RandomStream.at(7, "augment", "UID_1_1_1_all.bmp", "rotated-left");
    assertEquals("deea050c4a58e346", hex(augment));
    RandomStream negative = RandomStream.at(-3, "x", 5);
    assertEquals("de36eaf3a4471bb3", hex(negative));
  }

  @Test
  void partsOfAnAddressDoNotRunTogether() {
    assertNotEquals(hex(RandomStream.at(1, "ab", "c")), hex(RandomStream.at(1, "a", "bc")));
    assertNotEquals(hex(RandomStream.at(1, "a", "b/1:c")), hex(RandomStream.at(1, "a", "b", "c")));
    assertNotEquals(hex(RandomStream.at(11, "a")), hex(RandomStream.at(1, "1a")));
  }

  @Test
  void integersAreUniform() {
    RandomStream random = RandomStream.at(3, "uniform");
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    // 10,000 expected, standard deviation 93.
    for (int count : counts) {
      assertEquals(10_000, count, 500);
    }
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    RandomStream random = RandomStream.at(4, "gauss");
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double g = random.nextGaussian();
      sum += g;
      squares += g * g;
    }
    assertEquals(0, sum / n, 0.02);
    assertEquals(1, squares / n, 0.03);
  }

  @Test
  void doublesLieInTheUnitInterval() {
    RandomStream random = RandomStream.at(5, "double");
    double[] drawn = IntStream.range(0, 10_000).mapToDouble(i -> random.nextDouble()).toArray();
    for (double d : drawn) {
      assertTrue(d >= 0 && d < 1);
    }
    assertEquals(
        0.5, IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i]).average().orElse(0), 0.02);
  }

  @Test
  void shufflingKeepsTheValues() {
    int[] values = IntStream.range(0, 100).toArray();
    RandomStream.at(6, "shuffle").shuffle(values);
    assertNotEquals(0, IntStream.range(0, 100).filter(i -> values[i] != i).count());
    assertEquals(4950, IntStream.of(values).distinct().sum());
  }
}
