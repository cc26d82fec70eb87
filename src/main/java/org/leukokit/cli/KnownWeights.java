package org.leukokit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Preprocessing;

/** Which sets of known weights a network can take without being asked. */
final class KnownWeights {
  private static final String BODY_ONLY = "-notop";
  private static final String CAFFE_FILE = "caffemodel";

  /** What the manifest's column {@code input} means. */
  private static final Map<String, Preprocessing> INPUTS =
      Map.of(
          "keras", Preprocessing.keras(),
          "torchvision", Preprocessing.torchvision(),
          "caffe", Preprocessing.caffe(),
          "caffe-vgg", Preprocessing.kerasCaffe());

  private KnownWeights() {}

  /**
   * Those that want the input that the network is given, in the manifest's order, whole networks
   * first. Weights for other input would compute, and compute nonsense.
   *
   * @param network the network
   * @param bodySuffices whether a file without the network's own top will do
   */
  static List<WeightsEntry> fitting(Backbone network, boolean bodySuffices) {
    List<WeightsEntry> whole = new ArrayList<>();
    List<WeightsEntry> bodies = new ArrayList<>();
    for (WeightsEntry entry : Weights.allOfNetwork(network.id())) {
      if (network.preprocessing().equals(input(entry))) {
        (entry.name().endsWith(BODY_ONLY) ? bodies : whole).add(entry);
      }
    }
    if (bodySuffices) {
      whole.addAll(bodies);
    }
    return whole;
  }

  private static Preprocessing input(WeightsEntry entry) {
    // The reader of Caffe's files turns blue first into red first.
    return entry.layout().equals(CAFFE_FILE) && entry.input().equals("caffe")
        ? Preprocessing.caffeRgb()
        : INPUTS.get(entry.input());
  }
}
