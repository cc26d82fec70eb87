package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.net.Layers.Dropout;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.Flatten;
import org.leukokit.net.Pools.GlobalAveragePool;

/**
 * A layer of a {@link Head} as plain values, to be written down and read again.
 *
 * @param type {@code global-average}, {@code flatten}, {@code fully-connected}, {@code relu} or
 *     {@code dropout}
 * @param name the layer's name, which begins with {@link Head#PREFIX}
 * @param in values that a fully connected layer gets; 0 for the others
 * @param out values that it gives; 0 for the others
 * @param rate the share that dropout drops; 0 for the others
 */
public record HeadLayer(String type, String name, int in, int out, double rate) {
  private static final String AVERAGE = "global-average";
  private static final String FLATTEN = "flatten";
  private static final String CONNECTED = "fully-connected";
  private static final String RELU = "relu";
  private static final String DROPOUT = "dropout";

  /** Checks for null. */
  public HeadLayer {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
  }

  /** The layers of a head. */
  public static List<HeadLayer> of(Head head) {
    return head.layers().stream().map(HeadLayer::of).toList();
  }

  private static HeadLayer of(Layer layer) {
    if (layer instanceof FullyConnected fc) {
      return new HeadLayer(CONNECTED, fc.name(), fc.in(), fc.out(), 0);
    }
    if (layer instanceof Dropout dropout) {
      return new HeadLayer(DROPOUT, dropout.name(), 0, 0, dropout.rate());
    }
    if (layer instanceof Relu) {
      return new HeadLayer(RELU, layer.name(), 0, 0, 0);
    }
    if (layer instanceof Flatten) {
      return new HeadLayer(FLATTEN, layer.name(), 0, 0, 0);
    }
    if (layer instanceof GlobalAveragePool) {
      return new HeadLayer(AVERAGE, layer.name(), 0, 0, 0);
    }
    throw new IllegalArgumentException("a head's layer can't be written down: " + layer);
  }

  /**
   * The head that was written down.
   *
   * @param after name of the body's last layer that stays
   * @param layers its layers
   * @throws UserError if a layer is of no known type, or its name or numbers can't be
   */
  public static Head head(String after, List<HeadLayer> layers) {
    List<Layer> all = new ArrayList<>();
    int width = 0;
    for (HeadLayer layer : layers) {
      all.add(layer.layer());
      width = layer.type.equals(CONNECTED) ? layer.out : width;
    }
    return new Head(after, width, all);
  }

  private Layer layer() {
    boolean sized = type.equals(CONNECTED) ? in >= 1 && out >= 1 : in == 0 && out == 0;
    boolean rated = type.equals(DROPOUT) ? rate >= 0 && rate < 1 : rate == 0;
    if (!name.startsWith(Head.PREFIX) || !sized || !rated) {
      throw new UserError("the head has an impossible layer: " + this);
    }
    return switch (type) {
      case AVERAGE -> new GlobalAveragePool(name);
      case FLATTEN -> new Flatten(name);
      case CONNECTED -> new FullyConnected(name, in, out);
      case RELU -> new Relu(name);
      case DROPOUT -> new Dropout(name, (float) rate);
      default -> throw new UserError("the head has a layer of an unknown type: " + this);
    };
  }
}
