package org.leukokit.paper.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What trainings on shuffled labels reach together. */
class ChanceTest {
  /** Interval from a table: mean 0.5, s = 0.1, t(0.975; 4) = 2.7764, so ± 0.1 / √5 · 2.7764. */
  @Test
  void meanIntervalAndP() {
    double[] shuffled = {0.5 - 0.1, 0.5 + 0.1, 0.5, 0.5 - 0.1, 0.5 + 0.1};
    Chance chance = Chance.of(0.7, shuffled);
    assertEquals(0.5, chance.mean(), 1e-12);
    assertEquals(0.4, chance.lowest(), 1e-12);
    assertEquals(0.6, chance.highest(), 1e-12);
    assertEquals(0.5 - 0.1 / Math.sqrt(5) * 2.7764451, chance.interval().low(), 1e-7);
    assertEquals(0.5 + 0.1 / Math.sqrt(5) * 2.7764451, chance.interval().high(), 1e-7);
    assertEquals(1.0 / 6, chance.p(), 1e-12);
    assertTrue(chance.interval().contains(0.5));
  }

  @Test
  void shufflesAsGoodAsTheNetworkCount() {
    assertEquals(3.0 / 4, Chance.of(0.5, new double[] {0.5, 0.4, 0.6}).p(), 1e-12);
    assertEquals(1, Chance.of(0.3, new double[] {0.5, 0.4, 0.6}).p(), 1e-12);
  }

  @Test
  void tooFewSayNothing() {
    assertFalse(Chance.of(0.7, new double[] {0.5, 0.6}).interval().isDefined());
    assertFalse(Chance.of(0.7, new double[] {0.5, 0.5, 0.5}).interval().isDefined());
  }
}
