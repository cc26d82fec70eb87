package org.leukokit.split;

import java.util.List;
import java.util.Objects;

/**
 * One division of the rows: those a method is fitted on, those it is chosen by, those it is tested
 * on.
 *
 * @param name such as {@code fold-03} or {@code hold-out}
 * @param train the rows to fit on, in a fixed order
 * @param validation the rows by which epochs, thresholds and weights are chosen, in a fixed order;
 *     empty where nothing is chosen so
 * @param test the rows to predict, in a fixed order
 */
public record Fold(String name, List<Row> train, List<Row> validation, List<Row> test) {
  /** Copies the lists. */
  public Fold {
    Objects.requireNonNull(name, "name");
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** A fold without a validation part. */
  public Fold(String name, List<Row> train, List<Row> test) {
    this(name, train, List.of(), test);
  }
}
