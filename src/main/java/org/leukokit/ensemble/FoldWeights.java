package org.leukokit.ensemble;

import java.util.List;

/**
 * The weights of the members in one fold. Each fold has its own, from its own validation rows: the
 * validation rows of one fold are test rows of another.
 *
 * @param fold the fold
 * @param performance what each member reached, in the order of the members; NaN where undefined
 * @param weights the weight of each member, 0 or more, adding up to 1
 */
public record FoldWeights(String fold, List<Double> performance, List<Double> weights) {
  /** Copies the lists. */
  public FoldWeights {
    performance = List.copyOf(performance);
    weights = List.copyOf(weights);
  }
}
