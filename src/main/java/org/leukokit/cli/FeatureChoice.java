package org.leukokit.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.UserError;
import org.leukokit.data.KitHome;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.FeatureLayer;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.study.NetworkFeatures;
import org.leukokit.study.PretrainedWeights;

/**
 * Where features are taken.
 *
 * @param network the network
 * @param layer its layer
 */
record FeatureChoice(Backbone network, FeatureLayer layer) {
  /**
   * What the user asked for, or the paper's own.
   *
   * @param paper the paper
   * @param backbone the network's name, null for the paper's
   * @param layer the layer's name, null for the network's default
   * @return empty for a paper that lets choose no network
   * @throws UserError if a name is unknown, or the paper lets choose none
   */
  static Optional<FeatureChoice> of(Paper paper, String backbone, String layer) {
    if (paper.backbone().isEmpty()) {
      if (backbone != null || layer != null) {
        throw new UserError(
            paper.key()
                + " has networks of its own; leave out --backbone and --layer, or choose among"
                + " them with --only");
      }
      return Optional.empty();
    }
    Backbone network = Backbones.named(backbone == null ? paper.backbone().get() : backbone);
    FeatureLayer chosen = layer == null ? network.defaultLayer() : network.featureLayer(layer);
    return Optional.of(new FeatureChoice(network, chosen));
  }

  /** The choice as a study knows it. */
  StudyOptions.Features options() {
    return new StudyOptions.Features(network.id(), layer.id(), network.inputSize());
  }

  /** One line for the console. */
  String text(Map<String, PretrainedWeights> pretrained) {
    PretrainedWeights weights = pretrained.get(network.id());
    return "Features: "
        + network.title()
        + ", layer "
        + layer.id()
        + ", "
        + (weights == null ? "random weights" : weights.description());
  }

  /** The features themselves. */
  NetworkFeatures source(
      TorchRuntime runtime, Map<String, PretrainedWeights> pretrained, long seed) {
    return source(runtime, pretrained, seed, KitHome.folder().resolve("features"));
  }

  /** As above, with a cache of one's own. */
  NetworkFeatures source(
      TorchRuntime runtime, Map<String, PretrainedWeights> pretrained, long seed, Path cache) {
    return new NetworkFeatures(
        runtime, network, layer, Optional.ofNullable(pretrained.get(network.id())), seed, cache);
  }
}
