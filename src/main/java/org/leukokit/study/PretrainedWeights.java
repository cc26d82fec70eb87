package org.leukokit.study;

import java.util.Objects;
import java.util.function.Supplier;
import org.leukokit.net.weights.TensorSource;

/**
 * A file of pretrained weights that is at hand.
 *
 * @param sha256 its digest
 * @param description what it is and where it is from, one line
 * @param open opens it
 */
public record PretrainedWeights(String sha256, String description, Supplier<TensorSource> open) {
  /** All parts are there. */
  public PretrainedWeights {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(open, "open");
  }
}
