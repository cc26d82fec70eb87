package org.leukokit.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A network as a chain of named layers and, to DJL, a block whose parameters carry their plain
 * names ({@code features.0.weight}), so that weights are matched by name and a trainer finds them.
 *
 * <p>The chain can be computed in parts, {@link #forward(NDArray, int, int, Pass)}: features come
 * from a layer in the middle, and gradients can be taken at one.
 */
public final class ConvNet extends AbstractBlock {
  private final String id;
  private final List<Layer> layers;
  private final Map<String, NDArray> constants = new HashMap<>();

  /**
   * @param id the network's id
   * @param layers its layers, from the input on
   */
  ConvNet(String id, List<Layer> layers) {
    this.id = id;
    this.layers = List.copyOf(layers);
    for (Layer layer : this.layers) {
      for (ParameterSpec spec : layer.parameters()) {
        addParameter(
            Parameter.builder()
                .setName(spec.name())
                .setType(spec.type())
                .optRequiresGrad(spec.learned())
                .build());
      }
    }
  }

  /** The network's id. */
  public String id() {
    return id;
  }

  /** The layers, from the input on. */
  public List<Layer> layers() {
    return layers;
  }

  /** The shape of every tensor that the network needs, by name. */
  public SortedMap<String, long[]> tensorShapes() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    for (Layer layer : layers) {
      for (ParameterSpec spec : layer.parameters()) {
        shapes.put(spec.name(), spec.shape().getShape());
      }
    }
    return shapes;
  }

  /** The number of weights, biases and running statistics, as Keras and torchvision count them. */
  public long parameterCount() {
    return layers.stream()
        .flatMap(layer -> layer.parameters().stream())
        .mapToLong(spec -> spec.shape().size())
        .sum();
  }

  /**
   * The place of a layer.
   *
   * @return its index in {@link #layers()}
   * @throws IllegalArgumentException if there is no such layer
   */
  public int indexOf(String layerName) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).name().equals(layerName)) {
        return i;
      }
    }
    throw new IllegalArgumentException(id + " has no layer " + layerName);
  }

  /**
   * Gives the network its tensors.
   *
   * @param manager keeps them; closing it frees them
   * @param values the values of each tensor by name, in row-major order
   */
  public void setTensors(NDManager manager, Function<String, float[]> values) {
    for (Layer layer : layers) {
      for (ParameterSpec spec : layer.parameters()) {
        NDArray array = constant(manager, values.apply(spec.name()), spec.shape());
        parameters.get(spec.name()).setArray(array);
        array.setName(spec.name());
      }
    }
    prepareConstants(manager);
  }

  private void prepareConstants(NDManager manager) {
    for (Layer layer : layers) {
      if (layer instanceof Layers.LocalResponseNorm lrn) {
        long c = lrn.channels();
        constants.put(lrn.name() + ".band", constant(manager, lrn.band(), new Shape(c, c, 1, 1)));
        float[] offset = new float[lrn.channels()];
        Arrays.fill(offset, lrn.k());
        constants.put(lrn.name() + ".offset", constant(manager, offset, new Shape(c)));
      }
    }
  }

  private static NDArray constant(NDManager manager, float[] values, Shape shape) {
    // A copy in libtorch's own, aligned memory. Setting the values of an array that is there
    // already
    // would do as well, but makes libtorch print a warning.
    try (NDArray wrapped = manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32)) {
      return wrapped.duplicate();
    }
  }

  /**
   * Computes some of the layers with the network's own tensors. What lies between is let go of at
   * once; where gradients are recorded, libtorch itself keeps what it needs.
   *
   * @param x input of layer {@code from}; it stays open
   * @param from index of the first layer
   * @param to index behind the last layer
   * @param pass what only training does
   * @return output of layer {@code to − 1}, on the manager of the input
   */
  public NDArray forward(NDArray x, int from, int to, Pass pass) {
    return forward(x, from, to, pass, Map.of());
  }

  /**
   * As {@link #forward(NDArray, int, int, Pass)}, with some tensors replaced: a trainer's own,
   * which record gradients.
   *
   * @param instead by name, what takes the place of the network's own tensors
   */
  public NDArray forward(NDArray x, int from, int to, Pass pass, Map<String, NDArray> instead) {
    Function<String, NDArray> tensors =
        name -> {
          NDArray other = instead.get(name);
          return other == null ? tensor(name) : other;
        };
    NDArray current = x;
    for (int i = from; i < to; i++) {
      NDArray next = layers.get(i).forward(current, tensors, pass);
      if (next != current && current != x) {
        current.close();
      }
      current = next;
    }
    return current;
  }

  private NDArray tensor(String name) {
    Parameter parameter = parameters.get(name);
    return parameter == null ? constants.get(name) : parameter.getArray();
  }

  /**
   * Computes some of the layers with a trainer's parameters, keeping what gradients need.
   *
   * @param store gives the parameters
   * @param x input of layer {@code from}
   * @param from index of the first layer
   * @param to index behind the last layer
   * @param training whether dropout and batch statistics are active, as DJL's trainer has them
   */
  public NDArray forwardLayers(
      ParameterStore store, NDArray x, int from, int to, boolean training) {
    Device device = x.getDevice();
    Pass pass = training ? Pass.ENGINE_TRAINING : Pass.INFERENCE;
    Function<String, NDArray> tensors =
        name -> {
          Parameter parameter = parameters.get(name);
          return parameter == null
              ? constants.get(name)
              : store.getValue(parameter, device, training);
        };
    NDArray current = x;
    for (int i = from; i < to; i++) {
      current = layers.get(i).forward(current, tensors, pass);
    }
    return current;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(forwardLayers(store, inputs.singletonOrThrow(), 0, layers.size(), training));
  }

  @Override
  protected void prepare(Shape[] inputs) {
    for (Layer layer : layers) {
      for (ParameterSpec spec : layer.parameters()) {
        Parameter parameter = parameters.get(spec.name());
        if (!parameter.isInitialized()) {
          parameter.setShape(spec.shape());
        }
      }
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    prepareConstants(manager);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {outputOf(inputs[0], layers.size())};
  }

  /** The shape behind the first layers. */
  Shape outputOf(Shape input, int to) {
    Shape shape = input;
    for (Layer layer : new ArrayList<>(layers.subList(0, to))) {
      shape = layer.output(shape);
    }
    return shape;
  }
}
