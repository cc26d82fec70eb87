package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;

/** The search for a split of printed sizes. */
class SubjectPlanTest {
  /** Table 3 of mondal2021. */
  private static final PartSizes TABLE_3 =
      new PartSizes(
          new PartSize(32, 5822, 19, 2703),
          new PartSize(15, 1450, 7, 686),
          new PartSize(13, 1219, 15, 648));

  private static SubjectPlan plan(Protocol protocol, long seed) {
    return new SubjectPlan(protocol, TABLE_3, "prelim", 10, seed);
  }

  private static List<Cell> labelled(String manifest) {
    return Manifest.named(manifest).cells().stream()
        .map(Manifest.ManifestCell::cell)
        .filter(cell -> cell.label() != Label.UNKNOWN)
        .toList();
  }

  @Test
  void theWholeCollectionMeetsTable3Exactly() {
    List<Cell> cells = labelled("cnmc2019");
    List<SubjectPlan.Drawn> drawn = plan(Protocol.PUBLISHED, 1).draws(cells, 5);
    assertEquals(5, drawn.size());
    assertEquals(drawn.get(0), plan(Protocol.PUBLISHED, 1).draw(Cells.shuffled(cells, 3)));
    Set<List<Row>> distinct = new HashSet<>();
    for (SubjectPlan.Drawn split : drawn) {
      assertEquals(TABLE_3, split.drawn());
      assertTrue(split.exact() && split.ownTest());
      assertTrue(distinct.add(split.folds().folds().get(0).validation()));
      assertEquals(
          List.of(),
          Leakage.of(new FoldSet(Protocol.SUBJECT_DISJOINT, split.folds().folds()))
              .brokenPromises());
      assertEquals(
          "validation: 15 + 7 subjects (1,450 + 686 cells), 17.0 % of the cells, as wanted",
          split.lines().get(1));
    }
    assertNotEquals(drawn.get(0).folds(), plan(Protocol.PUBLISHED, 2).draw(cells).folds());
    assertTrue(drawn.get(0).admissible() > 1e6, "splits: " + drawn.get(0).admissible());
  }

  @Test
  void groupsStayTogetherAndComeAsNearAsPossible() {
    List<Cell> cells = labelled("cnmc2019");
    SubjectPlan.Drawn split = plan(Protocol.GROUP_DISJOINT, 1).draw(cells);
    assertTrue(Leakage.of(split.folds()).brokenPromises().isEmpty());
    assertTrue(split.exact(), split.lines().toString());
  }

  @Test
  void cellsAreDrawnWithTheSameCounts() {
    SubjectPlan.Drawn split = plan(Protocol.SPLIT_FIRST, 1).draw(labelled("cnmc2019"));
    assertTrue(split.exact());
    assertFalse(split.ownTest());
    assertEquals(5822, split.drawn().train().leukemicCells());
    assertEquals(686, split.drawn().validation().healthyCells());
    assertEquals(1219, split.drawn().test().leukemicCells());
    assertTrue(Leakage.of(split.folds()).affectedShare(Leakage.Kind.SUBJECT) > 0.9);
  }

