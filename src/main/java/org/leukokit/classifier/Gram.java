package org.leukokit.classifier;

import java.util.Arrays;

/**
 * The scalar products of the standardised rows of a fold: training rows with training rows,
 * training rows with test rows, and each test row with itself. The standardisation comes from the
 * training rows.
 */
final class Gram {
  private final int train;
  private final int features;

  /** products[i][j] for training row i and j ≥ i, where test rows follow the training rows. */
  private final double[][] products;

  private final double[] squares;
  private double medianDistance = Double.NaN;

  private Gram(int train, int features, double[][] products, double[] squares) {
    this.train = train;
    this.features = features;
    this.products = products;
    this.squares = squares;
  }

  static Gram of(
      FeatureMatrix x, Standardiser standardiser, int[] train, int[] test, Workers workers) {
    int[] rows = new int[train.length + test.length];
    System.arraycopy(train, 0, rows, 0, train.length);
    System.arraycopy(test, 0, rows, train.length, test.length);
    double[][] z = standardiser.columns(x, rows, workers);
    double[][] products = Products.gram(z, train.length, rows.length, workers);
    double[] squares = new double[rows.length];
    for (double[] column : z) {
      for (int i = 0; i < squares.length; i++) {
        squares[i] = squares[i] + column[i] * column[i];
      }
    }
    return new Gram(train.length, x.columns(), products, squares);
  }

  int train() {
    return train;
  }

  int test() {
    return squares.length - train;
  }

  /**
   * The kernel of training rows i ≤ j.
   *
   * @param scale what a kernel without a scale of its own divides features by
   */
  double kernel(Kernel kernel, double scale, int i, int j) {
    return kernel.of(products[i][j], squares[i], squares[j], features, scale);
  }

  /** The kernel of a training row and a test row. */
  double kernelWithTest(Kernel kernel, double scale, int trainRow, int testRow) {
    return kernel(kernel, scale, trainRow, train + testRow);
  }

  /** What a scale comes to on these training rows, above 0; 1 where all of them are equal. */
  double value(KernelScale scale) {
    if (scale == KernelScale.ONE) {
      return 1;
    }
    double median = medianDistance();
    return median > 0 ? median : 1;
  }

  private synchronized double medianDistance() {
    if (Double.isNaN(medianDistance)) {
      double[] distances = new double[train * (train - 1) / 2];
      int n = 0;
      for (int i = 0; i < train; i++) {
        for (int j = i + 1; j < train; j++) {
          distances[n++] = Kernel.squaredDistance(products[i][j], squares[i], squares[j]);
        }
      }
      Arrays.parallelSort(distances);
      medianDistance =
          n == 0 ? 0 : (Math.sqrt(distances[(n - 1) / 2]) + Math.sqrt(distances[n / 2])) / 2;
    }
    return medianDistance;
  }

  /** |x − y|² of a training row and a test row, standardised. */
  double squaredDistanceToTest(int trainRow, int testRow) {
    int j = train + testRow;
    return Kernel.squaredDistance(products[trainRow][j], squares[trainRow], squares[j]);
  }
}
