package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.paper.ExhibitRuns.cell;
import static org.leukokit.paper.ExhibitRuns.method;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;

class SubjectExhibitsTest {
  // P1: 3 leukemic cells, Q1: 1 healthy cell, Q2: 4 healthy cells.
  private static MethodRun run(String title, double... scores) {
    return method(
        title,
        false,
        cell("a", "P1", true, scores[0]),
        cell("b", "P1", true, scores[1]),
        cell("c", "P1", true, scores[2]),
        cell("d", "Q1", false, scores[3]),
        cell("e", "Q2", false, scores[4]),
        cell("f", "Q2", false, scores[5]),
        cell("g", "Q2", false, scores[6]),
        cell("h", "Q2", false, scores[7]));
  }

  // Right: P1 1 of 3, Q1 1 of 1, Q2 3 of 4: 5 of 8.
  private final MethodRun first = run("first", 0.9, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.7);
  // Right: P1 0 of 3, Q1 1 of 1, Q2 2 of 4: 3 of 8.
  private final MethodRun second = run("second", 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.5, 0.7);

  @Test
  void countsBySubjectFromTheWorstToTheBest() {
    assertEquals(
        List.of(
            new SubjectExhibits.Subject("P1", "leukemic", 3, 1),
            new SubjectExhibits.Subject("Q2", "healthy", 4, 3),
            new SubjectExhibits.Subject("Q1", "healthy", 1, 1)),
        SubjectExhibits.subjects(first));
  }

  @Test
  void theTableComparesAllMethodsOnTheSameSubject() {
    TableExhibit table = new SubjectExhibits(List.of(second, first), "p").worst();
    List<String> texts = table.rows().get(0).entries().stream().map(Entry::text).toList();
    assertEquals(List.of("P1", "leukemic", "3", "1", "33.3", "16.7", "0.0", "33.3"), texts);
    assertTrue(table.title().contains("first"), table.title());
  }

  @Test
  void stepsAreAsWideAsSubjectsAndTheirAreaIsTheAccuracy() {
    Figure.Curves figure =
        (Figure.Curves) new SubjectExhibits(List.of(first, second), "p").figure();
    Figure.Curve curve = figure.curves().get(0);
    assertArrayEquals(new double[] {0, 37.5, 37.5, 87.5, 87.5, 100}, curve.x(), 1e-9);
    double area = 0;
    for (int i = 0; i < curve.x().length; i += 2) {
      area += (curve.x()[i + 1] - curve.x()[i]) * curve.y()[i];
    }
    assertEquals(100 * 100 * first.accuracy(), area, 1e-6);
  }

  @Test
  void theSummaryCountsEachSubjectOnceToo() {
    Report.Paragraph said =
        (Report.Paragraph) new SubjectExhibits(List.of(first, second), "p").blocks().get(0);
    // Mean of 1/3, 3/4 and 1; median 3/4; P1 is below one half.
    assertTrue(said.text().contains("62.5 % of all cells"), said.text());
    assertTrue(said.text().contains("counts once is 69.4 %"), said.text());
    assertTrue(said.text().contains("median at 75.0 %"), said.text());
    assertTrue(said.text().contains("wrong of 1 of the 3 subjects"), said.text());
  }

  @Test
  void withoutSubjectsItSaysSo() {
    MethodRun unknown = method("m", false, cell("a", "", true, 0.9), cell("b", "Q1", false, 0.1));
    List<Report.Block> blocks = new SubjectExhibits(List.of(unknown), "p").blocks();
    assertEquals(1, blocks.size());
    String text = ((Report.Paragraph) blocks.get(0)).text();
    assertTrue(text.startsWith("The subjects of 1 of the 2 cells are not known"), text);
  }

  @Test
  void runsOnOtherCellsAreRefused() {
    MethodRun other = method("other", false, cell("z", "P1", true, 0.9));
    assertThrows(
        IllegalArgumentException.class, () -> new SubjectExhibits(List.of(first, other), "p"));
  }
}
