package org.leukokit.train;

/** Softmax in 64 bits with StrictMath, the same on every machine. */
final class Softmax {
  private Softmax() {}

  /** log Σ exp over a row. */
  static double logSum(float[] logits, int from, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += StrictMath.exp(logits[from + c] - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** The probabilities of a row. */
  static double[] of(float[] logits, int from, int classes) {
    double logSum = logSum(logits, from, classes);
    double[] p = new double[classes];
    for (int c = 0; c < classes; c++) {
      p[c] = StrictMath.exp(logits[from + c] - logSum);
    }
    return p;
  }
}
