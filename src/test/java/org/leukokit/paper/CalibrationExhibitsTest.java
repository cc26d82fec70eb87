package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.paper.ExhibitRuns.cell;
import static org.leukokit.paper.ExhibitRuns.method;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.TableExhibit;

class CalibrationExhibitsTest {
  private final MethodRun run =
      method(
          "m",
          false,
          cell("a", "P1", true, 0.95),
          cell("b", "P1", true, 0.92),
          cell("c", "P1", true, 0.12),
          cell("d", "Q1", false, 0.93),
          cell("e", "Q2", false, 0.14),
          cell("f", "Q2", false, 0.14));

  private final CalibrationExhibits exhibits =
      new CalibrationExhibits(List.of(run), "p", "Scores are what they are.", 1);

  @Test
  void binsAreMeanScoreAndShareOfLeukemicCells() {
    Figure.Curves figure = (Figure.Curves) exhibits.figure();
    Figure.Curve curve = figure.curves().get(0);
    assertArrayEquals(new double[] {0.4 / 3, 2.8 / 3}, curve.x(), 1e-9);
    assertArrayEquals(new double[] {1.0 / 3, 2.0 / 3}, curve.y(), 1e-9);
    assertEquals("calibrated", figure.diagonal());
    assertTrue(figure.caption().endsWith("Scores are what they are."), figure.caption());
  }

  @Test
  void theTableHoldsHandWorkedValues() {
    TableExhibit table = exhibits.table();
    List<Entry> row = table.rows().get(0).entries();
    // Squares: .05², .08², .88², .93², .14², .14².
    double brier = (0.0025 + 0.0064 + 0.7744 + 0.8649 + 2 * 0.0196) / 6;
    assertEquals(brier, ((Entry.Measured) row.get(1)).value(), 1e-9);
    // Two bins of three cells: |1/3 − .1333| and |2/3 − .9333|.
    assertEquals((0.2 + 0.8 / 3) / 2, ((Entry.Measured) row.get(2)).value(), 1e-9);
    // No false positive is allowed with three healthy cells: from 0.95 upwards, one of three.
    assertEquals("33.3", row.get(3).text());
    assertEquals("33.3", row.get(4).text());
  }
}
