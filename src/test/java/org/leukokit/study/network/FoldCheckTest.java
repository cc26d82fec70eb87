package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.image.CopyDraw;
import org.leukokit.net.Backbones;
import org.leukokit.net.Heads;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;

/** What a fold can't give a training is said before any training. */
class FoldCheckTest {
  private static final Dataset CELLS = new PhantomCells(new PhantomSpec(5, 6, 12, 2, 1, 1, 64));

  private static NetworkMethod method(TrainingRows rows, int batch) {
    return new NetworkMethod(
        "small",
        "Small",
        "squeezenet",
        Heads.plain(Backbones.SQUEEZENET, 2),
        InputSpec.resized(48, InputSpec.Values.PLUS_MINUS_ONE),
        NetworkMethod.Start.SCRATCH,
        Initialiser.HE_UNIFORM,
        rows,
        new FoldDraw.KFold(2),
        TrainSpec.of(
            new Optimiser.Sgd(0.9, false, Definition.KERAS),
            new Schedule.Constant(0.001),
            1,
            batch),
        false,
        false);
  }

  private static List<Row> rows(Label label, int count) {
    return CELLS.cells().stream()
        .filter(c -> c.label() == label)
        .limit(count)
        .map(c -> new Row(c, Row.ORIGINAL))
        .toList();
  }

  private static List<Row> rows(int healthy, int leukemic) {
    List<Row> rows = new ArrayList<>(rows(Label.HEALTHY, healthy));
    rows.addAll(rows(Label.LEUKEMIC, leukemic));
    return rows;
  }

  private static String refused(NetworkMethod method, Fold... folds) {
    FoldSet set = new FoldSet(Protocol.GROUP_DISJOINT, List.of(folds));
    return assertThrows(UserError.class, () -> FoldCheck.require(method, set, 1)).getMessage();
  }

  private static Fold fold(String name, List<Row> train, List<Row> validation) {
    Cell tested = CELLS.cells().get(CELLS.cells().size() - 1);
    return new Fold(name, train, validation, List.of(new Row(tested, Row.ORIGINAL)));
  }

  @Test
  void aPartOfOneClassIsNamed() {
    NetworkMethod method = method(TrainingRows.Versions.PLAIN, 2);
    Fold good = fold("fold-01", rows(2, 3), List.of());
    assertEquals(
        "the training part of fold-02 (Small, group-disjoint) has no leukemic cell among its 3, and"
            + " needs both classes; choose other folds, another protocol or more cells",
        refused(method, good, fold("fold-02", rows(3, 0), List.of())));
    assertEquals(
        "the validation part of fold-02 (Small, group-disjoint) has no healthy cell among its 2,"
            + " and needs both classes; choose other folds, another protocol or more cells",
        refused(
            method, good, fold("fold-02", rows(2, 3).subList(0, 3), rows(5, 5).subList(8, 10))));
  }

  @Test
  void aBatchIsHeldAgainstTheSmallestTrainingPart() {
    Fold five = fold("fold-01", rows(2, 3), List.of());
    Fold four = fold("fold-02", rows(2, 2), List.of());
    assertEquals(
        "a batch of 6 is larger than the 4 training examples of fold-02 (Small, group-disjoint); a"
            + " batch size (--batch where the command has it) of 1 to 4 is possible, or take more"
            + " cells",
        refused(method(TrainingRows.Versions.PLAIN, 6), five, four));
    FoldSet set = new FoldSet(Protocol.GROUP_DISJOINT, List.of(five, four));
    assertDoesNotThrow(() -> FoldCheck.require(method(TrainingRows.Versions.PLAIN, 4), set, 1));
    // Copies count: it is filled up to 6 and 6.
    TrainingRows filled =
        new TrainingRows.Balanced(
            6, new CopyDraw(AugmentationDraw.range(25, 125), AugmentationDraw.range(10, 35), 2, 5));
    assertDoesNotThrow(() -> FoldCheck.require(method(filled, 12), set, 1));
    assertEquals(
        "a batch of 13 is larger than the 12 ", refused(method(filled, 13), five).substring(0, 36));
  }

  /** Of two methods the second can't be trained; nothing is done of the first either. */
  @Test
  void allJobsAreCheckedBeforeTheFirst(@TempDir Path folder) {
    NetworkMethod small = method(TrainingRows.Versions.PLAIN, 4);
    NetworkMethod large =
        method(TrainingRows.Versions.PLAIN, 400).on(new FoldDraw.KFold(2), "large", "Large");
    NetworkStudySpec spec =
        new NetworkStudySpec(
            "test", Unit.CELL, List.of(Protocol.PUBLISHED), List.of(small, large), Set.of(), 7, 2);
    Path runs = folder.resolve("runs");
    NetworkStudyRunner runner =
        new NetworkStudyRunner(
            spec,
            CELLS,
            TestRuntime.get(),
            network -> Optional.empty(),
            runs,
            Map.of(),
            Progress.NONE);
    for (org.junit.jupiter.api.function.Executable asked :
        List.<org.junit.jupiter.api.function.Executable>of(
            runner::planned, runner::forecast, runner::run)) {
      assertEquals(
          "a batch of 400 is larger than the 12 ",
          assertThrows(UserError.class, asked).getMessage().substring(0, 37));
    }
    assertFalse(Files.exists(runs));
  }
}
