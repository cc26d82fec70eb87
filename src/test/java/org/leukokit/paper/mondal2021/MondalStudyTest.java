package org.leukokit.paper.mondal2021;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.image.Crop;
import org.leukokit.image.Raster;
import org.leukokit.net.Backbones;
import org.leukokit.paper.OpenChoices;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.PartSize;
import org.leukokit.split.PartSizes;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Scale;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;

/** What is run. */
class MondalStudyTest {
  static StudyOptions options(Scale scale, Set<String> only, int splits) {
    return new StudyOptions(
        scale,
        Optional.empty(),
        List.of(Protocol.values()),
        10,
        1,
        2,
        Set.of("mobilenet"),
        only,
        splits,
        OpenChoices.DEFAULT);
  }

  private static List<String> under(NetworkStudySpec spec, Protocol protocol) {
    return spec.methods(protocol).stream().map(NetworkMethod::id).toList();
  }

  @Test
  void publishedIsBySubjectAndRunOnce() {
    NetworkStudySpec spec = MondalStudy.study("mondal2021", options(Scale.SMOKE, Set.of(), 3));
    assertEquals(
        List.of(Protocol.PUBLISHED, Protocol.SPLIT_FIRST, Protocol.GROUP_DISJOINT),
        spec.protocols());
    assertEquals(Unit.SUBJECT, spec.publishedUnit());
    assertEquals(13, under(spec, Protocol.PUBLISHED).size());
    assertTrue(under(spec, Protocol.PUBLISHED).contains("inceptionresnetv2-450"));
    assertTrue(under(spec, Protocol.PUBLISHED).contains("mobilenet-300-split-03"));
    assertEquals(List.of("mobilenet-300"), under(spec, Protocol.GROUP_DISJOINT));
    NetworkStudySpec full = MondalStudy.study("mondal2021", options(Scale.FULL, Set.of(), 1));
    assertEquals(MondalNetwork.ids(MondalInput.CROPPED), under(full, Protocol.SPLIT_FIRST));
    for (NetworkMethod method : full.methods()) {
      assertEquals(24, method.training().epochs());
      assertEquals(16, method.training().batchSize());
      // 12 steps of half a cycle in, the rate is at its highest.
      assertEquals(2e-3, method.training().schedule().rate(600, 100), 1e-9);
      assertEquals(method.id().contains("450") ? 450 : 300, method.input().size());
    }
  }

