package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** What holds for the folds of any cells. */
class FoldPropertiesTest {
  private static final List<String> VERSIONS =
      List.of(Row.ORIGINAL, "translated", "reflected", "rotated-left");

  @Property(tries = 40)
  void everyRowIsTestedOnceWhenRowsAreDrawn(
      @ForAll @IntRange(min = 3, max = 40) int leukemic,
      @ForAll @IntRange(min = 3, max = 40) int healthy,
      @ForAll @IntRange(min = 2, max = 10) int k,
      @ForAll long seed) {
    List<Cell> cells = Cells.single(leukemic, healthy);
    FoldSet set = new FoldPlan(Protocol.PUBLISHED, Unit.ROW, VERSIONS, seed).kFold(cells, k);
    Set<Row> tested = new HashSet<>();
    for (Fold fold : set.folds()) {
      fold.test().forEach(row -> assertTrue(tested.add(row), row + " is tested twice"));
      Set<Row> all = new HashSet<>(fold.train());
      all.addAll(fold.test());
      assertEquals(4 * cells.size(), fold.train().size() + fold.test().size());
      assertEquals(4 * cells.size(), all.size());
    }
    assertEquals(4 * cells.size(), tested.size());
    assertCountsDifferByOneAtMost(set);
  }

  @Property(tries = 60)
  void everyOriginalIsTestedOnceAndNothingCrosses(
      @ForAll @IntRange(min = 10, max = 25) int leukemic,
      @ForAll @IntRange(min = 10, max = 25) int healthy,
      @ForAll @IntRange(min = 2, max = 6) int k,
      @ForAll @IntRange(min = 0, max = 3) int protocol,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 20, seed);
    FoldPlan plan = new FoldPlan(Protocol.values()[protocol], Unit.CELL, VERSIONS, seed);
    FoldSet set = plan.kFold(cells, k);
    Set<String> tested = new HashSet<>();
    for (Fold fold : set.folds()) {
      for (Row row : fold.test()) {
        assertTrue(row.isOriginal());
        assertTrue(tested.add(row.cell().id()));
      }
      assertEquals(cells.size(), fold.test().size() + fold.train().size() / 4);
      assertBothClasses(fold.test());
      assertBothClasses(fold.train());
    }
    assertEquals(cells.size(), tested.size());
    Leakage leakage = Leakage.of(set);
    assertEquals(List.of(), leakage.brokenPromises());
    assertEquals(List.of(), leakage.names(Leakage.Kind.COPY));
    if (plan.unit() == Unit.CELL) {
      assertCountsDifferByOneAtMost(set);
    }
  }

  @Property(tries = 40)
  void classRatiosOfGroupedFoldsAreNear(
      @ForAll @IntRange(min = 30, max = 45) int leukemic,
      @ForAll @IntRange(min = 20, max = 30) int healthy,
      @ForAll @IntRange(min = 2, max = 5) int k,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 30, seed);
    FoldSet set = FoldPlan.ofOriginals(Protocol.SUBJECT_DISJOINT, Unit.ROW, seed).kFold(cells, k);
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      double wanted = cells.stream().filter(c -> c.label() == label).count() / (double) k;
      for (Fold fold : set.folds()) {
        assertEquals(wanted, count(fold.test(), label), 0.1 * wanted, fold.name());
      }
    }
  }

  @Property(tries = 30)
  void orderOfCellsDoesNotMatterAndTheSeedDoes(
      @ForAll @IntRange(min = 0, max = 3) int protocol, @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(14, 12, 15, 7);
    FoldPlan plan = new FoldPlan(Protocol.values()[protocol], Unit.ROW, VERSIONS, seed);
    FoldSet set = plan.kFold(cells, 4);
    assertEquals(set, plan.kFold(Cells.shuffled(cells, seed), 4));
    assertEquals(plan.holdOut(cells, 0.2), plan.holdOut(Cells.shuffled(cells, seed), 0.2));
    FoldPlan other = new FoldPlan(plan.protocol(), Unit.ROW, VERSIONS, seed + 1);
    assertNotEquals(set, other.kFold(cells, 4));
  }

  @Property(tries = 40)
  void holdOutKeepsItsShare(
      @ForAll @IntRange(min = 12, max = 40) int leukemic,
      @ForAll @IntRange(min = 12, max = 40) int healthy,
      @ForAll @IntRange(min = 0, max = 3) int protocol,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 12, seed);
    FoldPlan plan = new FoldPlan(Protocol.values()[protocol], Unit.CELL, VERSIONS, seed);
    Fold fold = plan.holdOut(cells, 0.25).folds().get(0);
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      double all = cells.stream().filter(c -> c.label() == label).count();
      double off = plan.unit() == Unit.CELL ? 1 : 0.1 * all;
      assertEquals(0.25 * all, count(fold.test(), label), off);
    }
    assertTrue(Leakage.of(plan.holdOut(cells, 0.25)).brokenPromises().isEmpty());
  }

  private static void assertCountsDifferByOneAtMost(FoldSet set) {
    List<Long> sizes = new ArrayList<>();
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      List<Long> counts = set.folds().stream().map(f -> count(f.test(), label)).toList();
      assertTrue(spread(counts) <= 1, counts.toString());
    }
    set.folds().forEach(fold -> sizes.add((long) fold.test().size()));
    assertTrue(spread(sizes) <= 1, sizes.toString());
  }

  private static long spread(List<Long> counts) {
    return counts.stream().max(Long::compare).orElseThrow()
        - counts.stream().min(Long::compare).orElseThrow();
  }

  private static void assertBothClasses(List<Row> rows) {
    assertTrue(count(rows, Label.LEUKEMIC) > 0 && count(rows, Label.HEALTHY) > 0);
  }

  private static long count(List<Row> rows, Label label) {
    return rows.stream().filter(row -> row.cell().label() == label).count();
  }
}