  /** The 99 cells have 7 + 2 of the preliminary part: too few by default, enough if asked for. */
  @Test
  void theSampleIsScaled() {
    List<Cell> cells = labelled("cnmc2019-sample");
    for (Protocol protocol : Protocol.values()) {
      SubjectPlan.Drawn split = plan(protocol, 1).draw(cells);
      assertFalse(split.ownTest());
      assertTrue(Leakage.of(split.folds()).brokenPromises().isEmpty());
      PartSizes sizes = split.drawn();
      for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
        assertEquals(split.wanted().test().cells(label), sizes.test().cells(label), 3);
        assertEquals(split.wanted().validation().cells(label), sizes.validation().cells(label), 3);
      }
    }
    SubjectPlan.Drawn own =
        new SubjectPlan(Protocol.PUBLISHED, TABLE_3, "prelim", 1, 1).draw(cells);
    assertTrue(own.ownTest());
    assertEquals(new PartSize(4, 7, 2, 2), own.drawn().test());
    assertEquals(90, own.drawn().train().cells() + own.drawn().validation().cells());
  }

  @Test
  void phantomsGetAThirdPart() {
    List<Cell> cells = new PhantomCells(PhantomSpec.standard(1)).cells();
    for (Protocol protocol : Protocol.values()) {
      SubjectPlan.Drawn split = plan(protocol, 1).draw(cells);
      assertTrue(split.searched() && !split.ownTest());
      assertTrue(Leakage.of(split.folds()).brokenPromises().isEmpty());
      for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
        int wanted = split.wanted().validation().cells(label);
        assertEquals(wanted, split.drawn().validation().cells(label), 0.5 * wanted);
      }
    }
  }

  /** Every sum of all subsets of a few units, counted one by one. */
  @Property(tries = 40, seed = "21")
  void subsetSumsAreAllThereAndCounted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 11) int n) {
    RandomStream random = RandomStream.at(seed, "units");
    int[] subjects = new int[n];
    int[] cells = new int[n];
    for (int i = 0; i < n; i++) {
      subjects[i] = 1 + random.nextInt(3);
      cells[i] = 1 + random.nextInt(9);
    }
    int[][] counted = new int[3 * n + 1][9 * n + 1];
    for (int set = 1; set < 1 << n; set++) {
      int k = 0;
      int s = 0;
      for (int i = 0; i < n; i++) {
        k += (set >> i & 1) * subjects[i];
        s += (set >> i & 1) * cells[i];
      }
      counted[k][s]++;
    }
    SubsetSums sums = new SubsetSums(subjects, cells, 3 * n, 9 * n);
    int wantedSubjects = 1 + random.nextInt(2 * n);
    int wantedCells = 1 + random.nextInt(6 * n);
    List<SubsetSums.Reached> reached = sums.nearest(wantedSubjects, wantedCells);
    int there = 0;
    for (int[] row : counted) {
      for (int count : row) {
        there += count > 0 ? 1 : 0;
      }
    }
    assertEquals(there, reached.size());
    double before = 0;
    for (SubsetSums.Reached r : reached) {
      assertEquals(counted[r.subjects()][r.cells()], r.subsets());
      double distance =
          Math.abs(r.subjects() - wantedSubjects) / (double) wantedSubjects
              + Math.abs(r.cells() - wantedCells) / (double) wantedCells;
      assertTrue(distance >= before - 1e-12);
      before = distance;
      boolean[] taken = sums.draw(r, random);
      int k = 0;
      int s = 0;
      for (int i = 0; i < n; i++) {
        k += taken[i] ? subjects[i] : 0;
        s += taken[i] ? cells[i] : 0;
      }
      assertEquals(r.subjects(), k);
      assertEquals(r.cells(), s);
    }
  }

  /** 6 units of one cell: each of the 15 pairs is drawn about as often. */
  @Test
  void drawsAreUniform() {
    int[] ones = {1, 1, 1, 1, 1, 1};
    SubsetSums sums = new SubsetSums(ones, ones, 6, 6);
    int[] drawn = new int[64];
    for (int i = 0; i < 15_000; i++) {
      boolean[] taken =
          sums.draw(new SubsetSums.Reached(2, 2, 15), RandomStream.at(4, "uniform", i));
      int set = 0;
      for (int u = 0; u < 6; u++) {
        set |= taken[u] ? 1 << u : 0;
      }
      drawn[set]++;
    }
    for (int set = 0; set < 64; set++) {
      assertEquals(Integer.bitCount(set) == 2 ? 1000 : 0, drawn[set], 150);
    }
  }

  @Property(tries = 40, seed = "22")
  void partsOfMadeUpCells(
      @ForAll @IntRange(min = 8, max = 30) int leukemic,
      @ForAll @IntRange(min = 8, max = 30) int healthy,
      @ForAll @IntRange(min = 0, max = 3) int protocol,
      @ForAll long seed) {
    List<Cell> cells = Cells.bySubject(leukemic, healthy, 20, seed);
    SubjectPlan plan = plan(Protocol.values()[protocol], seed);
    SubjectPlan.Drawn split;
    try {
      split = plan.draw(cells);
    } catch (UserError tooSmall) {
      // One cell a class to some part at least; only made-up groups of very few can fall short.
      assertTrue(tooSmall.getMessage().contains("too few"), tooSmall.getMessage());
      assertTrue(leukemic < 12 || healthy < 12, tooSmall.getMessage());
      return;
    }
    assertEquals(split, plan.draw(Cells.shuffled(cells, seed)));
    Fold fold = split.folds().folds().get(0);
    Set<String> ids = new HashSet<>();
    Set<String> units = new HashSet<>();
    for (List<Row> part : List.of(fold.train(), fold.validation(), fold.test())) {
      Set<String> own = new HashSet<>();
      for (Row row : part) {
        assertTrue(ids.add(row.cell().id()));
        own.add(plan.unit().of(row.cell()));
      }
      own.forEach(name -> assertTrue(units.add(name), name));
      assertTrue(PartSize.of(part).leukemicCells() > 0 && PartSize.of(part).healthyCells() > 0);
    }
    assertEquals(cells.size(), ids.size());
    assertTrue(Leakage.of(split.folds()).brokenPromises().isEmpty());
  }

  @Test
  void subjectsOfBothClassesAreDividedByShares() {
    List<Cell> cells = new java.util.ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String subject = "s" + i / 10;
      cells.add(Cells.cell("c" + i, i % 3 == 0 ? Label.HEALTHY : Label.LEUKEMIC, subject, subject));
    }
    SubjectPlan.Drawn split = plan(Protocol.PUBLISHED, 1).draw(cells);
    assertTrue(Double.isNaN(split.admissible()));
    assertFalse(split.searched());
    assertEquals(
        split.wanted().validation().cells() / 200.0,
        split.drawn().validation().cells() / 200.0,
        0.06);
  }

  @Test
  void refusals() {
    UserError few =
        assertThrows(
            UserError.class, () -> plan(Protocol.PUBLISHED, 1).draw(Cells.bySubject(2, 20, 9, 1)));
    assertTrue(few.getMessage().contains("too few subjects"), few.getMessage());
    List<Cell> torn = new java.util.ArrayList<>(labelled("cnmc2019"));
    Cell c = torn.get(0);
    torn.add(new Cell("new", "new", c.sha256(), Label.LEUKEMIC, c.subject(), c.group(), "prelim"));
    UserError both = assertThrows(UserError.class, () -> plan(Protocol.PUBLISHED, 1).draw(torn));
    assertTrue(both.getMessage().contains("stands in the part prelim"), both.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new SubjectPlan(Protocol.PUBLISHED, TABLE_3, "prelim", 0, 1));
  }
}
