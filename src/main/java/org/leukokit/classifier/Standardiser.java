package org.leukokit.classifier;

import java.io.Serializable;

/**
 * Standardisation (x − mean) / sd of each feature, fitted on training rows only.
 *
 * <p>The standard deviation divides by n − 1, as MATLAB's {@code std} does (scikit-learn's {@code
 * StandardScaler} divides by n). A feature that is constant over the training rows says nothing
 * about the classes: it becomes 0 in training and test rows alike. (scikit-learn leaves such a
 * feature centred but unscaled, so that a test row can deviate in it without limit.)
 */
final class Standardiser implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] means;

  /** 1 / sd, or 0 for a feature that is constant over the training rows. */
  private final double[] factors;

  private Standardiser(double[] means, double[] factors) {
    this.means = means;
    this.factors = factors;
  }

  static Standardiser fit(FeatureMatrix x, int[] rows, Workers workers) {
    int p = x.columns();
    double[] means = new double[p];
    double[] factors = new double[p];
    workers.forEach(p, f -> fitColumn(x.column(f), rows, f, means, factors));
    return new Standardiser(means, factors);
  }

  private static void fitColumn(
      float[] column, int[] rows, int f, double[] means, double[] factors) {
    double sum = 0;
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int row : rows) {
      float v = column[row];
      sum += v;
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    double mean = sum / rows.length;
    means[f] = mean;
    if (min < max) {
      double squares = 0;
      for (int row : rows) {
        double d = column[row] - mean;
        squares += d * d;
      }
      factors[f] = 1 / Math.sqrt(squares / (rows.length - 1));
    }
  }

  int columns() {
    return means.length;
  }

  double mean(int column) {
    return means[column];
  }

  /** 1 / sd, or 0 for a feature that is constant over the training rows. */
  double factor(int column) {
    return factors[column];
  }

  double apply(int column, float value) {
    return (value - means[column]) * factors[column];
  }

  /** One standardised row. */
  double[] apply(float[] row) {
    double[] z = new double[row.length];
    for (int f = 0; f < z.length; f++) {
      z[f] = apply(f, row[f]);
    }
    return z;
  }

  /** The rows given, standardised, one array a feature. */
  double[][] columns(FeatureMatrix x, int[] rows, Workers workers) {
    double[][] z = new double[x.columns()][];
    workers.forEach(
        z.length,
        f -> {
          float[] column = x.column(f);
          double[] values = new double[rows.length];
          for (int i = 0; i < rows.length; i++) {
            values[i] = apply(f, column[rows[i]]);
          }
          z[f] = values;
        });
    return z;
  }
}
