package org.leukokit.split;

import java.util.List;
import java.util.Objects;

/**
 * The folds of one study under one protocol: data, drawn once and written to the run folder.
 *
 * @param protocol the protocol that they follow
 * @param folds the folds in order
 */
public record FoldSet(Protocol protocol, List<Fold> folds) {
  /** Copies the list. */
  public FoldSet {
    Objects.requireNonNull(protocol, "protocol");
    folds = List.copyOf(folds);
  }
}
