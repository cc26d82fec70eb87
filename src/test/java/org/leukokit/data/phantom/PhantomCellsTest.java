package org.leukokit.data.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.DataDigest;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.image.BoundingBox;
import org.leukokit.image.Raster;

class PhantomCellsTest {
  private static final PhantomSpec SMALL = new PhantomSpec(11, 5, 40, 1, 1, 1, 96);

  @Test
  void bytesDependOnNeitherThreadsNorOrderNorInstance() {
    PhantomCells first = new PhantomCells(SMALL);
    Map<String, byte[]> parallel = new ConcurrentHashMap<>();
    first.cells().parallelStream().forEach(c -> parallel.put(c.id(), first.read(c).rgb()));
    PhantomCells second = new PhantomCells(SMALL);
    List<Cell> backwards = new ArrayList<>(second.cells());
    Collections.reverse(backwards);
    for (Cell cell : backwards) {
      assertArrayEquals(parallel.get(cell.id()), second.read(cell).rgb(), cell.id());
    }
    assertEquals(first.digest(), second.digest());
    assertEquals(first.cells(), second.cells());
  }

  // StrictMath and plain arithmetic: the same cells on every machine and JDK. Whoever changes how
  // cells look changes this number, and the results of every study on phantoms with it.
  @Test
  void cellsAreTheSameOnEveryMachine() {
    assertEquals(
        "25c35b898e7aadb24b25d403fdf1cbfe709df53c7db9eebd068b4df94de70b33",
        new PhantomCells(SMALL).digest());
  }

  @Test
  void everyPartOfTheSpecificationChangesTheData() {
    Set<String> digests = new TreeSet<>();
    List<PhantomSpec> specs =
        List.of(
            SMALL,
            new PhantomSpec(12, 5, 40, 1, 1, 1, 96),
            new PhantomSpec(11, 5, 40, 1, 1, 1, 97),
            SMALL.withClassSignal(1.1),
            SMALL.withSubjectSignal(1.1),
            SMALL.withSharedPairs(2),
            SMALL.withCounts(6, 40),
            SMALL.withShares(PhantomSpec.Shares.AS_MEASURED),
            SMALL.withFirstSubject(6),
            SMALL.withClasses(new PhantomSpec.ClassSize(5, 40), new PhantomSpec.ClassSize(5, 39)),
            SMALL.withCounts(5, 41));
    for (PhantomSpec spec : specs) {
      digests.add(new PhantomCells(spec).digest());
    }
    assertEquals(specs.size(), digests.size());
  }

