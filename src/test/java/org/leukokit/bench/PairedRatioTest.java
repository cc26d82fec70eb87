package org.leukokit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedRatioTest {
  private static PairedRatio upTo(int rounds) {
    double[] ours = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ours[(i * 7 + 3) % rounds] = 2 * (i + 1);
    }
    double[] other = new double[rounds];
    Arrays.fill(other, 2);
    return PairedRatio.of(ours, other);
  }

  /** Ranks by scipy: the largest L with binom.cdf(L, n, 0.5) at most 0.025 are left out. */
  @ParameterizedTest
  @CsvSource({"6, 1, 6", "8, 1, 8", "9, 2, 8", "12, 3, 10", "20, 6, 15", "100, 40, 61"})
  void theIntervalEndsAtTheRanksOfTheSignTest(int rounds, int low, int high) {
    assertEquals(new PairedRatio((rounds + 1) / 2.0, low, high), upTo(rounds));
  }

  @Test
  void fiveRoundsGiveNoInterval() {
    PairedRatio ratio = upTo(5);
    assertEquals(3, ratio.median());
    assertTrue(Double.isNaN(ratio.low()) && Double.isNaN(ratio.high()));
    assertEquals("3.00", ratio.toString());
    assertEquals("3.50 [1.00, 6.00]", upTo(6).toString());
  }

  /** What slows a whole round slows both. */
  @Test
  void aSlowRoundChangesNothing() {
    double[] ours = {11, 22, 5.5, 11, 1.1, 11, 11};
    double[] other = {10, 20, 5, 10, 1, 10, 10};
    PairedRatio ratio = PairedRatio.of(ours, other);
    assertEquals(1.1, ratio.low(), 1e-12);
    assertEquals(1.1, ratio.high(), 1e-12);
  }

  @Test
  void theIntervalHoldsTheTrueMedianAsOftenAsItSays() {
    Random random = new Random(5);
    int held = 0;
    int trials = 20_000;
    for (int trial = 0; trial < trials; trial++) {
      double[] ours = new double[12];
      double[] other = new double[12];
      for (int i = 0; i < ours.length; i++) {
        ours[i] = Math.exp(random.nextGaussian());
        other[i] = 1 + random.nextDouble();
        ours[i] *= other[i];
      }
      PairedRatio ratio = PairedRatio.of(ours, other);
      held += ratio.low() <= 1 && ratio.high() >= 1 ? 1 : 0;
    }
    // 12 rounds, ranks 3 and 10: 1 - 2 * 79 / 4096.
    assertEquals(1 - 2 * 79 / 4096.0, held / (double) trials, 0.006);
  }
}
