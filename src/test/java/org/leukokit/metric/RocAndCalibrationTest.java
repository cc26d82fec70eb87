package org.leukokit.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;

class RocAndCalibrationTest {
  @Property(tries = 200)
  void areaIsTheShareOfPairsInTheRightOrder(
      @ForAll @Size(min = 2, max = 40) List<Boolean> classes,
      @ForAll @IntRange(min = 1, max = 20) int levels,
      @ForAll long seed) {
    RandomStream random = RandomStream.at(seed, "scores");
    boolean[] truth = new boolean[classes.size()];
    double[] score = new double[truth.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = classes.get(i);
      score[i] = random.nextInt(levels) - levels / 2;
    }
    double right = 0;
    double pairs = 0;
    for (int p = 0; p < truth.length; p++) {
      for (int n = 0; n < truth.length; n++) {
        if (truth[p] && !truth[n]) {
          pairs++;
          right += score[p] > score[n] ? 1 : score[p] == score[n] ? 0.5 : 0;
        }
      }
    }
    assertEquals(pairs == 0 ? Double.NaN : right / pairs, Roc.auc(truth, score), 1e-12);
  }

  @Test
  void sensitivityIsReadAtARealThreshold() {
    boolean[] truth = new boolean[20];
    double[] score = new double[20];
    for (int i = 0; i < 10; i++) {
      truth[i] = true;
      score[i] = 0.05 + i / 10.0;
      score[10 + i] = i / 10.0;
    }
    Roc roc = Roc.of(truth, score);
    // One negative of ten may be called positive: thresholds above 0.8, so 0.85 and 0.95 remain.
    assertEquals(0.2, roc.sensitivityAtSpecificity(0.9), 1e-12);
    assertEquals(0.1, roc.sensitivityAtSpecificity(1), 1e-12);
    assertEquals(1.0, roc.sensitivityAtSpecificity(0), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> roc.sensitivityAtSpecificity(1.1));
    assertEquals(
        Double.NaN, Roc.of(new boolean[] {true}, new double[] {0.3}).sensitivityAtSpecificity(0.9));
  }

  @Test
  void aMillionCellsTakeSeconds() {
    boolean[] truth = new boolean[1_000_000];
    double[] score = new double[truth.length];
    RandomStream random = RandomStream.at(1, "million");
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextBoolean();
      score[i] = random.nextDouble();
    }
    assertEquals(0.5, Roc.auc(truth, score), 0.003);
  }

  @Test
  void edgesBelongToTheUpperBin() {
    double[] score = {0.0, 0.1, 0.29, 0.3, 0.5, 0.7, 1.0};
    Calibration c = Calibration.of(new boolean[score.length], score, 10);
    long[] expected = {1, 1, 1, 1, 0, 1, 0, 1, 0, 1};
    for (int b = 0; b < 10; b++) {
      assertEquals(expected[b], c.bins().get(b).cells(), "bin " + b);
    }
    assertEquals(Double.NaN, c.bins().get(4).meanScore());
    Calibration hundred = Calibration.of(new boolean[1], new double[] {0.29}, 100);
    assertEquals(1, hundred.bins().get(29).cells());
  }

  @Test
  void handWorkedCalibration() {
    boolean[] truth = {true, false, true, true};
    double[] score = {0.9, 0.3, 0.4, 0.8};
    Calibration c = Calibration.of(truth, score, 2);
    assertEquals((0.01 + 0.09 + 0.36 + 0.04) / 4, c.brier(), 1e-15);
    // Lower bin: mean score 0.35, one of two positive; upper: 0.85, two of two.
    assertEquals(0.15 * 0.5 + 0.15 * 0.5, c.expectedError(), 1e-15);
    assertEquals(0.5, c.bins().get(0).observed(), 1e-15);
    assertEquals(0.85, c.bins().get(1).meanScore(), 1e-15);
    assertTrue(Double.isNaN(Calibration.of(new boolean[0], new double[0], 10).brier()));
  }
}
