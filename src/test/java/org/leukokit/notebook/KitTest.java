package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.metric.ConfusionMatrix;
import tech.tablesaw.api.Table;

class KitTest {
  private static final Dataset SMALL = Kit.phantoms(PhantomSpec.standard(1).withCounts(6, 12));

  private static String sentence(org.junit.jupiter.api.function.Executable work) {
    Stop stop = assertThrows(Stop.class, work);
    assertEquals(0, stop.getStackTrace().length);
    assertEquals(null, stop.getCause());
    assertFalse(stop.getMessage().contains("\n"));
    return stop.getMessage();
  }

  @Test
  void wrongDataEndsWithOneSentence() {
    String said = sentence(() -> Kit.data("no/such/folder"));
    assertTrue(said.startsWith("no data set 'no/such/folder'"), said);
  }

  @Test
  void shortMemoryEndsWithOneSentence() {
    String said = sentence(() -> Kit.requireMemory(512L << 20));
    assertTrue(said.startsWith("memory is short: ") && said.contains("-Xmx1g"), said);
    Kit.requireMemory(1L << 30);
  }

  @Test
  void aCommandThatFailsEndsWithItsOwnSentence() {
    String said = sentence(() -> CommandLine.run(List.of("reproduce", "nobody1999")));
    assertTrue(said.startsWith("unknown paper 'nobody1999'"), said);
  }

  @Test
  void unknownExhibitsAreNamedWithThoseThatThereAre() {
    Page leaks = Kit.leaks();
    String said = sentence(() -> leaks.show("table-99"));
    assertTrue(said.contains("'table-99'") && said.contains("identical-files"), said);
    assertTrue(sentence(() -> leaks.section("Nothing")).contains("The same file twice"));
  }

  @Test
  void someCellsAreOfAsManyPersonsAsPossible() {
    List<Cell> some = Kit.some(SMALL, Label.HEALTHY, 6);
    assertEquals(6, some.stream().map(Cell::subject).distinct().count());
    List<Cell> all = Kit.some(SMALL, Label.HEALTHY, 99);
    Set<String> healthy =
        SMALL.cells().stream()
            .filter(c -> c.label() == Label.HEALTHY)
            .map(Cell::id)
            .collect(Collectors.toSet());
    assertEquals(healthy, all.stream().map(Cell::id).collect(Collectors.toSet()));
    assertEquals(12, all.size());
  }

  @Test
  void countsAreThoseOfTheCells() {
    Table counts = Kit.counts(SMALL);
    assertEquals(List.of("leukemic", "healthy"), counts.stringColumn("class").asList());
    assertEquals(List.of(12, 12), counts.intColumn("cells").asList());
    assertEquals(24, (int) Kit.subjects(SMALL).intColumn("cells").sum());
    Table parts = Kit.parts(Kit.cnmc2019());
    assertEquals(10_661 + 1_867 + 2_586, parts.rowCount() == 5 ? total(parts) : -1);
  }

  private static int total(Table parts) {
    return (int)
        (parts.intColumn("leukemic").sum()
            + parts.intColumn("healthy").sum()
            + parts.intColumn("not told").sum());
  }

  @Test
  void picturesComeBackAsTheSameCells() {
    Path folder = Kit.pictures(SMALL, SMALL.cells());
    Dataset again = Kit.data(folder.toString());
    assertEquals(SMALL.cells().size(), again.cells().size());
    Cell first = Kit.some(SMALL, Label.LEUKEMIC, 1).get(0);
    String stem = first.id().replace(".bmp", "");
    Cell same =
        again.cells().stream().filter(c -> c.id().startsWith(stem + ".")).findFirst().orElseThrow();
    assertEquals(Label.LEUKEMIC, same.label());
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        SMALL.read(first).rgb(), again.read(same).rgb());
  }

  @Test
  void comparesClassifiersUnderEveryProtocol() {
    Page page = Kit.compare(SMALL, ClassifierSpec.nearestNeighbour());
    assertEquals(8, page.table("metrics").rowCount());
    assertTrue(page.report().synthetic());
  }

  @Test
  void auditsARowAndItsMisprint() {
    // 319 of 339 and 308 of 339: accuracy 627 of 678 = 92.477 %.
    ConfusionMatrix right = new ConfusionMatrix(319, 20, 31, 308);
    assertEquals(0.92478, right.accuracy(), 1e-5);
    Table verdicts =
        Kit.audit(
                "method,sensitivity (percent),specificity (percent),accuracy (percent)\n"
                    + "right,94.10,90.86,92.48\nwrong,94.10,90.86,92.84\n",
                339,
                339)
            .table("table-verdicts");
    assertTrue(verdicts.getUnformatted(0, 1).contains("319+308"), verdicts.print());
    assertFalse(verdicts.getUnformatted(1, 1).equals(verdicts.getUnformatted(0, 1)));
  }
}
