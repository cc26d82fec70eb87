package org.leukokit.classifier;

import java.util.Objects;

/**
 * What a classifier says about rows, in their order.
 *
 * @param score in [0, 1], higher for the positive class; a row counts as positive from 0.5 on. For
 *     the discriminant the posterior probability, for a support vector machine 1 / (1 + exp(−f)) of
 *     the decision value f (monotone, <em>not</em> calibrated), for neighbours the share of
 *     positive ones, for a tree and the majority class the share of positive training rows
 * @param margin what the score was made from: log odds, decision value, or score − 0.5. It keeps
 *     the order of rows whose scores round to 0 or 1
 */
public record Scores(double[] score, double[] margin) {
  /** Both of one length. */
  public Scores {
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(margin, "margin");
    if (score.length != margin.length) {
      throw new IllegalArgumentException(
          score.length + " scores and " + margin.length + " margins");
    }
  }

  static Scores ofLogits(double[] margin) {
    double[] score = new double[margin.length];
    for (int i = 0; i < score.length; i++) {
      score[i] = logistic(margin[i]);
    }
    return new Scores(score, margin);
  }

  static Scores ofShares(double[] share) {
    double[] margin = new double[share.length];
    for (int i = 0; i < margin.length; i++) {
      margin[i] = share[i] - 0.5;
    }
    return new Scores(share, margin);
  }

  /** 1 / (1 + exp(−x)); the same bits on every machine. */
  static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
