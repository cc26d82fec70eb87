package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Subjects of whom one file is there stand in one group, through others too. */
class SharedFilesTest {
  private static Cell cell(String id, String content, String group) {
    return new Cell(id, id, content, Label.LEUKEMIC, group, group, "all");
  }

  @Test
  void groupsThatShareAFileAreOne() {
    List<Cell> cells =
        List.of(
            cell("a", "1", "P"),
            cell("b", "1", "Q"),
            cell("c", "2", "Q"),
            cell("d", "2", "R"),
            cell("e", "3", "S"),
            cell("f", "3", ""),
            cell("g", "4", "R"));
    assertEquals(
        List.of("P+Q+R", "P+Q+R", "P+Q+R", "P+Q+R", "S", "", "P+Q+R"),
        SharedFiles.grouped(cells).stream().map(Cell::group).toList());
    assertEquals(
        List.of("P", "Q", "Q", "R", "S", "", "R"),
        SharedFiles.grouped(cells).stream().map(Cell::subject).toList());
  }

  @Test
  void othersStayAsTheyAre() {
    List<Cell> cells = List.of(cell("a", "1", "P"), cell("b", "1", "P"), cell("c", "2", "Q"));
    assertEquals(cells, SharedFiles.grouped(cells));
  }
}
