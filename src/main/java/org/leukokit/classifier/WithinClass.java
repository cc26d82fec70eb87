package org.leukokit.classifier;

import java.util.Arrays;
import org.leukokit.base.UserError;

/**
 * The class means of the training rows and what is left when they are taken away: the ingredients
 * of a linear discriminant. Features without variance within the classes are left out.
 */
final class WithinClass {
  private final FeatureMatrix x;
  private final boolean[] positive;
  private final int[] train;
  private final double[][] means;
  private final double[] deviations;
  private final int[] usedColumns;
  private final int[] counts;

  private WithinClass(
      FeatureMatrix x,
      boolean[] positive,
      int[] train,
      int[] counts,
      double[][] means,
      double[] deviations) {
    this.x = x;
    this.positive = positive;
    this.train = train;
    this.counts = counts;
    this.means = means;
    this.deviations = deviations;
    int[] columns = new int[deviations.length];
    int used = 0;
    for (int f = 0; f < columns.length; f++) {
      if (deviations[f] > 0) {
        columns[used++] = f;
      }
    }
    usedColumns = Arrays.copyOf(columns, used);
  }

  /**
   * @param positive the class of every row of x; only those of training rows are read
   * @throws UserError if there are fewer than three rows
   */
  static WithinClass of(FeatureMatrix x, boolean[] positive, int[] train, Workers workers) {
    if (train.length < 3) {
      throw new UserError(
          "lda needs at least 3 training rows, got " + train.length + "; use more cells");
    }
    int[] counts = new int[2];
    for (int row : train) {
      counts[positive[row] ? 1 : 0]++;
    }
    double[][] means = new double[2][x.columns()];
    double[] deviations = new double[x.columns()];
    workers.forEach(
        x.columns(),
        f -> {
          float[] column = x.column(f);
          double[] sums = new double[2];
          float[] min = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
          float[] max = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
          for (int row : train) {
            int c = positive[row] ? 1 : 0;
            sums[c] += column[row];
            min[c] = Math.min(min[c], column[row]);
            max[c] = Math.max(max[c], column[row]);
          }
          means[0][f] = sums[0] / counts[0];
          means[1][f] = sums[1] / counts[1];
          if (min[0] < max[0] || min[1] < max[1]) {
            double squares = 0;
            for (int row : train) {
              double d = column[row] - means[positive[row] ? 1 : 0][f];
              squares += d * d;
            }
            deviations[f] = Math.sqrt(squares / (train.length - 2));
          }
        });
    return new WithinClass(x, positive, train, counts, means, deviations);
  }

  int rows() {
    return train.length;
  }

  /** How many features are used. */
  int used() {
    return usedColumns.length;
  }

  /** D^(−½)(μ₁ − μ₀) of the features used. */
  double[] difference() {
    double[] u = new double[used()];
    for (int c = 0; c < u.length; c++) {
      int f = usedColumns[c];
      u[c] = (means[1][f] - means[0][f]) / deviations[f];
    }
    return u;
  }

  /** Zᵀ: one array for each feature used. */
  double[][] scaledColumns(Workers workers) {
    double[][] z = new double[used()][];
    workers.forEach(z.length, c -> z[c] = scaled(usedColumns[c]));
    return z;
  }

  /** Z: one array for each training row. */
  double[][] scaledRows(Workers workers) {
    double[][] z = new double[rows()][used()];
    workers.forEach(
        used(),
        c -> {
          double[] column = scaled(usedColumns[c]);
          for (int i = 0; i < column.length; i++) {
            z[i][c] = column[i];
          }
        });
    return z;
  }

  private double[] scaled(int f) {
    float[] column = x.column(f);
    double[] z = new double[train.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (column[train[i]] - means[positive[train[i]] ? 1 : 0][f]) / deviations[f];
    }
    return z;
  }

  /** The discriminant with w = D^(−½) v. */
  LinearDiscriminant toDiscriminant(double[] v, double gamma) {
    double[] weights = new double[x.columns()];
    double bias = StrictMath.log((double) counts[1] / counts[0]);
    for (int c = 0; c < v.length; c++) {
      int f = usedColumns[c];
      weights[f] = v[c] / deviations[f];
      bias -= weights[f] * (means[0][f] + means[1][f]) / 2;
    }
    return new LinearDiscriminant(weights, bias, gamma);
  }
}
