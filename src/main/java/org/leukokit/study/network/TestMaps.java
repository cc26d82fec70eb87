package org.leukokit.study.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.data.Label;
import org.leukokit.explain.GradCam;
import org.leukokit.explain.HeatMap;
import org.leukokit.net.Backbone;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.CellMaps;
import org.leukokit.split.Fold;
import org.leukokit.split.Row;
import org.leukokit.train.TrainedNetwork;

/** Grad-CAM of a trained network over some of its test cells, for the class that each is of. */
final class TestMaps {
  private static final int BATCH = 8;

  private final TorchRuntime runtime;
  private final NetworkMethod method;
  private final Backbone backbone;
  private final PreparedCells cells;

  TestMaps(TorchRuntime runtime, NetworkMethod method, Backbone backbone, PreparedCells cells) {
    this.runtime = runtime;
    this.method = method;
    this.backbone = backbone;
    this.cells = cells;
  }

  /** The test cells of a fold that are looked at. */
  static List<Row> draw(Fold fold, int count, long seed) {
    Map<String, Row> rows = new TreeMap<>();
    Map<String, Boolean> leukemic = new TreeMap<>();
    for (Row row : fold.test()) {
      if (row.isOriginal()) {
        rows.put(row.cell().id(), row);
        leukemic.put(row.cell().id(), row.cell().label() == Label.LEUKEMIC);
      }
    }
    return ExplainedCells.draw(leukemic, fold.name(), count, seed).stream().map(rows::get).toList();
  }

  /** Where the maps are taken. */
  static MapLayer layer(NetworkMethod method, Backbone backbone) {
    ConvNet net = backbone.build(ModelCards.CLASSES.size()).withHead(method.head());
    return MapLayer.of(net, backbone.gradCamLayer(), method.input().size());
  }

  /** The maps, each on the scale 0 to 1; one of the same value everywhere is all 1, or all 0. */
  CellMaps of(TrainedNetwork network, String fold, List<Row> rows) {
    List<CellMaps.CellMap> maps = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<Row> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      List<HeatMap> heat = of(network, batch);
      for (int i = 0; i < batch.size(); i++) {
        HeatMap scaled = kept(heat.get(i));
        maps.add(
            new CellMaps.CellMap(
                batch.get(i).cell().id(), fold, scaled.width(), scaled.height(), scaled.values()));
      }
    }
    return new CellMaps(maps);
  }

  // On the scale a map of one value would be 0 everywhere, as one is that finds nothing.
  private static HeatMap kept(HeatMap map) {
    float[] one = new float[map.values().length];
    Arrays.fill(one, 1);
    boolean alike = map.values()[0] > 0 && map.blank("").isPresent();
    return alike ? new HeatMap(map.width(), map.height(), one) : map.scaled();
  }

  private List<HeatMap> of(TrainedNetwork network, List<Row> rows) {
    List<TrainingExample> plain =
        rows.stream().map(r -> TrainingExample.plain(r.cell(), r.version())).toList();
    CellExamples inputs = new CellExamples(plain, cells, method.input(), backbone.preprocessing());
    Shape one = inputs.shape();
    int values = (int) one.size();
    ByteBuffer room =
        ByteBuffer.allocateDirect(Float.BYTES * values * rows.size())
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = room.asFloatBuffer();
    int[] classes = new int[rows.size()];
    for (int i = 0; i < classes.length; i++) {
      floats.limit((i + 1) * values).position(i * values);
      inputs.write(i, 0, floats);
      classes[i] = inputs.label(i);
    }
    runtime.bindThread();
    try (NDManager manager = runtime.newManager()) {
      NDArray batch =
          manager.create(
              room, new Shape(rows.size(), one.get(0), one.get(1), one.get(2)), DataType.FLOAT32);
      return GradCam.of(network.net(), layer(method, backbone).name(), batch, classes);
    }
  }
}
