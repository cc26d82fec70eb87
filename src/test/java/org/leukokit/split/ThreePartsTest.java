package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;

/** Splits with a validation part. */
class ThreePartsTest {
  private static final List<String> VERSIONS = List.of(Row.ORIGINAL, "reflected", "rotated-left");

  /** The 10,661 labelled cells of the training folder of C-NMC 2019. */
  static List<Cell> trainingFolder() {
    return Manifest.named("cnmc2019").cells().stream()
        .map(Manifest.ManifestCell::cell)
        .filter(cell -> cell.part().startsWith("fold_"))
        .toList();
  }

  private static FoldPlan plan(Protocol protocol, long seed) {
    return FoldPlan.ofOriginals(protocol, Unit.CELL, seed);
  }

  private static PartSizes sizes(FoldSet set) {
    return PartSizes.of(set.folds().get(0));
  }

  /** Table 1 of oliveira2021. */
  @Test
  void sixThreeOneGivesThePrintedCounts() {
    for (long seed : new long[] {1, 2, 99}) {
      FoldSet set = plan(Protocol.PUBLISHED, seed).threeWay(trainingFolder(), 6, 3, 1);
      PartSizes sizes = sizes(set);
      assertEquals(4364, sizes.train().leukemicCells());
      assertEquals(2181, sizes.validation().leukemicCells());
      assertEquals(727, sizes.test().leukemicCells());
      assertEquals(2034, sizes.train().healthyCells());
      assertEquals(1016, sizes.validation().healthyCells());
      assertEquals(339, sizes.test().healthyCells());
      // By cell, nearly every subject stands in all three parts.
      assertEquals(73, sizes.train().leukemicSubjects() + sizes.train().healthySubjects());
      Leakage leakage = Leakage.of(set);
      assertEquals(List.of(), leakage.names(Leakage.Kind.COPY));
      assertTrue(leakage.affectedShare(Leakage.Kind.SUBJECT) > 0.99);
    }
  }

