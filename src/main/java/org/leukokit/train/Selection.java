package org.leukokit.train;

/** Which epoch's weights are kept. */
public enum Selection {
  /** The last epoch's. */
  LAST,
  /** Those of the highest validation accuracy, the earliest of equals. */
  BEST_VALIDATION_ACCURACY,
  /** Those of the lowest validation loss, the earliest of equals. */
  BEST_VALIDATION_LOSS
}
