package org.leukokit.data.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.DataDigest;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomSpec.ClassSize;

class ChallengePhantomsTest {
  private static final PhantomSpec FOLDER =
      new PhantomSpec(11, 4, 12, 1, 1, 1, 64)
          .withClasses(new ClassSize(4, 24), new ClassSize(3, 12));

  private static final ChallengePhantoms CELLS =
      new ChallengePhantoms(
          FOLDER,
          List.of(
              new ChallengePhantoms.Part("prelim", true, new ClassSize(3, 10), new ClassSize(2, 5)),
              new ChallengePhantoms.Part(
                  "final", false, new ClassSize(2, 6), new ClassSize(1, 3))));

  private static List<Cell> of(String part) {
    return CELLS.cells().stream().filter(c -> c.part().equals(part)).toList();
  }

  private static long count(String part, Label label) {
    return of(part).stream().filter(c -> c.label() == label).count();
  }

  private static Set<String> subjects(String part) {
    return of(part).stream().map(Cell::subject).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void partsAreAsLargeAsAskedAndTheirSubjectsNew() {
    assertEquals(24, count("phantom", Label.LEUKEMIC));
    assertEquals(12, count("phantom", Label.HEALTHY));
    assertEquals(10, count("prelim", Label.LEUKEMIC));
    assertEquals(5, count("prelim", Label.HEALTHY));
    assertEquals(9, count("final", Label.UNKNOWN));
    assertEquals(Set.of("P01", "P02", "P03", "P04", "Q01", "Q02", "Q03"), subjects("phantom"));
    assertEquals(Set.of("P05", "P06", "P07", "Q05", "Q06"), subjects("prelim"));
    assertEquals(Set.of(""), subjects("final"));
    String title = CELLS.info().title();
    assertTrue(title.startsWith("SYNTHETIC: 60 phantom cells of 15 subjects (seed 11"), title);
    assertEquals(60, CELLS.info().collectionCells());
    assertEquals(DataDigest.of(CELLS.cells()), CELLS.digest());
    List<String> ids = CELLS.cells().stream().map(Cell::id).toList();
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
    assertEquals(of("phantom"), new PhantomCells(FOLDER).cells());
  }

  /** As in the collection: of a preliminary cell only the tables know class and subject. */
  @Test
  void filesOfTheFurtherPartsAreNumberedInAnOrderThatSaysNothing() {
    for (String part : List.of("prelim", "final")) {
      List<Cell> cells = of(part);
      assertEquals(
          IntStream.rangeClosed(1, cells.size())
              .mapToObj(i -> part + "-" + i + ".bmp")
              .collect(Collectors.toSet()),
          cells.stream().map(Cell::id).collect(Collectors.toSet()));
      cells.forEach(c -> assertEquals("phantom/" + c.id().replace('-', '/'), c.file()));
    }
    List<Label> inOrder =
        of("prelim").stream()
            .sorted(Comparator.comparingInt(c -> Integer.parseInt(c.id().replaceAll("\\D", ""))))
            .map(Cell::label)
            .toList();
    long changes =
        IntStream.range(1, inOrder.size())
            .filter(i -> inOrder.get(i) != inOrder.get(i - 1))
            .count();
    assertFalse(changes < 2, "sorted by class: " + inOrder);
  }

  @Test
  void everyCellIsDrawnAsItsHashSaysAndNoOther() {
    for (Cell cell : CELLS.cells()) {
      assertEquals(cell.sha256(), Hashing.sha256Hex(CELLS.read(cell).rgb()), cell.id());
    }
    Cell foreign = new PhantomCells(new PhantomSpec(12, 4, 24, 1, 1, 1, 64)).cells().get(0);
    assertThrows(UserError.class, () -> CELLS.read(foreign));
  }
}
