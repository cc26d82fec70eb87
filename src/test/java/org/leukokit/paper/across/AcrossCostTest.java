package org.leukokit.paper.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;

class AcrossCostTest {
  @Test
  void theFrontHoldsWhatNoOtherBeats() {
    double[] cost = {1, 2, 3, 3, 4, Double.NaN};
    double[] score = {0.7, 0.6, 0.8, 0.75, 0.8, 0.99};
    assertArrayEquals(
        new boolean[] {true, false, true, false, false, false}, AcrossCost.front(cost, score));
  }

  @Test
  void twinsAreBothOnTheFront() {
    assertArrayEquals(
        new boolean[] {true, true}, AcrossCost.front(new double[] {1, 1}, new double[] {2, 2}));
  }

  /** By sorting: along rising cost a method is on the front if it beats all cheaper ones. */
  @Test
  void agreesWithASweepOverRisingCost() {
    RandomStream random = RandomStream.at(3, "front");
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(12);
      double[] cost = new double[n];
      double[] score = new double[n];
      for (int i = 0; i < n; i++) {
        cost[i] = random.nextDouble();
        score[i] = random.nextDouble();
      }
      boolean[] front = AcrossCost.front(cost, score);
      Integer[] order =
          java.util.stream.IntStream.range(0, n)
              .boxed()
              .sorted(java.util.Comparator.comparingDouble(i -> cost[i]))
              .toArray(Integer[]::new);
      double best = Double.NEGATIVE_INFINITY;
      for (int i : order) {
        assertEquals(score[i] > best, front[i]);
        best = Math.max(best, score[i]);
      }
    }
  }

  @Test
  void whatCanBeAffordedFollowsFromHours() {
    assertEquals("overnight", CostExhibits.afford(12 * 3600));
    assertEquals("within a week", CostExhibits.afford(12 * 3600 + 1));
    assertEquals("within a week", CostExhibits.afford(7 * 86_400));
    assertEquals("no: 8 days", CostExhibits.afford(7 * 86_400 + 1));
  }
}
