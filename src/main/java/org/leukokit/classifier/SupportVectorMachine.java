package org.leukokit.classifier;

/** A fitted support vector machine with its support vectors, standardised. */
final class SupportVectorMachine implements FittedClassifier {
  private static final long serialVersionUID = 2L;

  private final Kernel kernel;
  private final Standardiser standardiser;
  private final double[][] vectors;
  private final double[] squares;
  private final double[] coefficients;
  private final double rho;
  private final double scale;

  SupportVectorMachine(
      Kernel kernel, Standardiser standardiser, double[][] vectors, SvmSolver.Solution solution) {
    this.kernel = kernel;
    this.standardiser = standardiser;
    this.vectors = vectors;
    this.coefficients = solution.coefficients();
    this.rho = solution.rho();
    this.scale = solution.scale();
    squares = new double[vectors.length];
    for (int s = 0; s < squares.length; s++) {
      squares[s] = Products.dot(vectors[s], vectors[s]);
    }
  }

  @Override
  public double margin(float[] row) {
    double[] z = standardiser.apply(row);
    double zz = Products.dot(z, z);
    double sum = 0;
    for (int s = 0; s < vectors.length; s++) {
      double xy = Products.dot(vectors[s], z);
      sum += coefficients[s] * kernel.of(xy, squares[s], zz, z.length, scale);
    }
    return sum - rho;
  }

  @Override
  public double score(float[] row) {
    return Scores.logistic(margin(row));
  }

  /** The margins of a fold's test rows from its Gram matrix, the same bits as row by row. */
  static double[] margins(Gram gram, Kernel kernel, SvmSolver.Solution solution) {
    double[] margin = new double[gram.test()];
    for (int s = 0; s < solution.rows().length; s++) {
      double coefficient = solution.coefficients()[s];
      int row = solution.rows()[s];
      for (int t = 0; t < margin.length; t++) {
        margin[t] += coefficient * gram.kernelWithTest(kernel, solution.scale(), row, t);
      }
    }
    for (int t = 0; t < margin.length; t++) {
      margin[t] -= solution.rho();
    }
    return margin;
  }
}
