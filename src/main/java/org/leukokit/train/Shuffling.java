package org.leukokit.train;

/** What comes in a new order, and when. */
public enum Shuffling {
  /** The examples, before each epoch, as in Keras. */
  EXAMPLES,
  /**
   * The examples, before the first epoch and never again, the default of MATLAB's {@code
   * trainingOptions}. With {@link LastBatch#DROP} the same examples are then left out of every
   * epoch.
   */
  ONCE,
  /**
   * The batches: examples come in one order that is drawn once, as if they were written to a file,
   * and every batch is the same stretch of it in every epoch.
   */
  BATCHES
}
