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
import java.util.function.UnaryOperator;
import org.leukokit.base.UserError;

/**
 * A network as a chain of named layers and, to DJL, a block whose parameters carry their plain
 * names ({@code features.0.weight}), so that weights are matched by name and a trainer finds them.
 *
 * <p>The chain can be computed in parts, {@link #forward(NDArray, int, int, Pass)}: features come
 * from a layer in the middle, and gradients can be taken at one.
 */
public final class ConvNet extends AbstractBlock {
  private final String id;
  private final int minimumSide;
  private final List<Layer> layers;
  private final Map<String, NDArray> constants = new HashMap<>();
  private volatile List<Long> checked = List.of();

  /**
   * @param id the network's id
   * @param minimumSide the smallest side of an image that its framework allows, in pixels; a
   *     network whose layers need more refuses less anyway
   * @param layers its layers, from the input on
   */
  ConvNet(String id, int minimumSide, List<Layer> layers) {
    this.id = id;
    this.minimumSide = minimumSide;
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
      for (Layer.Constant c : layer.constants()) {
        constants.put(c.name(), constant(manager, c.values(), c.shape()));
      }
    }
  }

  /** A tensor of these values, row-major. */
  static NDArray constant(NDManager manager, float[] values, Shape shape) {
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
   * @throws UserError if {@code from} is 0 and the images are too small for the network
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
    if (from == 0) {
      requireInput(x.getShape(), to);
    }
    Function<String, NDArray> tensors =
        name -> {
          NDArray other = instead.get(name);
          return other == null ? tensor(name) : other;
        };
    return Composites.chain(layers.subList(from, to), x, tensors, pass);
  }

  /**
   * Refuses images that the network can't take.
   *
   * @param height rows of pixels
   * @param width columns of pixels
   * @throws UserError in one line: they are too small, or a fully connected layer needs another
   *     size
   */
  public void requireInput(int height, int width) {
    requireInput(new Shape(1, 3, height, width), layers.size());
  }

  void requireInput(Shape input, int to) {
    List<Long> asked = List.of(input.get(2), input.get(3), (long) to);
    if (!asked.equals(checked)) {
      String problem = InputCheck.problem(id, layers.subList(0, to), minimumSide, input);
      if (problem != null) {
        throw new UserError(problem);
      }
      checked = asked;
    }
  }

  /**
   * The values of a tensor, row-major, to be saved or compared.
   *
   * @param name one of {@link #tensorShapes()}
   * @throws IllegalArgumentException if there is none of that name
   */
  public float[] values(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(id + " has no tensor " + name);
    }
    return parameter.getArray().toFloatArray();
  }

  /** The smallest side of an image that the network's framework allows, in pixels. */
  public int minimumSide() {
    return minimumSide;
  }

  /**
   * The network with another top: its layers up to and including {@link Head#after()}, then the
   * head's. Tensors are not copied; set them anew.
   *
   * @throws IllegalArgumentException if there is no such layer, or the head doesn't fit behind it
   */
  public ConvNet withHead(Head head) {
    List<Layer> all = new ArrayList<>(layers.subList(0, indexOf(head.after()) + 1));
    all.addAll(head.layers());
    return new ConvNet(id, minimumSide, all);
  }

  /** The network with other layers. Tensors are not copied; set them anew. */
  ConvNet with(UnaryOperator<List<Layer>> change) {
    return new ConvNet(id, minimumSide, change.apply(layers));
  }

  /** The layers up to and including one of them, as a network of its own. */
  public ConvNet upTo(String layerName) {
    return new ConvNet(id, minimumSide, layers.subList(0, indexOf(layerName) + 1));
  }

  /**
   * The layers as a table, from the input on: what comes out of each for one image.
   *
   * @param height rows of pixels
   * @param width columns of pixels
   * @throws UserError if the images are too small
   */
  public List<LayerSummary> describe(int height, int width) {
    requireInput(height, width);
    List<LayerSummary> rows = new ArrayList<>();
    Shape shape = new Shape(1, 3, height, width);
    for (Layer layer : layers) {
      shape = layer.output(shape);
      long[] out = Arrays.copyOfRange(shape.getShape(), 1, shape.dimension());
      long learned = count(layer, true);
      rows.add(
          new LayerSummary(
              layer.name(), layer.kind(), out, learned, count(layer, false) - learned));
    }
    return List.copyOf(rows);
  }

  private static long count(Layer layer, boolean learnedOnly) {
    return layer.parameters().stream()
        .filter(spec -> spec.learned() || !learnedOnly)
        .mapToLong(spec -> spec.shape().size())
        .sum();
  }

  /** The number of values that training moves: all but the running statistics. */
  public long learnedCount() {
    return layers.stream().mapToLong(layer -> count(layer, true)).sum();
  }

  /** A tensor of the network's own, by name; null if it was given none. */
  NDArray tensor(String name) {
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
    return Composites.output(layers.subList(0, to), input);
  }
}
