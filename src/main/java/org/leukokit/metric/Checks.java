package org.leukokit.metric;

/** What every metric asks of its arrays. */
final class Checks {
  private Checks() {}

  /**
   * @throws IllegalArgumentException if the lengths differ or a score is not finite
   */
  static void scores(boolean[] truth, double[] score) {
    if (truth.length != score.length) {
      throw new IllegalArgumentException(
          truth.length + " truths do not go with " + score.length + " scores");
    }
    for (int i = 0; i < score.length; i++) {
      if (!Double.isFinite(score[i])) {
        throw new IllegalArgumentException(
            "score " + i + " is " + score[i] + "; scores must be finite");
      }
    }
  }

  /**
   * @throws IllegalArgumentException if, besides, a score lies outside [0, 1]
   */
  static void probabilities(boolean[] truth, double[] score) {
    scores(truth, score);
    for (int i = 0; i < score.length; i++) {
      if (score[i] < 0 || score[i] > 1) {
        throw new IllegalArgumentException(
            "score " + i + " is " + score[i] + "; calibration needs scores in [0, 1]");
      }
    }
  }
}
