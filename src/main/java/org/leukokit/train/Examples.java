package org.leukokit.train;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * Labelled network inputs: a pure function of example and epoch, called on several threads at once.
 */
public interface Examples {
  /** How many there are. */
  int size();

  /**
   * The class of an example, from 0.
   *
   * @param i 0 to below {@link #size()}
   */
  int label(int i);

  /** What names an example to the reader of an error: a cell's id and version. */
  String address(int i);

  /** The shape of one input without the batch: (channels, height, width). */
  Shape shape();

  /**
   * Writes an input as the network takes it: preprocessed and, for training, augmented.
   *
   * @param i 0 to below {@link #size()}
   * @param epoch the epoch from 0, for augmentation; validation and prediction give 0
   * @param out room for exactly {@code shape().size()} values, in row-major order, all of them to
   *     be written
   */
  void write(int i, int epoch, FloatBuffer out);
}