  /**
   * The paper crops "using the nearest neighbor interpolation technique": at whole pixels that is
   * the pixel itself.
   */
  @Test
  void theCropIsThatOfTheNearestNeighbour() {
    for (int side : new int[] {450, 600, 301}) {
      byte[] rgb = new byte[3 * side * side];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) (31 * i + i / 997);
      }
      Raster whole = new Raster(side, side, rgb);
      Raster crop = Crop.centre(whole, 300, 300);
      for (int y = 0; y < 300; y++) {
        for (int x = 0; x < 300; x++) {
          // The source's pixel whose centre is nearest to the centre of the crop's.
          int sx = (int) Math.ceil((side - 300) / 2.0 + x + 0.5 - 0.5 - 0.5);
          int sy = (int) Math.ceil((side - 300) / 2.0 + y + 0.5 - 0.5 - 0.5);
          for (int c = 0; c < 3; c++) {
            assertEquals(
                rgb[3 * (sy * side + sx) + c], crop.rgb()[3 * (y * 300 + x) + c], side + " px");
          }
        }
      }
    }
    for (NetworkMethod m :
        MondalStudy.study("mondal2021", options(Scale.FULL, Set.of(), 1)).methods()) {
      assertTrue(m.input().describe().endsWith("not resized") || m.input().crop() == 0);
    }
  }

  /** 300 px at 48 are not the paper's 300 px. */
  @Test
  void aLabelSaysHowManyPixelsAreSeen() {
    for (NetworkMethod m :
        MondalStudy.study("mondal2021", options(Scale.SMOKE, Set.of(), 1)).methods()) {
      assertTrue(m.title().contains("px, shrunk to " + m.input().size()), m.title());
    }
    for (NetworkMethod m :
        MondalStudy.study("mondal2021", options(Scale.FULL, Set.of(), 1)).methods()) {
      assertFalse(m.title().contains("shrunk"), m.title());
    }
  }

  @Test
  void everyNetworkTakesItsSmokeInput() {
    for (NetworkMethod m :
        MondalStudy.study("mondal2021", options(Scale.SMOKE, Set.of(), 1)).methods()) {
      Backbones.named(m.backbone()).withInputSize(m.input().size());
    }
  }

  @Test
  void onlyKeepsANetworkWithItsControls() {
    assertEquals(
        List.of("mobilenet-300", "mobilenet-300-shuffled", "mobilenet-300-split-02"),
        under(
            MondalStudy.study("mondal2021", options(Scale.SMOKE, Set.of("mobilenet-300"), 2)),
            Protocol.PUBLISHED));
    Paper paper = Paper.named("mondal2021");
    assertEquals(Set.of("xception-300"), paper.only(List.of("xception-300")));
    UserError refused = assertThrows(UserError.class, () -> paper.only(List.of("xception")));
    assertTrue(refused.getMessage().contains("xception-450"), refused.getMessage());
    assertThrows(UserError.class, () -> options(Scale.SMOKE, Set.of(), 0));
  }

  /** On the public file list the study's own folds are Table 3's, also with groups together. */
  @Test
  void theWholeCollectionMeetsTable3() {
    PartSizes table3 =
        new PartSizes(
            new PartSize(32, 5822, 19, 2703),
            new PartSize(15, 1450, 7, 686),
            new PartSize(13, 1219, 15, 648));
    assertEquals(table3, MondalStudy.table3());
    List<Cell> cells =
        Manifest.named("cnmc2019").cells().stream()
            .map(Manifest.ManifestCell::cell)
            .filter(cell -> cell.label() != Label.UNKNOWN)
            .toList();
    NetworkStudySpec spec = MondalStudy.study("mondal2021", options(Scale.FULL, Set.of(), 2));
    FoldSet first = null;
    for (Protocol protocol : List.of(Protocol.PUBLISHED, Protocol.GROUP_DISJOINT)) {
      FoldPlan plan = FoldPlan.ofOriginals(protocol, Unit.SUBJECT, 1);
      FoldDraw draw = spec.methods().get(0).draw();
      FoldSet folds = draw.folds(plan, cells);
      first = first == null ? folds : first;
      assertEquals(table3, PartSizes.of(folds.folds().get(0)));
      assertTrue(
          draw.facts(plan, cells)
              .get(FoldDraw.Printed.NEARNESS)
              .startsWith("test is the collection's own test part"));
    }
    FoldDraw second = spec.methods().get(spec.methods().size() - 1).draw();
    FoldSet other = second.folds(FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.SUBJECT, 1), cells);
    assertEquals(table3, PartSizes.of(other.folds().get(0)));
    assertNotEquals(first.folds().get(0).validation(), other.folds().get(0).validation());
    assertEquals(first.folds().get(0).test(), other.folds().get(0).test());
  }

  /** Without data, the paper's design is what is run: oversampled, tested on new subjects. */
  @Test
  void phantomsExerciseThePapersDesign() {
    List<Cell> cells = new Mondal2021().phantomCells(Scale.SMOKE, 1).cells();
    NetworkMethod method =
        MondalStudy.study("mondal2021", options(Scale.SMOKE, Set.of(), 1)).methods().get(0);
    for (Protocol protocol : List.of(Protocol.PUBLISHED, Protocol.GROUP_DISJOINT)) {
      FoldPlan plan = FoldPlan.ofOriginals(protocol, Unit.SUBJECT, 1);
      Fold fold = method.draw().folds(plan, cells).folds().get(0);
      PartSizes sizes = PartSizes.of(fold);
      assertEquals(new PartSize(6, 40, 6, 20), sizes.test());
      assertTrue(fold.test().stream().allMatch(r -> r.cell().part().equals("prelim")));
      Set<String> known =
          Stream.concat(fold.train().stream(), fold.validation().stream())
              .map(r -> r.cell().subject())
              .collect(Collectors.toSet());
      assertTrue(fold.test().stream().noneMatch(r -> known.contains(r.cell().subject())));
      PartSize train = sizes.train();
      assertEquals(2, (double) train.leukemicCells() / train.healthyCells(), 0.3, train.text());
      assertEquals(
          2 * train.leukemicCells(),
          method.rows().examples(fold.train(), 1).size(),
          "the smaller class is repeated until both are as large");
    }
  }

  /** Of the 99 sample cells, 9 are preliminary ones, and they are the test. */
  @Test
  void theSampleIsTestedOnItsPreliminaryCells() {
    List<Cell> cells =
        Manifest.named("cnmc2019-sample").cells().stream()
            .map(Manifest.ManifestCell::cell)
            .filter(cell -> cell.label() != Label.UNKNOWN)
            .toList();
    FoldDraw draw =
        MondalStudy.study("mondal2021", options(Scale.SMOKE, Set.of(), 1)).methods().get(0).draw();
    for (Protocol protocol : List.of(Protocol.PUBLISHED, Protocol.GROUP_DISJOINT)) {
      FoldSet folds = draw.folds(FoldPlan.ofOriginals(protocol, Unit.SUBJECT, 1), cells);
      assertEquals(9, folds.folds().get(0).test().size());
      assertTrue(
          folds.folds().get(0).test().stream().allMatch(r -> r.cell().part().equals("prelim")));
    }
    assertFalse(
        draw
            .folds(FoldPlan.ofOriginals(Protocol.SPLIT_FIRST, Unit.SUBJECT, 1), cells)
            .folds()
            .get(0)
            .test()
            .stream()
            .allMatch(r -> r.cell().part().equals("prelim")));
  }
}
