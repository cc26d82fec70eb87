package org.leukokit.classifier;

/**
 * The kernels of the first paper on standardised features that were divided by a scale s, as
 * MATLAB's Classification Learner names them. What s its linear and cubic presets have is open: see
 * {@link KernelScale}. Each kernel follows from scalar products alone, so one Gram matrix a fold
 * serves them all.
 */
public enum Kernel {
  // No bodies on the constants: OLCUT takes a constant's own class for the enum.
  /** x·y / s². */
  LINEAR("linear"),
  /** exp(−|x − y|² / s²) with s = √P for P features, constant ones included ("medium"). */
  GAUSSIAN("gaussian"),
  /** (1 + x·y / s²)³. */
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
   * @param scale s, above 0; the Gaussian kernel has its own
   */
  double of(double xy, double xx, double yy, int features, double scale) {
    double scaled = xy / (scale * scale);
    return switch (this) {
      case LINEAR -> scaled;
      case GAUSSIAN -> StrictMath.exp(-squaredDistance(xy, xx, yy) / features);
      case CUBIC -> (1 + scaled) * (1 + scaled) * (1 + scaled);
    };
  }

  /** |x − y|²; exactly 0 for equal rows, never negative. */
  static double squaredDistance(double xy, double xx, double yy) {
    return Math.max(0, xx + yy - 2 * xy);
  }
}
