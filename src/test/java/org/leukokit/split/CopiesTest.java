package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** Ten cells, each there three times: no protocol that keeps cells apart may test on copies. */
class CopiesTest {
  private static Cell cell(String id, String content, Label label, String group) {
    return new Cell(id, id, content, label, group, group, "all");
  }

  private static List<Cell> copies(int each, boolean groups) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (int copy = 0; copy < each; copy++) {
        Label label = i % 2 == 0 ? Label.LEUKEMIC : Label.HEALTHY;
        // Ids of one content don't stand side by side.
        cells.add(cell("c" + copy + "-" + i, "content" + i, label, groups ? "g" + i : ""));
      }
    }
    return cells;
  }

  private static FoldPlan plan(Protocol protocol) {
    return FoldPlan.ofOriginals(protocol, Unit.CELL, 5);
  }

  private static int crossing(FoldSet set) {
    return Leakage.of(set).folds().stream()
        .mapToInt(
            fold ->
                (int)
                    fold.betweenAnyParts().stream()
                        .filter(c -> c.kind() == Leakage.Kind.CONTENT)
                        .count())
        .sum();
  }

  @Test
  void copiesStayTogetherHoweverFoldsAreDrawn() {
    FoldPlan plan = plan(Protocol.SPLIT_FIRST);
    List<Cell> cells = copies(3, false);
    FoldSet five = plan.kFold(cells, 5);
    List<FoldSet> sets =
        List.of(
            five,
            plan.withValidation(five, 0.25),
            plan.holdOut(cells, 0.3),
            plan.threeWay(cells, 6, 3, 1));
    for (FoldSet set : sets) {
      assertEquals(0, crossing(set), set.toString());
    }
    assertEquals(30, five.folds().stream().mapToInt(f -> f.test().size()).sum());
    // Each test fold has one content of each class.
    five.folds().forEach(f -> assertEquals(6, f.test().size()));
  }

  @Test
  void copiesOfBothClassesStayTogether() {
    List<Cell> cells = new ArrayList<>(copies(1, false));
    cells.add(cell("twin", "content0", Label.HEALTHY, ""));
    for (long seed = 0; seed < 20; seed++) {
      FoldSet set = FoldPlan.ofOriginals(Protocol.SPLIT_FIRST, Unit.CELL, seed).kFold(cells, 5);
      assertEquals(0, crossing(set));
    }
  }

  @Test
  void withoutCopiesNothingIsDrawnInAnotherWay() {
    List<Cell> cells = copies(1, false);
    List<Cell> unhashed = cells.stream().map(c -> cell(c.id(), "", c.label(), c.group())).toList();
    FoldPlan plan = plan(Protocol.SPLIT_FIRST);
    assertEquals(tested(plan.kFold(unhashed, 5)), tested(plan.kFold(cells, 5)));
  }

  /** What copies are worth under split-first is measured where group-disjoint keeps them apart. */
  @Test
  void copiesWithinAKnownGroupAreDrawnAsBefore() {
    List<Cell> cells = copies(3, true);
    FoldPlan plan = plan(Protocol.SPLIT_FIRST);
    List<Cell> unhashed = new ArrayList<>();
    cells.forEach(c -> unhashed.add(cell(c.id(), "", c.label(), c.group())));
    assertEquals(tested(plan.kFold(unhashed, 5)), tested(plan.kFold(cells, 5)));
    assertTrue(crossing(plan.kFold(cells, 5)) > 0);
    assertEquals(0, crossing(plan(Protocol.GROUP_DISJOINT).kFold(cells, 5)));
  }

  private static List<List<String>> tested(FoldSet set) {
    return set.folds().stream()
        .map(f -> f.test().stream().map(row -> row.cell().id()).toList())
        .toList();
  }
}
