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

  /** The layers inside, in the order in which their tensors are listed; none for a simple layer. */
  default List<Layer> parts() {
    return List.of();
  }

  /** Tensors that are neither learned nor saved, such as the band of a normalisation. */
  default List<Constant> constants() {
    return List.of();
  }

  /**
   * A tensor whose values the layer itself knows.
   *
   * @param name its name, handed in beside {@link Layer#parameters()}
   * @param shape its shape
   * @param values its values, row-major
   */
  record Constant(String name, Shape shape, float[] values) {}

  /** What the layer is, in a few words: {@code convolution 3×3, stride 2}. */
  String kind();

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
   * @return the shape; a side below 1, or another rank than the next layer takes, means that the
   *     input is too small
   * @throws IllegalArgumentException if the layer can't take such an input at all
   */
  Shape output(Shape in);
}
