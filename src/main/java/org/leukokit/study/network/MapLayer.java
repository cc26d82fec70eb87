package org.leukokit.study.network;

import java.util.List;
import org.leukokit.net.ConvNet;
import org.leukokit.net.LayerSummary;

/**
 * Where Grad-CAM is taken: the activation of the network's last convolution, or, where the input is
 * so small that its maps show no place any more, the last activation of the same kind before it
 * whose maps do.
 *
 * @param name the layer's name
 * @param height rows of its maps
 * @param width columns of its maps
 */
record MapLayer(String name, long height, long width) {
  /** Maps of fewer rows or columns don't tell the middle of a cell from its rim. */
  static final int LEAST = 3;

  /**
   * @param net the network
   * @param last the activation of its last convolution
   * @param side side of the input, in pixels
   */
  static MapLayer of(ConvNet net, String last, int side) {
    List<LayerSummary> layers = net.describe(side, side);
    int at = net.indexOf(last);
    String kind = layers.get(at).kind();
    for (int i = at; i >= 0; i--) {
      long[] output = layers.get(i).output();
      if (layers.get(i).kind().equals(kind) && output[1] >= LEAST && output[2] >= LEAST) {
        return of(layers.get(i));
      }
    }
    return of(layers.get(at));
  }

  private static MapLayer of(LayerSummary layer) {
    return new MapLayer(layer.name(), layer.output()[1], layer.output()[2]);
  }

  /** For provenance and reports: {@code block17_20_ac, 3×3}. */
  String text() {
    return name + ", " + height + "×" + width;
  }
}
