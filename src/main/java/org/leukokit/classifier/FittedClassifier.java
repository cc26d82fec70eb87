package org.leukokit.classifier;

import java.io.Serializable;

/** A classifier after fitting: everything that it takes from the training rows. */
public interface FittedClassifier extends Serializable {
  /**
   * What it says about one row; the same bits as {@link FoldProblem#scores} has for that row.
   *
   * @param row the features as they came, not standardised
   * @return log odds, decision value, or share − 0.5: see {@link Scores#margin()}
   */
  double margin(float[] row);

  /** The score in [0, 1] of one row; see {@link Scores#score()}. */
  double score(float[] row);
}
