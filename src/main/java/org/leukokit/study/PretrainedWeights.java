package org.leukokit.study;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.leukokit.net.Backbone;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.weights.TensorSource;

/**
 * A file of weights that is at hand.
 *
 * @param sha256 its digest
 * @param description what it is, whose it is and what it was trained on as far as that is known,
 *     one line
 * @param input what it expects of pixels; empty where that is the network's own
 * @param open opens it
 */
public record PretrainedWeights(
    String sha256, String description, Optional<Preprocessing> input, Supplier<TensorSource> open) {
  /** All parts are there. */
  public PretrainedWeights {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(open, "open");
  }

  /** The network with the input that these weights expect. */
  public Backbone on(Backbone network) {
    return input.map(network::withPreprocessing).orElse(network);
  }
}
