package org.leukokit.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leukokit.metric.Metric;
import org.leukokit.stats.CoverageSimulation.Outcome;

/**
 * A short run of the simulation. With 400 rounds the standard error of a coverage of 95 % is 1.1
 * points; seeds are fixed, so that the outcome is, too.
 */
class CoverageTest {
  @Test
  void intervalsOverGroupsHoldTheirLevelAndIntervalsOverCellsDoNot() throws IOException {
    CoverageSimulation simulation = new CoverageSimulation();
    assertEquals(1867, simulation.cells());
    assertEquals(0.8333, simulation.target(Metric.ACCURACY), 1e-4);
    assertEquals(0.9147, simulation.target(Metric.AUC), 1e-4);
    Map<Metric, Map<String, Outcome>> outcomes =
        simulation.run(List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.AUC), 400, 200, 1);
    outcomes.forEach(
        (metric, of) -> {
          double jackknife = of.get("jackknife").coverage();
          assertTrue(jackknife >= 0.92 && jackknife <= 0.98, metric + " " + jackknife);
          assertTrue(of.get("studentised").coverage() >= 0.92, metric.id());
          assertTrue(of.get("over cells").coverage() <= 0.5, metric.id());
          assertTrue(of.get("jackknife").width() < of.get("studentised").width(), metric.id());
          assertEquals(0, of.get("jackknife").undefined());
        });
  }

  @Test
  void testsOverGroupsHoldTheirLevelAndTestsOverCellsDoNot() throws IOException {
    Map<String, Double> shares = new CoverageSimulation().differences(Metric.ACCURACY, 200, 200, 1);
    assertTrue(shares.get("interval holds zero") >= 0.92, shares.toString());
    assertTrue(shares.get("false alarm, permutation over groups") <= 0.08, shares.toString());
    assertTrue(shares.get("false alarm, McNemar mid-p, over cells") >= 0.4, shares.toString());
  }
}
