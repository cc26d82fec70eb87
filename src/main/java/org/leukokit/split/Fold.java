package org.leukokit.split;

import java.util.List;
import java.util.Objects;

/**
 * One division of the rows: those a method is fitted on, those it is tested on.
 *
 * @param name such as {@code fold-03} or {@code hold-out}
 * @param train the rows to fit on, in a fixed order
 * @param test the rows to predict, in a fixed order
 */
public record Fold(String name, List<Row> train, List<Row> test) {
  /** Copies both lists. */
  public Fold {
    Objects.requireNonNull(name, "name");
    train = List.copyOf(train);
    test = List.copyOf(test);
  }
}
