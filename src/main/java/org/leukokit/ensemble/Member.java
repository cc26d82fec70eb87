package org.leukokit.ensemble;

import java.util.Objects;
import java.util.Optional;
import org.leukokit.record.Predictions;

/**
 * A member of an ensemble.
 *
 * @param name for people and in refusals, such as the method's title
 * @param predictions what it said of the test rows
 * @param validation what it said of validation rows, from which its weights come; empty where that
 *     is not known
 */
public record Member(String name, Predictions predictions, Optional<Predictions> validation) {
  /** All parts are there. */
  public Member {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(predictions, "predictions");
    Objects.requireNonNull(validation, "validation");
  }
}
