package org.leukokit.study.network;

import org.leukokit.base.RandomStream;

/**
 * The labels that a method learns from: the cells' own, or, for the control, permuted, so that the
 * shares of the classes stay. Where the epoch is chosen by validation rows, their labels are
 * permuted as well, since a network that is picked by true labels has learned something from them.
 * What a method says of test rows is always held against the cells' own labels.
 *
 * @param method the method
 * @param seed the seed of the study
 * @param fold the fold's name
 */
record LearnedLabels(NetworkMethod method, long seed, String fold) {
  private static final String PURPOSE = "shuffled-labels";

  /** The training examples as the method sees them. */
  CellExamples training(CellExamples examples) {
    return method.shuffledLabels()
        ? permuted(examples, RandomStream.at(seed, PURPOSE, method.id(), fold))
        : examples;
  }

  /** The examples that an epoch is judged by, as the method sees them. */
  CellExamples validation(CellExamples examples) {
    return shufflesValidation(method)
        ? permuted(examples, RandomStream.at(seed, PURPOSE, method.id(), fold, "validation"))
        : examples;
  }

  /** Whether the labels of validation rows are permuted, too. */
  static boolean shufflesValidation(NetworkMethod method) {
    return method.shuffledLabels() && method.training().needsValidation();
  }

  private static CellExamples permuted(CellExamples examples, RandomStream random) {
    int[] labels = new int[examples.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = examples.label(i);
    }
    random.shuffle(labels);
    return examples.withLabels(labels);
  }
}
