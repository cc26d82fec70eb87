package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.explain.HeatMap;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.Heads;
import org.leukokit.net.TestRuntime;
import org.leukokit.record.CellMaps;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;

/** Maps of where a study's networks look outlive the networks. */
class TestMapsTest {
  private static final Dataset CELLS = new PhantomCells(new PhantomSpec(5, 6, 12, 2, 1, 1, 64));

  @TempDir Path folder;

  /** Those of the run are those of the network that was kept, loaded again. */
  @Test
  void theRunsMapsAreTheSavedNetworks() {
    NetworkMethod method = SavedModelTest.method("squeezenet", 64);
    List<Path> runs =
        new NetworkStudyRunner(
                new NetworkStudySpec(
                    "test",
                    Unit.ROW,
                    List.of(Protocol.PUBLISHED),
                    List.of(method, method.shuffled()),
                    Set.of(),
                    7,
                    2,
                    5),
                CELLS,
                TestRuntime.get(),
                network -> Optional.empty(),
                folder.resolve("runs"),
                Map.of(),
                Progress.NONE,
                Keeping.models(folder.resolve("models")))
            .run();
    Path run = runs.get(0);
    assertFalse(CellMaps.exists(CellMaps.place(runs.get(1))), "shuffled labels show nothing");
    RunFolder read = RunFolder.read(run);
    CellMaps maps = CellMaps.read(CellMaps.place(run));
    List<String> folds = read.folds().folds();
    assertEquals(5 * folds.size(), maps.maps().size());
    Backbone backbone = Backbones.named(method.backbone());
    MapLayer layer = TestMaps.layer(method, backbone);
    assertEquals(layer.text(), read.record().environment().get(ExplainedCells.LAYER));
    String fold = folds.get(0);
    SavedModel saved =
        SavedModel.read(folder.resolve("models").resolve(run.getFileName()).resolve(fold));
    boolean any = false;
    try (ModelExplainer explainer = new ModelExplainer(saved, TestRuntime.get())) {
      for (CellMaps.CellMap map : maps.maps()) {
        if (map.fold().equals(fold)) {
          Cell cell =
              CELLS.cells().stream().filter(c -> c.id().equals(map.cell())).findFirst().get();
          HeatMap again =
              explainer
                  .explain(
                      layer.name(),
                      List.of(saved.square(CELLS.read(cell), cell.id())),
                      new int[] {cell.label() == Label.LEUKEMIC ? 1 : 0})
                  .get(0)
                  .scaled();
          assertEquals(again.width(), map.width());
          assertArrayEquals(again.values(), map.values(), 1e-3f);
          for (float v : map.values()) {
            any |= v > 0;
          }
        }
      }
    }
    assertTrue(any, "at least one map shows something");
  }

  @Test
  void halfOfEachClassAsFarAsThereAreEnough() {
    Map<String, Boolean> leukemic = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      leukemic.put("h" + i, false);
      if (i < 3) {
        leukemic.put("l" + i, true);
      }
    }
    List<String> eight = ExplainedCells.draw(leukemic, "one", 8, 1);
    assertEquals(3, eight.stream().filter(c -> c.startsWith("l")).count());
    assertEquals(8, Set.copyOf(eight).size());
    assertEquals(
        2,
        ExplainedCells.draw(leukemic, "one", 4, 1).stream().filter(c -> c.startsWith("l")).count());
    assertEquals(eight, ExplainedCells.draw(leukemic, "one", 8, 1));
    assertEquals(13, ExplainedCells.draw(leukemic, "one", 100, 1).size());
  }

  /** At the networks' own inputs nothing changes; at small ones the maps still show places. */
  @Test
  void mapsOfSmallInputsAreTakenEarlier() {
    for (Backbone b :
        List.of(
            Backbones.VGG16,
            Backbones.XCEPTION,
            Backbones.MOBILENET,
            Backbones.DENSENET121,
            Backbones.INCEPTION_RESNET_V2)) {
      assertEquals(b.gradCamLayer(), layer(b, 300).name());
    }
    assertEquals("block17_20_ac, 6×6", at(Backbones.INCEPTION_RESNET_V2, 124));
    assertEquals("pool4_relu, 6×6", at(Backbones.DENSENET121, 96));
    assertEquals("conv_pw_11_relu, 6×6", at(Backbones.MOBILENET, 96));
    assertEquals("block4_conv3_relu, 6×6", at(Backbones.VGG16, 48));
    assertEquals("block12, 6×6", at(Backbones.XCEPTION, 88));
  }

  private static String at(Backbone b, int side) {
    return layer(b, side).text();
  }

  private static MapLayer layer(Backbone b, int side) {
    return MapLayer.of(b.build(2).withHead(Heads.plain(b, 2)), b.gradCamLayer(), side);
  }
}
