package org.leukokit.net.weights;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Small helpers for the shapes of tensors. */
public final class Shapes {
  private Shapes() {}

  /**
   * The number of values.
   *
   * @throws ArithmeticException if there are more than an array can hold
   */
  public static int size(long... shape) {
    long size = 1;
    for (long side : shape) {
      size = Math.multiplyExact(size, side);
    }
    return Math.toIntExact(size);
  }

  /** As people write it: {@code 64x3x11x11}, or {@code scalar}. */
  public static String text(long... shape) {
    return shape.length == 0
        ? "scalar"
        : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
