package org.leukokit.study.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.explain.GradCam;
import org.leukokit.explain.HeatMap;
import org.leukokit.image.Raster;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Layer;
import org.leukokit.net.LayerSummary;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.train.OutOfMemory;

/**
 * Where a saved network looks: Grad-CAM of its squares. The network is loaded as it was trained, so
 * that every layer is there. Close it to free the memory.
 */
public final class ModelExplainer implements AutoCloseable {
  private final SavedModel model;
  private final TorchRuntime runtime;
  private final NDManager manager;
  private final ConvNet net;

  /**
   * Loads the network.
   *
   * @throws UserError if the tensors are not the network's
   */
  public ModelExplainer(SavedModel model, TorchRuntime runtime) {
    this.model = model;
    this.runtime = runtime;
    List<Layer> layers = model.net().layers();
    // A network of its own: the model's stays without tensors.
    this.net = model.net().upTo(layers.get(layers.size() - 1).name());
    runtime.bindThread();
    this.manager = runtime.newManager();
    try (TensorSource tensors = model.tensors()) {
      net.setTensors(manager, tensors::read);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Refuses a layer that has no map.
   *
   * @param layer the layer's name
   * @throws UserError if there is none of that name, or what comes out of it has no height and
   *     width; names layers that have
   */
  public static void requireLayer(SavedModel model, String layer) {
    int side = model.input().size();
    List<String> maps =
        model.net().describe(side, side).stream()
            .filter(s -> s.output().length == 3)
            .map(LayerSummary::name)
            .collect(Collectors.toCollection(ArrayList::new));
    if (!maps.contains(layer)) {
      Collections.reverse(maps);
      throw new UserError(
          "the model has no layer '"
              + layer
              + "' with height and width; from its end on there are "
              + String.join(", ", maps.subList(0, Math.min(12, maps.size())))
              + (maps.size() > 12 ? " and " + (maps.size() - 12) + " more" : ""));
    }
  }

  /**
   * The layer where a map is taken unless another is named: the activation of the last convolution.
   */
  public static String defaultLayer(SavedModel model) {
    return model.backbone().gradCamLayer();
  }

  /**
   * The maps of some squares.
   *
   * @param layer see {@link #requireLayer}
   * @param squares as {@link SavedModel#square} gives them
   * @param classes the class that each map speaks for, an index into the model's classes
   * @return one map a square, of the layer's size, not scaled
   * @throws UserError if memory is short
   */
  public List<HeatMap> explain(String layer, List<Raster> squares, int[] classes) {
    int batch = model.record().input().batch();
    List<HeatMap> maps = new ArrayList<>();
    runtime.bindThread();
    for (int from = 0; from < squares.size(); from += batch) {
      int to = Math.min(squares.size(), from + batch);
      int[] wanted = java.util.Arrays.copyOfRange(classes, from, to);
      try (NDManager step = manager.newSubManager()) {
        maps.addAll(GradCam.of(net, layer, input(step, squares.subList(from, to)), wanted));
      } catch (EngineException | OutOfMemoryError e) {
        throw OutOfMemory.explain(e, batch);
      }
    }
    return maps;
  }

  private NDArray input(NDManager step, List<Raster> squares) {
    int side = model.input().size();
    ByteBuffer room =
        ByteBuffer.allocateDirect(Math.multiplyExact(4 * 3 * side * side, squares.size()))
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = room.asFloatBuffer();
    squares.forEach(square -> model.write(square, floats));
    return step.create(room, new Shape(squares.size(), 3, side, side), DataType.FLOAT32);
  }

  @Override
  public void close() {
    manager.close();
  }
}
