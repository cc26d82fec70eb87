package org.leukokit.train;

/** When the training examples get a new order. */
public enum Shuffling {
  /** Before each epoch, as in Keras. */
  EVERY_EPOCH,
  /**
   * Before the first epoch and never again, the default of MATLAB's {@code trainingOptions}. With
   * {@link LastBatch#DROP} the same examples are then left out of every epoch.
   */
  ONCE
}
