package org.leukokit.net.weights;

import java.util.SortedMap;

/** Named tensors of 32-bit floats that can be read one at a time. */
public interface TensorSource extends AutoCloseable {
  /** The shape of every tensor, by name. */
  SortedMap<String, long[]> shapes();

  /**
   * Reads a tensor.
   *
   * @param name one of the names of {@link #shapes()}
   * @return its values in row-major order
   * @throws org.leukokit.base.UserError if the file turns out to be damaged
   */
  float[] read(String name);

  /** What these tensors are, for the reader of a result: "random weights, seed 1" or a file. */
  String description();

  /** The digest that addresses these tensors. */
  String digest();

  @Override
  default void close() {}
}
