package org.leukokit.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  /** Mondal et al. 2021, Table 5, WEN kappa: 502 of 648 healthy and 1155 of 1219 leukemic. */
  @Test
  void agreesWithAPublishedMatrix() {
    ConfusionMatrix m = new ConfusionMatrix(1155, 64, 146, 502);
    assertEquals(1867, m.total());
    assertEquals(0.9475, m.sensitivity(), 5e-5);
    assertEquals(0.7747, m.specificity(), 5e-5);
    assertEquals(0.861, m.balancedAccuracy(), 5e-4);
    assertEquals(m.accuracy(), m.weightedRecall(), 1e-15);
  }

  @Test
  void undefinedIsNaN() {
    ConfusionMatrix nothing = new ConfusionMatrix(0, 0, 0, 0);
    for (Metric metric : Metric.values()) {
      if (metric.isOfCounts()) {
        assertEquals(Double.NaN, metric.of(nothing), metric.id());
      }
    }
    assertEquals(0.0, new ConfusionMatrix(0, 3, 0, 0).f1());
    assertEquals(Double.NaN, new ConfusionMatrix(0, 3, 0, 4).precision());
    assertEquals(Double.NaN, new ConfusionMatrix(5, 0, 0, 0).kappa());
  }

  @Test
  void largeCountsDoNotOverflow() {
    ConfusionMatrix m = new ConfusionMatrix(400_000_000L, 100_000_000L, 50_000_000L, 450_000_000L);
    assertEquals(0.85, m.accuracy(), 1e-12);
    assertEquals(0.7, m.kappa(), 1e-12);
    assertEquals(0.703526, m.mcc(), 1e-6);
  }

  @Test
  void countsAddUp() {
    ConfusionMatrix sum = new ConfusionMatrix(1, 2, 3, 4).plus(new ConfusionMatrix(10, 20, 30, 40));
    assertEquals(new ConfusionMatrix(11, 22, 33, 44), sum);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(1, -1, 0, 0));
    boolean[] two = {true, false};
    assertThrows(IllegalArgumentException.class, () -> Metric.F1.of(two, new double[] {0.1}));
    double[] nan = {0.1, Double.NaN};
    assertThrows(IllegalArgumentException.class, () -> Metric.F1.of(two, nan));
    assertThrows(IllegalArgumentException.class, () -> Metric.AUC.of(two, nan));
    double[] outside = {0.1, 1.5};
    assertThrows(IllegalArgumentException.class, () -> Metric.BRIER.of(two, outside));
    assertThrows(
        IllegalArgumentException.class, () -> Metric.AUC.of(new ConfusionMatrix(1, 1, 1, 1)));
    assertThrows(IllegalArgumentException.class, () -> Metric.byId("f2"));
    assertFalse(Metric.AUC.isOfCounts());
  }

  @Test
  void halfIsCalledPositive() {
    assertEquals(
        new ConfusionMatrix(1, 1, 0, 0),
        ConfusionMatrix.of(
            new boolean[] {true, true}, new double[] {0.5, Math.nextDown(0.5)}, Metric.THRESHOLD));
  }
}
