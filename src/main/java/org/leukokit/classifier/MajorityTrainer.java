package org.leukokit.classifier;

/** A control: the share of positive training examples for every example. */
public final class MajorityTrainer extends ClassicTrainer {
  /** For the configuration system. */
  private MajorityTrainer() {}

  /**
   * A trainer; parameters out of range are refused as in {@link ClassifierSpec.Majority}.
   *
   * @param positiveLabel the label that counts as positive
   * @param threads how many threads to use; results don't depend on it
   */
  public MajorityTrainer(String positiveLabel, int threads) {
    super(positiveLabel, threads);
    postConfig();
  }

  @Override
  public ClassifierSpec.Majority spec() {
    return new ClassifierSpec.Majority();
  }
}
