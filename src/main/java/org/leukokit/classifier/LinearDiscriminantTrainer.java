package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.config.Config;

/** A linear discriminant with regularised covariance; see {@link LinearDiscriminant}. */
public final class LinearDiscriminantTrainer extends ClassicTrainer {
  @Config(description = "Regularisation, 0 to 1, or -1 for the smallest that is needed.")
  private double gamma = ClassifierSpec.Discriminant.AUTOMATIC;

  /** For the configuration system. */
  private LinearDiscriminantTrainer() {}

  /**
   * A trainer; parameters out of range are refused as in {@link ClassifierSpec.Discriminant}.
   *
   * @param gamma γ, 0 to 1, or {@link ClassifierSpec.Discriminant#AUTOMATIC}
   * @param positiveLabel the label that counts as positive
   * @param threads how many threads to use; results don't depend on it
   */
  public LinearDiscriminantTrainer(double gamma, String positiveLabel, int threads) {
    super(positiveLabel, threads);
    this.gamma = gamma;
    postConfig();
  }

  @Override
  public ClassifierSpec.Discriminant spec() {
    return new ClassifierSpec.Discriminant(gamma);
  }
}
