package org.leukokit.classifier;

import java.util.function.IntToDoubleFunction;
import org.leukokit.base.UserError;

/**
 * The k nearest training rows by Euclidean distance of standardised features vote with equal
 * weight. Of training rows at exactly the same distance those that come first in the training rows
 * are nearer. k is odd, so votes can't tie.
 */
final class NearestNeighbours implements FittedClassifier {
  private static final long serialVersionUID = 1L;

  private final int k;
  private final Standardiser standardiser;
  private final double[][] rows;
  private final double[] squares;
  private final boolean[] positive;

  NearestNeighbours(int k, Standardiser standardiser, double[][] rows, boolean[] positive) {
    check(k, positive.length);
    this.k = k;
    this.standardiser = standardiser;
    this.rows = rows;
    this.positive = positive;
    squares = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      squares[i] = Products.dot(rows[i], rows[i]);
    }
  }

  @Override
  public double margin(float[] row) {
    return score(row) - 0.5;
  }

  @Override
  public double score(float[] row) {
    double[] z = standardiser.apply(row);
    double zz = Products.dot(z, z);
    return share(
        k, positive, i -> Kernel.squaredDistance(Products.dot(rows[i], z), squares[i], zz));
  }

  /** The shares for a fold's test rows from its Gram matrix, the same bits as row by row. */
  static double[] shares(Gram gram, int k, boolean[] positive, Workers workers) {
    check(k, gram.train());
    double[] shares = new double[gram.test()];
    workers.forEach(
        shares.length, t -> shares[t] = share(k, positive, i -> gram.squaredDistanceToTest(i, t)));
    return shares;
  }

  /** The shares for rows of a matrix, each by itself: no memory beyond the training rows. */
  double[] shares(FeatureMatrix x, int[] test, Workers workers) {
    double[] shares = new double[test.length];
    workers.forEach(shares.length, t -> shares[t] = score(x.row(test[t])));
    return shares;
  }

  private static void check(int k, int train) {
    if (k > train) {
      throw new UserError(
          "knn: " + k + " neighbours of only " + train + " training rows; use fewer neighbours");
    }
  }

  private static double share(int k, boolean[] positive, IntToDoubleFunction distance) {
    double[] nearest = new double[k];
    int[] rows = new int[k];
    int held = 0;
    for (int i = 0; i < positive.length; i++) {
      double d = distance.applyAsDouble(i);
      if (held == k && d >= nearest[k - 1]) {
        continue;
      }
      int at = held < k ? held++ : k - 1;
      while (at > 0 && nearest[at - 1] > d) {
        nearest[at] = nearest[at - 1];
        rows[at] = rows[at - 1];
        at--;
      }
      nearest[at] = d;
      rows[at] = i;
    }
    int votes = 0;
    for (int row : rows) {
      votes += positive[row] ? 1 : 0;
    }
    return (double) votes / k;
  }
}
