package org.leukokit.experiment.leakage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.CellList;
import org.leukokit.data.Manifest;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.split.IdenticalFiles;
import org.leukokit.split.Leakage;
import org.leukokit.split.Leakage.Kind;

/** What the list of C-NMC 2019's files says, against counts known from elsewhere. */
class FileListTest {
  private static final CellList CELLS = CellList.of(Manifest.named("cnmc2019"));
  private static final FileList LIST = FileList.of(CELLS, 1);

  @Test
  void thePairsOfIdenticalFiles() {
    assertEquals(15_114, CELLS.cells().size());
    assertEquals(10_661, LIST.training().size());
    assertEquals(106, LIST.pairs().size());
    assertEquals(104, LIST.trainingPairs().size());
    assertEquals(
        71,
        LIST.trainingPairs().stream()
            .filter(IdenticalFiles.Pair::crossesSubjects)
            .filter(p -> p.first().group().equals("20+21"))
            .count());
    assertEquals(List.of("20+21", "51+75+78", "H2+H4+H5+H6+H7", "H3+H10"), LIST.sharedGroups());
  }

  @Test
  void theOfficialFoldsKeepSubjectsApartAndLeakAllTheSame() {
    Leakage official = LIST.folds().get(FileList.OFFICIAL);
    assertEquals(
        List.of("fold_0", "fold_1", "fold_2"),
        official.folds().stream().map(Leakage.OfFold::fold).toList());
    assertEquals(0, official.affected(Kind.SUBJECT));
    assertEquals(94, official.identicalPairs().size());
    assertEquals(188, official.affected(Kind.CONTENT));
    assertEquals(4, official.names(Kind.GROUP).size());
  }

  @Test
  void onlyFoldsByGroupAreClean() {
    assertTrue(LIST.folds().get(FileList.BY_GROUP).isClean());
    for (String way :
        List.of(FileList.OFFICIAL, FileList.COPIES, FileList.BY_CELL, FileList.BY_SUBJECT)) {
      assertTrue(LIST.folds().get(way).affectedByAny() > 1000, way);
    }
    assertEquals(53_305, LIST.folds().get(FileList.COPIES).testRows());
    assertTrue(LIST.folds().get(FileList.BY_SUBJECT).brokenPromises().isEmpty());
  }

  @Test
  void theTablesAddUp() {
    FileListTables tables = new FileListTables(LIST);
    TableExhibit pairs = tables.pairs();
    assertEquals("106", pairs.rows().get(pairs.rows().size() - 1).entries().get(2).text());
    assertEquals(12, tables.groups().rows().size());
    assertEquals("17.4", tables.official().rows().get(3).entries().get(5).text());
  }

  @Test
  void aListHasNoImagesAndSaysSo() {
    UserError e = assertThrows(UserError.class, () -> CELLS.read(CELLS.cells().get(0)));
    assertTrue(e.getMessage().contains("cnmc2019") && e.getMessage().contains("--images"));
  }
}
