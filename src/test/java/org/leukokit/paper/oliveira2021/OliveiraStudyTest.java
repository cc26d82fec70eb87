package org.leukokit.paper.oliveira2021;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;
import org.leukokit.study.Scale;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;

class OliveiraStudyTest {
  private static StudyOptions options(Scale scale, String... only) {
    return new StudyOptions(
        scale,
        Optional.empty(),
        Arrays.asList(Protocol.values()),
        10,
        1,
        2,
        Set.of(),
        new Oliveira2021().only(List.of(only)));
  }

  private static long count(List<Row> rows, Label label) {
    return rows.stream().filter(r -> r.cell().label() == label).count();
  }

  @Test
  void theWholeFolderIsSplitAsInTable1() {
    List<Cell> all = Manifest.named("cnmc2019").cells().stream().map(c -> c.cell()).toList();
    List<Cell> drawn = OliveiraStudy.SPLIT.drawn(all);
    assertEquals(10_661, drawn.size());
    FoldPlan plan = FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.CELL, 1);
    Fold fold = OliveiraStudy.SPLIT.folds(plan, drawn).folds().get(0);
    List<List<Row>> parts = List.of(fold.train(), fold.validation(), fold.test());
    for (int i = 0; i < 3; i++) {
      var printed = OliveiraPrinted.table(1).rows().get(i);
      assertEquals(
          printed.get("malignant"), Long.toString(count(parts.get(i), Label.LEUKEMIC)), "row " + i);
      assertEquals(
          printed.get("healthy"), Long.toString(count(parts.get(i), Label.HEALTHY)), "row " + i);
    }
  }

  @Test
  void fullScaleIsThePapers() {
    NetworkStudySpec spec = OliveiraStudy.networks("oliveira2021", options(Scale.FULL));
    assertEquals(
        List.of("vgg16", "vgg19", "xception", "xception-shuffled"),
        spec.methods().stream().map(NetworkMethod::id).toList());
    NetworkMethod vgg = spec.methods().get(0);
    assertEquals(400, vgg.training().epochs());
    assertEquals(250, vgg.input().size());
    assertEquals(1e-5, vgg.training().schedule().rate(0, 1000), 1e-12);
    assertEquals(1e-6, vgg.training().schedule().rate(400_000, 1000), 1e-12);
    assertEquals(5e-6, spec.methods().get(2).training().schedule().rate(0, 1000), 1e-12);
    assertTrue(
        vgg.training().settings().get("training penalties").startsWith("L1 1.0E-4 + L2 1.0E-4"));
    assertTrue(
        spec.methods()
            .get(2)
            .training()
            .settings()
            .get("training penalties")
            .startsWith("L1 7.0E-4 + L2 7.0E-4"));
    assertEquals(
        "10000", vgg.rows().counts().get("training rows of each class"), vgg.rows().describe());
    assertEquals("5000", vgg.rows().counts().get("validation rows of each class"));
  }

  @Test
  void whatGivesTheSameFoldsIsRunOnce() {
    NetworkStudySpec spec = OliveiraStudy.networks("oliveira2021", options(Scale.SMOKE, "vgg19"));
    assertEquals(
        List.of(Protocol.PUBLISHED, Protocol.SUBJECT_DISJOINT, Protocol.GROUP_DISJOINT),
        spec.protocols());
    assertEquals(
        List.of("vgg19", "vgg19-shuffled"),
        spec.methods(Protocol.PUBLISHED).stream().map(NetworkMethod::id).toList());
    assertEquals(
        List.of("vgg19"),
        spec.methods(Protocol.GROUP_DISJOINT).stream().map(NetworkMethod::id).toList());
    assertEquals(
        List.of(Protocol.PUBLISHED), OliveiraStudy.protocols(List.of(Protocol.SPLIT_FIRST)));
  }

  @Test
  void unknownNetworksAreRefusedByName() {
    Paper paper = new Oliveira2021();
    UserError error = assertThrows(UserError.class, () -> paper.only(List.of("vgg16", "resnet")));
    assertEquals(
        "--only resnet: oliveira2021 has no such part; it has vgg16, vgg19, xception",
        error.getMessage());
    UserError whole =
        assertThrows(UserError.class, () -> Paper.named("loey2020").only(List.of("alexnet")));
    assertTrue(whole.getMessage().endsWith("it has model-1"), whole.getMessage());
  }

  @Test
  void theBalancedReadingOfTheFittingMatrixGivesThePrintedRow() {
    // Sensitivity and specificity of 319/339 and 308/339 on any number of malignant cells.
    double[] values = OliveiraTables.balanced(new ConfusionMatrix(2 * 319, 2 * 20, 31, 308));
    double[] printed = {92.48, 91.14, 94.10, 90.86, 92.60};
    assertArrayEquals(printed, Arrays.stream(values).map(v -> 100 * v).toArray(), 0.005);
  }
}
