package org.leukokit.classifier;

/**
 * The kernels of the first paper on standardised features, as MATLAB's Classification Learner has
 * them. Each follows from scalar products alone, so one Gram matrix a fold serves them all.
 */
public enum Kernel {
  // No bodies on the constants: OLCUT takes a constant's own class for the enum.
  /** x·y. */
  LINEAR("linear"),
  /** exp(−|x − y|² / s²) with s = √P for P features, constant ones included ("medium"). */
  GAUSSIAN("gaussian"),
  /** (1 + x·y)³. */
  CUBIC("cubic");

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
  double of(double xy, double xx, double yy, int features) {
    return switch (this) {
      case LINEAR -> xy;
      case GAUSSIAN -> StrictMath.exp(-squaredDistance(xy, xx, yy) / features);
      case CUBIC -> (1 + xy) * (1 + xy) * (1 + xy);
    };
  }

  /** |x − y|²; exactly 0 for equal rows, never negative. */
  static double squaredDistance(double xy, double xx, double yy) {
    return Math.max(0, xx + yy - 2 * xy);
  }
}
