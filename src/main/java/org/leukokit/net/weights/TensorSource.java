package org.leukokit.net.weights;

import java.util.List;
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

  /**
   * Where a tensor comes from and how its axes were changed.
   *
   * @param name one of the names of {@link #shapes()}
   */
  default MappingReport.Entry mapping(String name) {
    return new MappingReport.Entry(name, Shapes.text(shapes().get(name)), name, "as is");
  }

  /** What these tensors are, for the reader of a result: "random weights, seed 1" or a file. */
  String description();

  /**
   * What was taken off or converted so that the tensors are what they are here, for the reader of a
   * result: a wrapper, a prefix of names, another precision. Empty where nothing was.
   */
  default List<String> notes() {
    return List.of();
  }

  /** The description, and the notes in brackets where there are any. */
  default String fullDescription() {
    return notes().isEmpty()
        ? description()
        : description() + " [" + String.join("; ", notes()) + "]";
  }

  /** The digest that addresses these tensors. */
  String digest();

  @Override
  default void close() {}
}
