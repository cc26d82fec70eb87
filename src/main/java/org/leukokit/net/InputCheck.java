package org.leukokit.net;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Which images a network can take, found from the shapes of its layers. */
final class InputCheck {
  private static final int LARGEST = 2048;

  private InputCheck() {}

  /** What is wrong with an input, in one line; null if nothing is. */
  static String problem(String id, List<Layer> layers, int minimumSide, Shape input) {
    long height = input.get(2);
    long width = input.get(3);
    if (Math.min(height, width) >= minimumSide && fits(layers, input)) {
      return null;
    }
    int least = minimumSide;
    while (least < LARGEST && !fits(layers, new Shape(1, 3, least, least))) {
      least++;
    }
    int most = least;
    while (most < LARGEST && fits(layers, new Shape(1, 3, most + 1, most + 1))) {
      most++;
    }
    String allowed =
        most == LARGEST
            ? "at least " + least + "x" + least + " pixels"
            : least
                + "x"
                + least
                + " to "
                + most
                + "x"
                + most
                + " pixels, as its fully connected"
                + " layers fix the size";
    return id
        + " takes images of "
        + allowed
        + ", not "
        + height
        + "x"
        + width
        + "; choose another size"
        + (most == LARGEST ? "" : " or replace its head");
  }

  private static boolean fits(List<Layer> layers, Shape input) {
    Shape shape = input;
    try {
      for (Layer layer : layers) {
        shape = layer.output(shape);
        for (long side : shape.getShape()) {
          if (side < 1) {
            return false;
          }
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
