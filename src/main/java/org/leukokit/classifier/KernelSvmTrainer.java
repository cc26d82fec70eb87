package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.config.Config;

/** A support vector machine on standardised features, trained by libsvm on a precomputed kernel. */
public final class KernelSvmTrainer extends ClassicTrainer {
  @Config(description = "LINEAR, GAUSSIAN or CUBIC.")
  private Kernel kernel = Kernel.LINEAR;

  @Config(description = "ONE or MEDIAN; ONE for GAUSSIAN.")
  private KernelScale scale = KernelScale.ONE;

  @Config(description = "C, the largest weight of an example.")
  private double boxConstraint = 1;

  @Config(description = "By how much the optimum's conditions may be missed.")
  private double tolerance = 1e-3;

  /** For the configuration system. */
  private KernelSvmTrainer() {}

  /**
   * A trainer; parameters out of range are refused as in {@link ClassifierSpec.Svm}.
   *
   * @param kernel the kernel
   * @param boxConstraint C, the largest weight of an example
   * @param tolerance by how much the optimum's conditions may be missed
   * @param positiveLabel the label that counts as positive
   * @param threads how many threads to use; results don't depend on it
   */
  public KernelSvmTrainer(
      Kernel kernel, double boxConstraint, double tolerance, String positiveLabel, int threads) {
    this(new ClassifierSpec.Svm(kernel, boxConstraint, tolerance), positiveLabel, threads);
  }

  /**
   * A trainer.
   *
   * @param spec kernel, scale, box constraint and tolerance
   * @param positiveLabel the label that counts as positive
   * @param threads how many threads to use; results don't depend on it
   */
  public KernelSvmTrainer(ClassifierSpec.Svm spec, String positiveLabel, int threads) {
    super(positiveLabel, threads);
    this.kernel = spec.kernel();
    this.scale = spec.scale();
    this.boxConstraint = spec.boxConstraint();
    this.tolerance = spec.tolerance();
    postConfig();
  }

  @Override
  public ClassifierSpec.Svm spec() {
    return new ClassifierSpec.Svm(kernel, scale, boxConstraint, tolerance);
  }
}
