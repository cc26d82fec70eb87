package org.leukokit.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.split.Leakage.Crossing;
import org.leukokit.split.Leakage.Kind;

class LeakageTest {
  private static Cell cell(String id, String sha256, String subject, String group, String part) {
    Label label = subject.startsWith("H") ? Label.HEALTHY : Label.LEUKEMIC;
    return new Cell(id, id, sha256, label, subject, group, part);
  }

  @Test
  void namesEveryMadeLeak() {
    Cell a = cell("a", "sa", "1", "1+2", "p");
    Cell b = cell("b", "sb", "2", "1+2", "p");
    Cell c = cell("c", "sc", "3", "3", "p");
    Cell d = cell("d", "sc", "4", "4", "p");
    Cell e = cell("e", "se", "", "", "p");
    Cell f = cell("f", "sf", "", "", "p");
    Cell g = cell("g", "sg", "3", "3", "p");
    Fold fold =
        new Fold(
            "one",
            List.of(
                new Row(a, "reflected"), new Row(a, "rotated"), Row.original(c), Row.original(e)),
            List.of(
                Row.original(a),
                Row.original(b),
                Row.original(d),
                Row.original(f),
                Row.original(g)));
    Leakage leakage = Leakage.of(new FoldSet(Protocol.GROUP_DISJOINT, List.of(fold)));
    assertEquals(
        List.of(
            new Crossing(Kind.COPY, "a", 2, 1),
            new Crossing(Kind.CONTENT, "d = c", 1, 1),
            new Crossing(Kind.SUBJECT, "1", 2, 1),
            new Crossing(Kind.SUBJECT, "3", 1, 1),
            new Crossing(Kind.GROUP, "1+2", 2, 2),
            new Crossing(Kind.GROUP, "3", 1, 1)),
        leakage.folds().get(0).crossings());
    assertEquals(1, leakage.affected(Kind.COPY));
    assertEquals(2, leakage.affected(Kind.SUBJECT));
    assertEquals(3, leakage.affected(Kind.GROUP));
    // f alone has nothing in training: that its subject is unknown, as e's is, is no leak.
    assertEquals(4, leakage.affectedByAny());
    assertEquals(0.6, leakage.affectedShare(Kind.GROUP), 1e-12);
    assertEquals(6, leakage.brokenPromises().size());
    assertFalse(leakage.isClean());
    assertTrue(
        leakage
            .summary()
            .contains("  pairs of identical files on both sides: 1, 1 test rows (20.0 %): c = d"));
  }

  @Test
  void protocolsArePickedUpOnTheirWordOnly() {
    List<Cell> cells = Cells.bySubject(12, 12, 10, 3);
    FoldSet set = FoldPlan.ofOriginals(Protocol.SPLIT_FIRST, Unit.ROW, 1).kFold(cells, 4);
    Leakage leakage = Leakage.of(set);
    assertTrue(leakage.affectedShare(Kind.SUBJECT) > 0.8);
    assertTrue(leakage.brokenPromises().isEmpty());
    Leakage pretended = Leakage.of(new FoldSet(Protocol.SUBJECT_DISJOINT, set.folds()));
    assertEquals(
        pretended.folds().stream().mapToInt(f -> f.of(Kind.SUBJECT).size()).sum(),
        pretended.brokenPromises().size());
    Leakage strict =
        Leakage.of(FoldPlan.ofOriginals(Protocol.GROUP_DISJOINT, Unit.ROW, 1).kFold(cells, 4));
    assertTrue(strict.isClean());
    assertEquals(0, strict.affectedByAny());
  }

  /**
   * A few cells of C-NMC 2019 with their true names, subjects and hashes: subjects 20 and 21 share
   * cells, and the official folds have them in different parts.
   */
  @Test
  void officialFoldsLeak() {
    String ten = "b7ecdbfa348a352074dfe96d34ebf49d58d878b719bbfef1e9c04e2f32c1d331";
    String two = "0a4a0fa5e44f4a1653370ccc55dc5e6a9f0e325c153cfabc539742def2115da8";
    List<Cell> cells =
        List.of(
            cell("UID_20_10_1_all.bmp", ten, "20", "20+21", "fold_0"),
            cell("UID_20_10_2_all.bmp", two, "20", "20+21", "fold_0"),
            cell("UID_21_10_1_all.bmp", ten, "21", "20+21", "fold_2"),
            cell("UID_21_10_2_all.bmp", two, "21", "20+21", "fold_2"),
            cell("UID_11_10_1_all.bmp", "s1", "11", "11", "fold_0"),
            cell("UID_H1_1_1_hem.bmp", "s2", "H1", "H1", "fold_1"));
    FoldSet set = PartFolds.each(cells, List.of("fold_0", "fold_1", "fold_2"));
    Leakage leakage = Leakage.of(set);
    assertEquals(
        List.of(
            "UID_20_10_1_all.bmp = UID_21_10_1_all.bmp",
            "UID_20_10_2_all.bmp = UID_21_10_2_all.bmp",
            "UID_21_10_1_all.bmp = UID_20_10_1_all.bmp",
            "UID_21_10_2_all.bmp = UID_20_10_2_all.bmp"),
        leakage.names(Kind.CONTENT));
    assertEquals(
        List.of(
            "UID_20_10_1_all.bmp = UID_21_10_1_all.bmp",
            "UID_20_10_2_all.bmp = UID_21_10_2_all.bmp"),
        leakage.identicalPairs());
    assertEquals(4, leakage.affected(Kind.CONTENT));
    assertEquals(6, leakage.testRows());
    assertEquals(List.of(), leakage.names(Kind.SUBJECT));
    assertEquals(List.of("20+21"), leakage.names(Kind.GROUP));
    assertEquals("fold_1", set.folds().get(1).name());
    assertEquals(0, leakage.folds().get(1).affectedByAny());
    assertThrows(UserError.class, () -> PartFolds.each(cells, List.of("fold_0", "fold_9")));
    assertThrows(UserError.class, () -> PartFolds.each(cells, List.of("fold_0")));
  }
}