  /** Beside the cells of each subject in the training folder of C-NMC 2019. */
  @Test
  void measuredSharesAreThoseOfTheCollection() {
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      List<Cell> folder =
          Manifest.named("cnmc2019").cells().stream()
              .map(Manifest.ManifestCell::cell)
              .filter(c -> c.label() == label && c.part().startsWith("fold"))
              .toList();
      List<Long> theirs = perSubject(folder);
      PhantomSpec.ClassSize size = new PhantomSpec.ClassSize(theirs.size(), folder.size() / 10);
      PhantomSpec.ClassSize other = new PhantomSpec.ClassSize(1, 2);
      boolean leukemic = label == Label.LEUKEMIC;
      PhantomSpec spec =
          new PhantomSpec(11, 5, 40, 1, 1, 0, 64)
              .withClasses(leukemic ? size : other, leukemic ? other : size)
              .withShares(PhantomSpec.Shares.AS_MEASURED);
      List<Long> ours =
          perSubject(
              new PhantomCells(spec).cells().stream().filter(c -> c.label() == label).toList());
      assertEquals(folder.size() / 10, ours.stream().mapToLong(c -> c).sum());
      assertEquals(theirs.size(), ours.size());
      for (double part : new double[] {0.1, 0.25, 0.5}) {
        assertEquals(share(theirs, part), share(ours, part), 0.1, ours + " for " + theirs);
      }
    }
  }

  private static List<Long> perSubject(List<Cell> cells) {
    return cells.stream()
        .collect(Collectors.groupingBy(Cell::subject, Collectors.counting()))
        .values()
        .stream()
        .sorted()
        .toList();
  }

  /** What the largest part of the subjects holds of all cells. */
  private static double share(List<Long> counts, double part) {
    double all = counts.stream().mapToLong(c -> c).sum();
    int from = counts.size() - (int) Math.round(part * counts.size());
    return counts.subList(from, counts.size()).stream().mapToLong(c -> c).sum() / all;
  }

  @Test
  void cellsAreWellFormed() {
    PhantomCells data = new PhantomCells(SMALL);
    Pattern id = Pattern.compile("PHANTOM_([PQ]\\d\\d)_\\d+_\\d+_(all|hem)\\.bmp");
    List<String> ids = data.cells().stream().map(Cell::id).toList();
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
    assertEquals(80, ids.size());
    for (Label label : new Label[] {Label.LEUKEMIC, Label.HEALTHY}) {
      List<Cell> cells = data.cells().stream().filter(c -> c.label() == label).toList();
      assertEquals(40, cells.size());
      Map<String, Long> counts =
          cells.stream().collect(Collectors.groupingBy(Cell::subject, Collectors.counting()));
      assertEquals(5, counts.size());
      assertTrue(Collections.min(counts.values()) >= 2);
      assertTrue(new TreeSet<>(counts.values()).size() > 1, "shares differ: " + counts);
    }
    for (Cell cell : data.cells()) {
      var matcher = id.matcher(cell.id());
      assertTrue(matcher.matches(), cell.id());
      assertEquals(cell.subject(), matcher.group(1));
      boolean leukemic = cell.label() == Label.LEUKEMIC;
      assertEquals(leukemic ? "all" : "hem", matcher.group(2));
      assertEquals(leukemic ? 'P' : 'Q', cell.subject().charAt(0));
      assertEquals("phantom", cell.part());
      Raster raster = data.read(cell);
      assertEquals(96, raster.width());
      assertEquals(Hashing.sha256Hex(raster.rgb()), cell.sha256());
      BoundingBox box = BoundingBox.of(raster, 0).orElseThrow();
      assertTrue(box.width() > 20 && box.height() > 20, cell.id() + " " + box);
      assertEquals(0, raster.get(0, 0, 0));
    }
    assertTrue(data.info().synthetic());
    assertEquals("phantom", data.info().name());
    assertEquals(80, data.info().collectionCells());
    assertEquals(DataDigest.of(data.cells()), data.digest());
  }

  @Test
  void sharedPairsHoldByteIdenticalCellsAndAreOneGroup() {
    PhantomCells data = new PhantomCells(SMALL.withSharedPairs(2));
    Map<String, List<Cell>> byHash =
        data.cells().stream().collect(Collectors.groupingBy(Cell::sha256));
    Set<String> sharing = new TreeSet<>();
    for (List<Cell> same : byHash.values()) {
      if (same.size() > 1) {
        assertEquals(2, same.size());
        assertNotEquals(same.get(0).subject(), same.get(1).subject());
        assertEquals(same.get(0).group(), same.get(1).group());
        sharing.add(same.get(0).group());
      }
    }
    assertEquals(Set.of("P01+P02", "P03+P04", "Q01+Q02", "Q03+Q04"), sharing);
    Map<String, Set<String>> groups =
        data.cells().stream()
            .collect(
                Collectors.groupingBy(
                    Cell::subject, Collectors.mapping(Cell::group, Collectors.toSet())));
    assertEquals(Set.of("P03+P04"), groups.get("P04"));
    assertEquals(Set.of("P05"), groups.get("P05"));
  }

  @Test
  void withoutSharedPairsEveryCellIsItsOwn() {
    PhantomCells data = new PhantomCells(SMALL.withSharedPairs(0));
    assertEquals(80, data.cells().stream().map(Cell::sha256).distinct().count());
    assertTrue(data.cells().stream().allMatch(c -> c.group().equals(c.subject())));
  }

  // Sharing concerns the second name alone: every other cell is as it was.
  @Test
  void sharingChangesOnlyTheSecondNames() {
    Function<PhantomCells, Map<String, String>> hashes =
        d -> d.cells().stream().collect(Collectors.toMap(Cell::id, Cell::sha256));
    Map<String, String> without = hashes.apply(new PhantomCells(SMALL.withSharedPairs(0)));
    Map<String, String> with = hashes.apply(new PhantomCells(SMALL));
    assertEquals(without.keySet(), with.keySet());
    for (String id : with.keySet()) {
      boolean second = id.contains("_P02_") || id.contains("_Q02_");
      assertEquals(second, !with.get(id).equals(without.get(id)), id);
    }
  }

  @Test
  void aForeignCellIsRefused() {
    PhantomCells data = new PhantomCells(SMALL);
    Cell foreign = new Cell("x.bmp", "x.bmp", "", Label.HEALTHY, "", "", "phantom");
    UserError e = assertThrows(UserError.class, () -> data.read(foreign));
    assertTrue(e.getMessage().contains("x.bmp"));
    Cell other = new PhantomCells(SMALL.withClassSignal(2)).cells().get(0);
    e = assertThrows(UserError.class, () -> data.read(other));
    assertTrue(e.getMessage().contains(other.id()));
  }

  @Test
  void impossibleSpecificationsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SMALL.withClassSignal(-0.1));
    assertThrows(IllegalArgumentException.class, () -> SMALL.withClassSignal(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> SMALL.withSubjectSignal(5));
    assertThrows(IllegalArgumentException.class, () -> SMALL.withSharedPairs(3));
    assertThrows(IllegalArgumentException.class, () -> SMALL.withCounts(5, 9));
    assertThrows(IllegalArgumentException.class, () -> SMALL.withCounts(0, 9));
    assertThrows(IllegalArgumentException.class, () -> new PhantomSpec(1, 5, 40, 1, 1, 1, 63));
  }
}
