package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** The parts of a collection as published folds. */
class PartFoldPlanTest {
  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Label label = i % 2 == 0 ? Label.LEUKEMIC : Label.HEALTHY;
      Cell c = Cells.cell("c" + (10 + i), label, "s" + i, "g" + i);
      cells.add(
          new Cell(c.id(), c.file(), c.sha256(), label, c.subject(), c.group(), "part" + i % 3));
    }
    return cells;
  }

  @Test
  void eachPartIsAFoldOfItsName() {
    FoldSet set = FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.PART, 1).kFold(cells(), 3);
    assertEquals(PartFolds.each(cells(), List.of("part0", "part1", "part2")), set);
  }

  @Test
  void copiesStandInTrainingAlone() {
    FoldPlan plan =
        new FoldPlan(Protocol.PUBLISHED, Unit.PART, List.of(Row.ORIGINAL, "reflected"), 1);
    for (Fold fold : plan.kFold(cells(), 3).folds()) {
      assertEquals(16, fold.train().size());
      assertEquals(4, fold.test().size());
      assertTrue(fold.test().stream().allMatch(Row::isOriginal));
    }
  }

  @Test
  void stricterProtocolsDrawWhatTheyAlwaysDraw() {
    assertEquals(
        FoldPlan.ofOriginals(Protocol.GROUP_DISJOINT, Unit.ROW, 1).kFold(cells(), 3),
        FoldPlan.ofOriginals(Protocol.GROUP_DISJOINT, Unit.PART, 1).kFold(cells(), 3));
  }

  @Test
  void anotherNumberOfFoldsOrAHoldOutIsRefused() {
    FoldPlan plan = FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.PART, 1);
    UserError e = assertThrows(UserError.class, () -> plan.kFold(cells(), 10));
    assertTrue(e.getMessage().contains("3 parts (part0, part1, part2)"), e.getMessage());
    assertThrows(UserError.class, () -> plan.holdOut(cells(), 0.2));
  }
}
