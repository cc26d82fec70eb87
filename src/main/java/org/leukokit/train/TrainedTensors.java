package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.net.weights.TensorSource;

/** The tensors of a trained network, read from native memory. */
record TrainedTensors(SortedMap<String, NDArray> tensors, String network, String sha256)
    implements TensorSource {
  @Override
  public SortedMap<String, long[]> shapes() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.getShape().getShape()));
    return shapes;
  }

  @Override
  public float[] read(String name) {
    return tensors.get(name).toFloatArray();
  }

  @Override
  public String description() {
    return "trained " + network;
  }

  @Override
  public String digest() {
    return "trained:" + sha256;
  }
}
