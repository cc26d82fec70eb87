package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.paper.ExhibitRuns.cell;
import static org.leukokit.paper.ExhibitRuns.drawn;
import static org.leukokit.paper.ExhibitRuns.method;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hanging;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.record.Prediction;

class ComparisonExhibitsTest {

  /** Twelve subjects of two cells; the method is wrong in both cells of the first few. */
  private static MethodRun wrongOn(String title, int subjects) {
    List<Prediction> rows = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      boolean truth = s % 2 == 0;
      double score = truth == (s >= subjects) ? 0.8 : 0.2;
      rows.add(cell("c" + s + "a", "S" + s, truth, score));
      rows.add(cell("c" + s + "b", "S" + s, truth, score));
    }
    return method(title, false, rows.toArray(Prediction[]::new));
  }

  @Test
  void theTestOverGroupsStandsBesideTheOneOverCells() {
    var exhibits =
        new ComparisonExhibits(List.of(wrongOn("b", 3), wrongOn("a", 0)), "group-disjoint", 1);
    var c = exhibits.comparisons().get(0);
    assertEquals("b", c.other().title());
    assertEquals(0.25, c.accuracy().single().difference(), 1e-12);
    // Over cells 6 are discordant, all one way: 2 · 2⁻⁶ − 2⁻⁶.
    assertEquals(1.0 / 64, c.overCells(), 1e-12);
    assertTrue(c.accuracy().single().test().p() > 0.05, "three groups of twelve");
    assertEquals(c.accuracy().single().test().p(), c.accuracy().adjusted(), 0.02, "one pair");
    // Variance of the mean of 24 differences, 6 of them one: (1/4 − 1/16) / 24.
    assertEquals(Math.sqrt(0.1875 / 24), c.cellsError(), 1e-12);
  }

  @Test
  void allPairsAreAdjustedForAndControlsStandApart() {
    MethodRun control = drawn("control", true, 16, 160, 0.5);
    var exhibits =
        new ComparisonExhibits(
            List.of(
                drawn("good", false, 16, 160, 0.9),
                drawn("fair", false, 16, 160, 0.75),
                drawn("poor", false, 16, 160, 0.55),
                control),
            "p",
            1);
    TableExhibit table = exhibits.accuracy();
    assertEquals(
        List.of(TableExhibit.Origin.OURS, TableExhibit.Origin.OURS, TableExhibit.Origin.CONTROL),
        table.rows().stream().map(TableExhibit.Row::origin).toList());
    for (ComparisonExhibits.Comparison c : exhibits.comparisons()) {
      assertTrue(c.accuracy().adjusted() >= c.accuracy().single().test().p());
      assertTrue(
          c.accuracy().together().width() > c.accuracy().single().interval().width(),
          c.other().title());
    }
    assertTrue(exhibits.detectable().contains("16 groups of subjects (160 cells)"));
    assertEquals(7, exhibits.auc().columns().size());
  }

  @Test
  void equalMethodsLeaveTheDetectableDifferenceUndefined() {
    var exhibits = new ComparisonExhibits(List.of(wrongOn("a", 1), wrongOn("b", 1)), "p", 1);
    assertTrue(exhibits.detectable().contains("is undefined here"), exhibits.detectable());
    assertEquals(1, exhibits.comparisons().get(0).accuracy().adjusted(), 1e-12);
  }

  @Test
  void twentyMethodsOnThePreliminaryTestsSizeEnd() {
    List<MethodRun> runs = new ArrayList<>();
    for (int m = 0; m < 20; m++) {
      runs.add(drawn("m" + m, false, 28, 1867, 0.7 + 0.01 * m));
    }
    // Seconds; an alarm for a change of order, not a measurement.
    Assertions.assertTimeoutPreemptively(
        Hanging.limit(),
        () -> {
          new ComparisonExhibits(runs, "p", 1).blocks();
          new SubjectExhibits(runs, "p").blocks();
          new CalibrationExhibits(runs, "p", "", 1).blocks();
        });
  }
}
