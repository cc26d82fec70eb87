package org.leukokit.classifier;

/**
 * By what the standardised features are divided before a linear or cubic kernel sees them: MATLAB's
 * {@code KernelScale}. Exports of its Classification Learner have {@code 'auto'} there, a heuristic
 * by subsampling that is not documented further.
 */
public enum KernelScale {
  /** Nothing, {@code fitcsvm}'s own default. */
  ONE("1"),
  /**
   * The median Euclidean distance between two training rows of the fold, standardised: the nearest
   * to MATLAB's heuristic that can be stated. All pairs count, so no draw is needed.
   */
  MEDIAN("median");

  private final String id;

  KernelScale(String id) {
    this.id = id;
  }

  /** The name on the command line and in tables. */
  public String id() {
    return id;
  }
}
