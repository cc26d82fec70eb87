package org.leukokit.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.record.CellMaps;
import org.leukokit.record.PanelFolder;

/** Where a picture of maps shows nothing, it says why, and for which class. */
class ExplainedPanelTest {
  private static final Dataset CELLS = new PhantomCells(new PhantomSpec(5, 1, 2, 1, 1, 0, 64));

  @TempDir Path runs;

  /** One value everywhere but in a corner. */
  private static CellMaps.CellMap map(Cell cell, float value, float corner) {
    float[] values = new float[36];
    Arrays.fill(values, value);
    values[35] = corner;
    return new CellMaps.CellMap(cell.id(), "one", 6, 6, values);
  }

  @Test
  void whatShowsNothingSaysWhy() {
    Cell first = CELLS.cells().get(0);
    Cell second = CELLS.cells().get(2);
    assertEquals(List.of(Label.LEUKEMIC, Label.HEALTHY), List.of(first.label(), second.label()));
    List<PanelRequest.Shown> shown =
        List.of(
            new PanelRequest.Shown(first.id(), "1", first.label()),
            new PanelRequest.Shown(second.id(), "2", second.label()));
    new CellMaps(List.of(map(first, 0, 0), map(second, 0, 1)))
        .write(CellMaps.place(runs.resolve("a")));
    new CellMaps(List.of(map(first, 0, 0), map(second, 1, 1)))
        .write(CellMaps.place(runs.resolve("b")));
    List<PanelRequest.Member> members =
        List.of(new PanelRequest.Member("A", "a", 1), new PanelRequest.Member("B", "b", 0));
    PanelSpec spec = new PanelSpec(0, 64, List.of(), 1);
    PanelRequest table = new PanelRequest.Explained("maps", 0, 64, members, "mean", shown);
    PanelRequest row = new PanelRequest.Looked("looked", 0, 64, 3, "a", shown);
    PanelRequest none = new PanelRequest.Looked("none", 0, 64, 3, "c", shown);
    PanelFolder read =
        PanelFolder.read(StudyPanels.folder(spec, CELLS, runs, List.of(table, row, none)));
    assertEquals(
        List.of(
            new PanelFolder.Words(0, 1, "nothing speaks for leukemic"),
            new PanelFolder.Words(0, 2, "nothing speaks for leukemic"),
            new PanelFolder.Words(0, 3, "nothing speaks for leukemic"),
            new PanelFolder.Words(1, 2, "all places alike for healthy")),
        read.get("maps").words());
    assertEquals(
        List.of(new PanelFolder.Words(1, 0, "nothing speaks for leukemic")),
        read.get("looked").words());
    assertEquals(
        List.of(
            new PanelFolder.Words(1, 0, "no map was kept"),
            new PanelFolder.Words(1, 1, "no map was kept")),
        read.get("none").words());
    assertEquals(List.of(), read.get("samples").words());
  }
}
