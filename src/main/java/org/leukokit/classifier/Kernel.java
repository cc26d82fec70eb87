package org.leukokit.classifier;

/**
 * The kernels of the first paper on standardised features, as MATLAB's Classification Learner has
 * them. Each follows from scalar products alone, so one Gram matrix a fold serves them all.
 */
public enum Kernel {
  /** x·y. */
  LINEAR("linear") {
    @Override
    double of(double xy, double xx, double yy, int features) {
      return xy;
    }
  },
  /** exp(−|x − y|² / s²) with s = √P for P features, constant ones included ("medium"). */
  GAUSSIAN("gaussian") {
    @Override
    double of(double xy, double xx, double yy, int features) {
      return StrictMath.exp(-squaredDistance(xy, xx, yy) / features);
    }
  },
  /** (1 + x·y)³. */
  CUBIC("cubic") {
    @Override
    double of(double xy, double xx, double yy, int features) {
      double base = 1 + xy;
      return base * base * base;
    }
  };

  private final String id;

  Kernel(String id) {
    this.id = id;
  }

  /** The name in ids and in tables. */
  public String id() {
    return id;
  }

  /**
   * The kernel of two rows x and y.
   *
   * @param xy x·y
   * @param xx x·x
   * @param yy y·y
   * @param features how many features a row has
   */
  abstract double of(double xy, double xx, double yy, int features);

  /** |x − y|²; exactly 0 for equal rows, never negative. */
  static double squaredDistance(double xy, double xx, double yy) {
    return Math.max(0, xx + yy - 2 * xy);
  }
}
