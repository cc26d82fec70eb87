package org.leukokit.train;

/** What comes in a new order in every epoch. */
public enum Shuffling {
  /** The examples: every epoch has other batches. */
  EXAMPLES,
  /**
   * The batches: examples come in one order that is drawn once, as if they were written to a file,
   * and every batch is the same stretch of it in every epoch.
   */
  BATCHES
}
