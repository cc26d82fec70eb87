package org.leukokit.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.leukokit.base.UserError;

/**
 * A block of DJL's as one layer. The block says which tensors there are and what is computed of
 * them; their values are handed in by name, as to every layer, so that training, saving and drawing
 * them are the kit's own.
 */
final class BlockLayer implements Layer {
  private final String name;
  private final Block block;
  private final List<ParameterSpec> parameters = new ArrayList<>();
  private final Map<Parameter, String> names = new IdentityHashMap<>();

  /**
   * @param name the layer's name
   * @param block the block; gets tensors of its own, of which only the shapes are used
   * @param manager keeps those
   * @param input a shape that it can take
   * @throws UserError if the block can't take it, has a parameter of no known kind, or draws
   *     numbers of its own
   */
  BlockLayer(String name, Block block, NDManager manager, Shape input) {
    this.name = name;
    this.block = block;
    requireRepeatable(block);
    try {
      block.initialize(manager, DataType.FLOAT32, input);
    } catch (RuntimeException e) {
      throw new UserError(
          name + " can't take images of the shape " + input + ": " + e.getMessage(), e);
    }
    Set<String> taken = new HashSet<>();
    for (Pair<String, Parameter> pair : block.getParameters()) {
      String path = name + "." + place(pair.getKey(), pair.getValue());
      String tensor = path + suffix(name, pair.getValue());
      if (!taken.add(tensor)) {
        throw new UserError(name + " has two tensors that would both be called " + tensor);
      }
      names.put(pair.getValue(), tensor);
      parameters.add(
          new ParameterSpec(tensor, pair.getValue().getType(), pair.getValue().getShape()));
    }
  }

  // DJL's dropout draws from the engine's generator, and no run could be repeated.
  private static void requireRepeatable(Block block) {
    if (block instanceof Dropout) {
      throw new UserError(
          "a block of your own can't hold DJL's Dropout, whose draws can't be repeated; leave it"
              + " out");
    }
    block.getChildren().values().forEach(BlockLayer::requireRepeatable);
  }

  /** {@code 01Conv2d} of {@code 01Conv2d_weight}. */
  private static String place(String key, Parameter parameter) {
    String own = "_" + parameter.getName();
    String path = key.endsWith(own) ? key.substring(0, key.length() - own.length()) : key;
    return path.replace('_', '.');
  }

  private static String suffix(String layer, Parameter parameter) {
    return switch (parameter.getType()) {
      case WEIGHT, GAMMA -> ".weight";
      case BIAS, BETA -> ".bias";
      case RUNNING_MEAN -> ".running_mean";
      case RUNNING_VAR -> ".running_var";
      default ->
          throw new UserError(
              layer
                  + " has a parameter "
                  + parameter.getName()
                  + " of the type "
                  + parameter.getType()
                  + "; known are weights, biases, gamma, beta and running statistics");
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public String kind() {
    return "DJL's " + block.getClass().getSimpleName();
  }

  @Override
  public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
    ParameterStore store =
        new ParameterStore(x.getManager(), false) {
          @Override
          public NDArray getValue(Parameter parameter, Device device, boolean training) {
            return parameter == null ? null : tensors.apply(names.get(parameter));
          }
        };
    // As the kit's own networks are computed; the block may hand on what it gets, so it stays open.
    NDArray in =
        x.getDevice().isGpu() || x.getShape().dimension() != 4
            ? x
            : TorchScript.CHANNELS_LAST.apply(x);
    return block.forward(store, new NDList(in), pass.normalisesBatch(name)).singletonOrThrow();
  }

  @Override
  public Shape output(Shape in) {
    try {
      return block.getOutputShapes(new Shape[] {in})[0];
    } catch (RuntimeException e) {
      // DJL's blocks throw many kinds.
      throw new IllegalArgumentException(name + " can't take " + in + ": " + e.getMessage(), e);
    }
  }
}
