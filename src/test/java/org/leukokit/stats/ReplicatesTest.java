package org.leukokit.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReplicatesTest {
  /** By hand: mean 3, sd 1.5811, t(0.975; 4) = 2.7764451. */
  @Test
  void fiveNumbersByHand() {
    Replicates r = Replicates.of(new double[] {1, 2, 3, 4, 5}, 0.95);
    assertEquals(3, r.mean());
    assertEquals(3 - 2.7764451 * Math.sqrt(0.5), r.interval().low(), 1e-6);
    assertEquals(3 + 2.7764451 * Math.sqrt(0.5), r.interval().high(), 1e-6);
  }

  @Test
  void whatIsUndefinedSaysWhy() {
    assertFalse(Replicates.of(new double[] {1, 2}, 0.95).interval().isDefined());
    assertFalse(Replicates.of(new double[] {2, 2, 2}, 0.95).interval().isDefined());
    assertEquals(1, Replicates.of(new double[] {1}, 0.95).mean());
    assertThrows(IllegalArgumentException.class, () -> Replicates.of(new double[0], 0.95));
    assertThrows(
        IllegalArgumentException.class, () -> Replicates.of(new double[] {Double.NaN}, 0.95));
  }
}
