package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

class FoldPlanTest {
  private static final List<String> FIVE =
      List.of(Row.ORIGINAL, "translated", "reflected", "rotated-left", "rotated-right");

  private static FoldPlan plan(Protocol protocol) {
    return FoldPlan.ofOriginals(protocol, Unit.ROW, 1);
  }

  /** 564 images and their copies are the 2,820 rows that Loey et al. cross-validated. */
  @Test
  void augmentFirstGivesTheRowsOfThePaper() {
    FoldSet set =
        new FoldPlan(Protocol.PUBLISHED, Unit.ROW, FIVE, 1).kFold(Cells.single(282, 282), 10);
    assertEquals("fold-01", set.folds().get(0).name());
    assertEquals("fold-10", set.folds().get(9).name());
    for (Fold fold : set.folds()) {
      assertEquals(282, fold.test().size());
      assertEquals(2538, fold.train().size());
    }
    // A tested row has one of its other four versions in training with probability 0.9998.
    assertTrue(Leakage.of(set).affectedShare(Leakage.Kind.COPY) > 0.99);
  }

  @Test
  void rowsStandInOrder() {
    Fold fold =
        new FoldPlan(Protocol.SPLIT_FIRST, Unit.ROW, FIVE, 3)
            .kFold(Cells.shuffled(Cells.single(9, 9), 5), 3)
            .folds()
            .get(1);
    List<Row> sorted = new ArrayList<>(fold.train());
    sorted.sort(
        Comparator.comparing((Row row) -> row.cell().id())
            .thenComparing(row -> FIVE.indexOf(row.version())));
    assertEquals(sorted, fold.train());
  }

  @Test
  void protocolsThatDrawTheSameUnitGetTheSameFolds() {
    List<Cell> cells = Cells.single(20, 20);
    assertEquals(
        FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.CELL, 4).kFold(cells, 5).folds(),
        FoldPlan.ofOriginals(Protocol.SPLIT_FIRST, Unit.CELL, 4).kFold(cells, 5).folds());
  }

  /** One subject of 400 cells, one of 350, sixteen of 25, for each class; a fifth is wanted. */
  @Test
  void aSmallHoldOutDoesNotGetTheLargestSubject() {
    List<Cell> cells = new ArrayList<>();
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      for (int s = 0; s < 18; s++) {
        for (int i = 0; i < (s == 0 ? 400 : s == 1 ? 350 : 25); i++) {
          String subject = label + "-" + s;
          cells.add(Cells.cell(subject + "-" + i, label, subject, subject));
        }
      }
    }
    Fold fold = plan(Protocol.SUBJECT_DISJOINT).holdOut(cells, 0.2).folds().get(0);
    assertEquals(0.2, fold.test().size() / (double) cells.size(), 0.02);
  }

  @Test
  void refusalsNameTheCure() {
    List<Cell> unknown = Cells.single(30, 30);
    assertRefused(
        "--protocol subject-disjoint needs subjects, but 60 of 60 cells have none",
        () -> plan(Protocol.SUBJECT_DISJOINT).kFold(unknown, 5));
    assertRefused(
        "--protocol group-disjoint needs groups",
        () -> plan(Protocol.GROUP_DISJOINT).holdOut(unknown, 0.2));
    assertRefused(
        "5 folds or parts can't be drawn from 3 healthy cells",
        () -> plan(Protocol.SPLIT_FIRST).kFold(Cells.single(30, 3), 5));
    assertRefused(
        "from 0 leukemic rows", () -> plan(Protocol.PUBLISHED).kFold(Cells.single(0, 9), 2));
    List<Cell> few = Cells.bySubject(2, 2, 9, 1);
    assertRefused(
        "can't be drawn from 4 subjects; use at most 4",
        () -> plan(Protocol.SUBJECT_DISJOINT).kFold(few, 5));
    assertRefused(
        "the healthy cells come from 1 subject",
        () -> plan(Protocol.SUBJECT_DISJOINT).kFold(Cells.bySubject(6, 1, 9, 1), 2));
    assertRefused("at least 2 folds", () -> plan(Protocol.PUBLISHED).kFold(unknown, 1));
    assertRefused("between 0 and 1", () -> plan(Protocol.PUBLISHED).holdOut(unknown, 1));
    List<Cell> twice = new ArrayList<>(unknown);
    twice.add(unknown.get(4));
    assertRefused("cell c4 comes twice", () -> plan(Protocol.PUBLISHED).kFold(twice, 2));
    List<Cell> unlabelled = new ArrayList<>(unknown);
    unlabelled.add(Cells.cell("x", Label.UNKNOWN, "", ""));
    assertRefused("cell x has no label", () -> plan(Protocol.PUBLISHED).kFold(unlabelled, 2));
    List<Cell> torn = new ArrayList<>(Cells.bySubject(6, 6, 9, 1));
    torn.add(Cells.cell("y", Label.LEUKEMIC, "2", "elsewhere"));
    assertRefused(
        "subject 2 stands in the groups 2 and elsewhere",
        () -> plan(Protocol.GROUP_DISJOINT).kFold(torn, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FoldPlan(Protocol.PUBLISHED, Unit.ROW, List.of("reflected"), 1));
  }

  private static void assertRefused(String part, Executable draw) {
    UserError error = assertThrows(UserError.class, draw);
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertTrue(!error.getMessage().contains("\n"), "one line");
  }
}
