package org.leukokit.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Preprocessing;

/** Which sets of known weights a network can take without being asked. */
final class KnownWeights {
  private static final float[] ONE = {1, 1, 1};

  /** What the manifest's column {@code input} means. */
  private static final Map<String, Preprocessing> INPUTS =
      Map.of(
          "keras", Preprocessing.keras(),
          "torchvision", Preprocessing.torchvision(),
          "caffe", Preprocessing.caffe(),
          "caffe-vgg", new Preprocessing(true, new float[] {103.939f, 116.779f, 123.68f}, ONE),
          "caffe-mobilenet",
              new Preprocessing(
                  true,
                  new float[] {103.94f, 116.78f, 123.68f},
                  new float[] {0.017f, 0.017f, 0.017f}));

  /**
   * The layouts that {@link org.leukokit.net.weights.WeightFiles} opens under the networks' names.
   */
  private static final Set<String> LAYOUTS = Set.of("keras-h5", "torchvision-pth");

  private KnownWeights() {}

  /**
   * Those that want the input that the network is given, and all of whose tensors are there; in the
   * manifest's order. Weights for other input would compute, and compute nonsense.
   */
  static List<WeightsEntry> fitting(Backbone network) {
    return Weights.allOfNetwork(network.id()).stream()
        .filter(
            e ->
                network.preprocessing().equals(INPUTS.get(e.input()))
                    && LAYOUTS.contains(e.layout())
                    && !e.name().endsWith("-notop"))
        .toList();
  }
}
