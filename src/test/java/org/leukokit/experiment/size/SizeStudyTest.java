package org.leukokit.experiment.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.CellList;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.data.SomeCells;
import org.leukokit.exhibit.Report;
import org.leukokit.experiment.ExperimentRuns;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;
import org.leukokit.study.FoldTables;
import org.leukokit.study.StudyRunner;

/** The whole way from a table of boxes to the report, on made-up boxes of real file names. */
class SizeStudyTest {
  @TempDir Path temp;

  @Test
  void fromATableOfBoxesToTheReport() {
    // Every tenth cell of the training folder, and what shares its group.
    Dataset cells =
        SomeCells.of(
            CellList.of(Manifest.named("cnmc2019")),
            c -> c.part().startsWith("fold_") && c.sha256().startsWith("a"),
            "a sample by hash");
    StringBuilder text = new StringBuilder("file,x,y,w,h\n");
    for (Cell cell : cells.cells()) {
      // By content, as identical files have one box; leukemic cells are larger, as in truth.
      RandomStream random = RandomStream.at(1, "made-up box", cell.sha256());
      double size = (cell.label() == Label.LEUKEMIC ? 240 : 215) + 25 * random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,0,0,%.0f,%.0f%n",
              cell.id(),
              size,
              size + 10 * random.nextGaussian()));
    }
    BoxTable table =
        BoxTable.parse(
            Path.of("made-up.csv"),
            text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    StudyRunner runner =
        new StudyRunner(
            SizeStudy.spec(3, List.of(Protocol.values()), 1),
            cells,
            new TableBoxes(table, cells.cells()),
            temp,
            Map.of(),
            Progress.NONE);
    List<RunFolder> runs = runner.run().stream().map(RunFolder::read).toList();
    assertEquals(4 * SizeStudy.methods().size(), runs.size());
    ExperimentRuns numbers = new ExperimentRuns(runs);
    for (Protocol protocol : Protocol.values()) {
      double size = numbers.value(Metric.BALANCED_ACCURACY, "knn-15", protocol);
      assertTrue(size > 0.55 && size < 0.8, protocol + " " + size);
      assertEquals(0.5, numbers.value(Metric.BALANCED_ACCURACY, "majority", protocol));
      double shuffled = numbers.value(Metric.BALANCED_ACCURACY, "knn-15-shuffled", protocol);
      assertEquals(0.5, shuffled, 0.06);
      assertEquals(
          cells.cells().size(),
          numbers.originals("knn-15", protocol).rows().size(),
          "every cell is tested once");
    }
    RunFolder official = numbers.get("knn-15", Protocol.PUBLISHED);
    assertEquals(List.of("fold_0", "fold_1", "fold_2"), official.folds().folds());
    assertFalse(official.record().inputs().settings().containsKey("libtorch threads"));
    assertEquals("full size", official.record().inputs().settings().get("input"));
    assertTrue(Leakage.of(FoldTables.of(numbers.get("knn-15", Protocol.GROUP_DISJOINT))).isClean());
    Report report = SizeReport.of(runs, List.of("a note"));
    assertEquals(3, report.exhibits().size());
    assertFalse(report.synthetic());
  }
}
