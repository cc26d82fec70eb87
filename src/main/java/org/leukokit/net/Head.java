package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Layers.Dropout;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.Flatten;
import org.leukokit.net.Pools.GlobalAveragePool;

/**
 * The top of a network, a value: the layers that stand behind a named layer of its body. Their
 * names begin with {@code head.}, so that what is new in a network can be told from what is not;
 * the last gives logits, and a softmax over them is left to the loss.
 *
 * @param after name of the body's last layer that stays
 * @param width values or channels that the next layer gets
 * @param layers the new layers
 */
public record Head(String after, int width, List<Layer> layers) {
  /** What the names of a head's layers begin with. */
  public static final String PREFIX = "head.";

  /** Copies the list. */
  public Head {
    layers = List.copyOf(layers);
  }

  /**
   * A head without layers yet.
   *
   * @param after name of the body's last layer that stays
   * @param width its channels, or its values if it is a vector
   */
  public static Head behind(String after, int width) {
    return new Head(after, width, List.of());
  }

  /** Then the mean of each channel. */
  public Head globalAverage() {
    return with(new GlobalAveragePool(name("gap")), width);
  }

  /**
   * Then all values of all channels in a row.
   *
   * @param height rows of what the body gives
   * @param columns columns of it
   */
  public Head flatten(int height, int columns) {
    return with(new Flatten(name("flat")), width * height * columns);
  }

  /** Then a fully connected layer with a bias. */
  public Head fullyConnected(int out) {
    return with(new FullyConnected(name("fc"), width, out), out);
  }

  /** Then {@code max(0, x)}. */
  public Head relu() {
    return with(new Relu(name("relu")), width);
  }

  /** Then dropout. */
  public Head dropout(float rate) {
    return with(new Dropout(name("drop"), rate), width);
  }

  /** Whether a tensor belongs to a head. */
  public static boolean owns(String tensor) {
    return tensor.startsWith(PREFIX);
  }

  private String name(String kind) {
    long before = layers.stream().filter(l -> l.name().startsWith(PREFIX + kind)).count();
    return PREFIX + kind + (before + 1);
  }

  private Head with(Layer layer, int out) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(layer);
    return new Head(after, out, all);
  }
}
