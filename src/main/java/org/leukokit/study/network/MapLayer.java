package org.leukokit.study.network;

import java.util.List;
import org.leukokit.net.ConvNet;
import org.leukokit.net.LayerSummary;

/**
 * Where Grad-CAM is taken: the activation of the network's last convolution, or, where the input is
 * so small that its maps show no place any more, the last such activation or residual sum before it
 * whose maps have {@link ExplainedCells#LEAST} fields each way.
 *
 * @param name the layer's name
 * @param height rows of its maps
 * @param width columns of its maps
 */
record MapLayer(String name, long height, long width) {
  /**
   * @param net the network
   * @param last the activation of its last convolution
   * @param side side of the input, in pixels
   */
  static MapLayer of(ConvNet net, String last, int side) {
    List<LayerSummary> layers = net.describe(side, side);
    int at = net.indexOf(last);
    String kind = layers.get(at).kind();
    // Of a network that has no such layer, those with the largest maps.
    for (int least = ExplainedCells.LEAST; least > 1; least--) {
      for (int i = at; i >= 0; i--) {
        long[] output = layers.get(i).output();
        if (shows(layers.get(i), kind) && output[1] >= least && output[2] >= least) {
          return of(layers.get(i));
        }
      }
    }
    return of(layers.get(at));
  }

  // Xception's activations before the last two stand inside its blocks, whose sums are layers.
  private static boolean shows(LayerSummary layer, String kind) {
    return layer.kind().equals(kind) || layer.kind().startsWith("residual");
  }

  private static MapLayer of(LayerSummary layer) {
    return new MapLayer(layer.name(), layer.output()[1], layer.output()[2]);
  }

  /** For provenance and reports: {@code block17_20_ac, 6×6}. */
  String text() {
    return name + ", " + height + "×" + width;
  }
}
