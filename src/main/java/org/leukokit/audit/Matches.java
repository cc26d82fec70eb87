package org.leukokit.audit;

import java.util.List;
import org.leukokit.metric.ConfusionMatrix;

/**
 * The confusion matrices that give a row.
 *
 * @param count how many there are
 * @param examples the first of them, by TP and then TN; all where they are at most {@link
 *     MatrixSearch#EXAMPLES}
 */
public record Matches(long count, List<ConfusionMatrix> examples) {
  /** Copies the examples. */
  public Matches {
    examples = List.copyOf(examples);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return count == 0;
  }
}
