package org.leukokit.study.network;

import java.util.List;
import java.util.Optional;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.record.RunRecord;
import org.leukokit.study.PretrainedWeights;

/**
 * The networks that methods name.
 *
 * @param own those that the kit doesn't have
 */
record Networks(List<Backbone> own) {
  static final Networks OF_THE_KIT = new Networks(List.of());

  /** Copies the list. */
  Networks {
    own = List.copyOf(own);
  }

  /** The network of a method. */
  Backbone of(NetworkMethod method) {
    return own.stream()
        .filter(b -> b.id().equals(method.backbone()))
        .findFirst()
        .orElseGet(() -> Backbones.named(method.backbone()));
  }

  /** The network of a method, with the input that the weights expect from which it begins. */
  Backbone of(NetworkMethod method, Optional<PretrainedWeights> start) {
    Backbone network = of(method);
    return start.map(w -> w.on(network)).orElse(network);
  }

  private static String began(String description) {
    return description.startsWith("pretrained") ? "weights " + description : description;
  }

  /** What a run says of the weights that its training began from. */
  static RunRecord.Weights weights(
      NetworkMethod method, Optional<PretrainedWeights> start, long seed) {
    String description =
        start
            .map(w -> "began with " + began(w.description()))
            .orElse(
                "began with random weights (" + method.initialiser().title() + "), seed " + seed);
    return new RunRecord.Weights(method.backbone(), "all, trained", start.isPresent(), description);
  }
}