  @Test
  void subjectsAndGroupsComeNear() {
    PartSizes wanted =
        new PartSizes(
            new PartSize(0, 4364, 0, 2034),
            new PartSize(0, 2181, 0, 1016),
            new PartSize(0, 727, 0, 339));
    for (Protocol protocol : List.of(Protocol.SUBJECT_DISJOINT, Protocol.GROUP_DISJOINT)) {
      for (long seed = 1; seed <= 5; seed++) {
        FoldSet set = plan(protocol, seed).threeWay(trainingFolder(), 6, 3, 1);
        PartSizes sizes = sizes(set);
        assertTrue(Leakage.of(set).brokenPromises().isEmpty());
        for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
          double all = label == Label.LEUKEMIC ? 7272 : 3389;
          assertEquals(0.6, sizes.train().cells(label) / all, 0.01, sizes.toString());
          assertEquals(0.3, sizes.validation().cells(label) / all, 0.01, sizes.toString());
          assertEquals(0.1, sizes.test().cells(label) / all, 0.01, sizes.toString());
        }
        assertTrue(sizes.lines(wanted).get(2).startsWith("test: "), sizes.lines(wanted).get(2));
      }
    }
  }

  /** Of 47 leukemic and 26 healthy subjects 60 and 30 % rounded down, the rest tested. */
  @Test
  void sharesOfSubjectsAreCountedInEachClass() {
    Set<FoldSet> seen = new HashSet<>();
    for (long seed = 1; seed <= 5; seed++) {
      FoldPlan plan = plan(Protocol.SUBJECT_DISJOINT, seed);
      FoldSet set = plan.threeWay(trainingFolder(), 6, 3, 1, Sharing.UNITS);
      PartSizes sizes = sizes(set);
      assertEquals(28, sizes.train().leukemicSubjects());
      assertEquals(14, sizes.validation().leukemicSubjects());
      assertEquals(5, sizes.test().leukemicSubjects());
      assertEquals(15, sizes.train().healthySubjects());
      assertEquals(7, sizes.validation().healthySubjects());
      assertEquals(4, sizes.test().healthySubjects());
      assertTrue(Leakage.of(set).brokenPromises().isEmpty());
      assertEquals(
          set, plan.threeWay(Cells.shuffled(trainingFolder(), seed), 6, 3, 1, Sharing.UNITS));
      seen.add(set);
    }
    assertEquals(5, seen.size());
    // Cells are drawn as ever.
    assertEquals(
        plan(Protocol.PUBLISHED, 1).threeWay(trainingFolder(), 6, 3, 1),
        plan(Protocol.PUBLISHED, 1).threeWay(trainingFolder(), 6, 3, 1, Sharing.UNITS));
  }

  @Property(tries = 60, seed = "13")
  void sharesOfUnitsKeepPartsDisjointAndComplete(
      @ForAll @IntRange(min = 12, max = 25) int leukemic,
      @ForAll @IntRange(min = 12, max = 25) int healthy,
      @ForAll @IntRange(min = 2, max = 3) int protocol,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 20, seed);
    FoldPlan plan = new FoldPlan(Protocol.values()[protocol], Unit.ROW, VERSIONS, seed);
    FoldSet set;
    try {
      set = plan.threeWay(cells, 6, 3, 1, Sharing.UNITS);
    } catch (UserError e) {
      assertTrue(e.getMessage().contains("cells come from too few "), e.getMessage());
      return;
    }
    assertParts(set.folds().get(0), cells, plan.unit());
    assertTrue(Leakage.of(set).brokenPromises().isEmpty());
    assertEquals(set, plan.threeWay(Cells.shuffled(cells, seed), 6, 3, 1, Sharing.UNITS));
  }

  /** A subject with cells of both classes counts for one of them, and stands in one part. */
  @Test
  void subjectsOfBothClassesStandInOnePart() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      for (int n = 0; n < 4; n++) {
        Label label = n == 0 == (i % 2 == 0) ? Label.HEALTHY : Label.LEUKEMIC;
        cells.add(Cells.cell("c" + i + n, label, "s" + i, "g" + i));
      }
    }
    for (Protocol protocol : List.of(Protocol.SUBJECT_DISJOINT, Protocol.GROUP_DISJOINT)) {
      FoldSet set = plan(protocol, 2).threeWay(cells, 6, 3, 1, Sharing.UNITS);
      assertTrue(Leakage.of(set).brokenPromises().isEmpty());
      PartSizes sizes = sizes(set);
      assertEquals(8, sizes.train().cells());
      assertEquals(8, sizes.validation().cells());
      assertEquals(8, sizes.test().cells());
    }
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                plan(Protocol.SUBJECT_DISJOINT, 2)
                    .threeWay(cells.subList(0, 16), 6, 3, 1, Sharing.UNITS));
    assertTrue(
        error.getMessage().startsWith("the leukemic cells come from too few subjects (2)"),
        error.getMessage());
  }

  @Property(tries = 60, seed = "11")
  void partsAreDisjointCompleteAndKeepTheirUnit(
      @ForAll @IntRange(min = 12, max = 25) int leukemic,
      @ForAll @IntRange(min = 12, max = 25) int healthy,
      @ForAll @IntRange(min = 0, max = 3) int protocol,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 20, seed);
    FoldPlan plan = new FoldPlan(Protocol.values()[protocol], Unit.ROW, VERSIONS, seed);
    FoldSet set = plan.threeWay(cells, 6, 3, 1);
    assertParts(set.folds().get(0), cells, plan.unit());
    assertTrue(Leakage.of(set).brokenPromises().isEmpty());
    assertEquals(set, plan.threeWay(Cells.shuffled(cells, seed), 6, 3, 1));
    FoldPlan other = new FoldPlan(plan.protocol(), Unit.ROW, VERSIONS, seed + 1);
    assertNotEquals(set, other.threeWay(cells, 6, 3, 1));
  }

  @Property(tries = 60, seed = "12")
  void validationIsDrawnFromTraining(
      @ForAll @IntRange(min = 12, max = 25) int leukemic,
      @ForAll @IntRange(min = 12, max = 25) int healthy,
      @ForAll @IntRange(min = 0, max = 3) int protocol,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 20, seed);
    FoldPlan plan = new FoldPlan(Protocol.values()[protocol], Unit.ROW, VERSIONS, seed);
    FoldSet set = plan.kFold(cells, 3);
    FoldSet with = plan.withValidation(set, 0.25);
    assertTrue(Leakage.of(with).brokenPromises().isEmpty());
    for (int f = 0; f < 3; f++) {
      Fold before = set.folds().get(f);
      Fold fold = with.folds().get(f);
      assertEquals(before.test(), fold.test());
      assertParts(fold, cells, plan.unit());
      assertEquals(
          0.25,
          fold.validation().stream().map(Row::cell).distinct().count()
              / (double) before.train().stream().map(Row::cell).distinct().count(),
          plan.unit() == Unit.CELL ? 0.02 : plan.unit() == Unit.ROW ? 0.5 : 0.1);
    }
    assertEquals(with, plan.withValidation(plan.kFold(Cells.shuffled(cells, seed), 3), 0.25));
    assertThrows(UserError.class, () -> plan.withValidation(with, 0.25));
  }

  private static void assertParts(Fold fold, List<Cell> cells, Unit unit) {
    Set<Row> rows = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (List<Row> part : List.of(fold.train(), fold.validation(), fold.test())) {
      for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
        assertTrue(part.stream().anyMatch(row -> row.cell().label() == label));
      }
      for (Row row : part) {
        assertTrue(rows.add(row), row + " stands twice");
        ids.add(row.cell().id());
      }
    }
    assertEquals(cells.size(), ids.size());
    if (unit == Unit.ROW) {
      assertEquals(VERSIONS.size() * cells.size(), rows.size());
      return;
    }
    int trained = fold.train().size() / VERSIONS.size();
    assertEquals(cells.size(), trained + fold.validation().size() + fold.test().size());
    Set<String> seen = new HashSet<>();
    for (List<Row> part : List.of(fold.train(), fold.validation(), fold.test())) {
      Set<String> units = new HashSet<>();
      part.forEach(row -> units.add(unit.of(row.cell())));
      units.forEach(name -> assertTrue(seen.add(name), name + " stands in two parts"));
    }
  }

  @Test
  void officialFoldsGetAValidationPartByGroup() {
    List<Cell> cells = trainingFolder();
    FoldPlan plan = FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.PART, 5);
    FoldSet set = plan.withValidation(plan.kFold(cells, 3), 0.2);
    for (Leakage.OfFold fold : Leakage.of(set).folds()) {
      assertEquals(List.of(), fold.trainValidation());
    }
    // The official folds themselves leak, and a validation part does not heal it.
    assertTrue(Leakage.of(set).affected(Leakage.Kind.CONTENT) > 0);
  }

  @Test
  void leaksOfTheValidationPartAreToldApart() {
    Cell a = Cells.cell("a", Label.LEUKEMIC, "1", "g");
    Cell b = Cells.cell("b", Label.HEALTHY, "1", "g");
    Cell c = Cells.cell("c", Label.HEALTHY, "2", "g");
    Fold fold =
        new Fold(
            "x",
            List.of(Row.original(a)),
            List.of(new Row(a, "reflected"), Row.original(b)),
            List.of(Row.original(c)));
    Leakage leakage = Leakage.of(new FoldSet(Protocol.SUBJECT_DISJOINT, List.of(fold)));
    assertEquals(1, leakage.affectedByAny());
    assertEquals(
        List.of(
            new Leakage.Crossing(Leakage.Kind.COPY, "a", 1, 1),
            new Leakage.Crossing(Leakage.Kind.SUBJECT, "1", 1, 2),
            new Leakage.Crossing(Leakage.Kind.GROUP, "g", 1, 2)),
        leakage.folds().get(0).trainValidation());
    assertEquals(
        List.of(new Leakage.Crossing(Leakage.Kind.GROUP, "g", 2, 1)),
        leakage.folds().get(0).validationTest());
    assertEquals(2, leakage.brokenPromises().size());
    assertTrue(
        leakage.summary().contains("in training and validation: copies 1, subjects 1, groups 1"),
        leakage.summary());
  }

  @Test
  void smallCollections() {
    PartSizes three = sizes(plan(Protocol.PUBLISHED, 1).threeWay(Cells.single(3, 4), 6, 3, 1));
    for (PartSize part : List.of(three.train(), three.validation(), three.test())) {
      assertTrue(part.leukemicCells() >= 1 && part.healthyCells() >= 1, three.toString());
    }
    assertRefused("from 2 leukemic cells", Cells.single(2, 9), Protocol.PUBLISHED);
    assertRefused(
        "too few subjects to stand in training, validation and test",
        Cells.bySubject(2, 5, 9, 1),
        Protocol.SUBJECT_DISJOINT);
    FoldPlan plan = plan(Protocol.PUBLISHED, 1);
    assertThrows(UserError.class, () -> plan.threeWay(Cells.single(9, 9), 6, 3, 0));
    assertThrows(UserError.class, () -> plan.withValidation(plan.kFold(Cells.single(9, 9), 3), 1));
    List<Cell> parts = new ArrayList<>(Cells.single(9, 9));
    assertThrows(
        UserError.class,
        () -> FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.PART, 1).threeWay(parts, 6, 3, 1));
  }

  private static void assertRefused(String part, List<Cell> cells, Protocol protocol) {
    UserError error =
        assertThrows(UserError.class, () -> plan(protocol, 1).threeWay(cells, 6, 3, 1));
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertTrue(!error.getMessage().contains("\n"), "one line");
  }
}
