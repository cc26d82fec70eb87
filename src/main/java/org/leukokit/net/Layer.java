package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;

/**
 * One step of a network, a value without state: its tensors are handed in by name.
 *
 * <p>Images are (batch, channels, height, width), vectors (batch, features).
 */
public interface Layer {
  /** The layer's name, unique in its network; names of its tensors begin with it. */
  String name();

  /** The tensors that the layer needs, in a fixed order. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /**
   * Computes the layer.
   *
   * @param x input
   * @param tensors gives each of {@link #parameters()} by name
   * @param pass what only training does: dropout, batch statistics
   * @return output, attached to the manager of the input
   */
  NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass);

  /**
   * The shape that comes out.
   *
   * @param in the shape that goes in, with the batch as first dimension
   */
  Shape output(Shape in);
}
