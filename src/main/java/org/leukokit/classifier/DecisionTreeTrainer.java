package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.config.Config;

/** A decision tree with a limit on its splits, grown best first. */
public final class DecisionTreeTrainer extends ClassicTrainer {
  @Config(description = "At most so many splits.")
  private int maxSplits = 20;

  @Config(description = "The fewest examples that are split.")
  private int minParentSize = 10;

  /** For the configuration system. */
  private DecisionTreeTrainer() {}

  /**
   * A trainer; parameters out of range are refused as in {@link ClassifierSpec.Tree}.
   *
   * @param maxSplits at most so many splits; the paper has 20
   * @param minParentSize the fewest examples that are split
   * @param positiveLabel the label that counts as positive
   * @param threads how many threads to use; results don't depend on it
   */
  public DecisionTreeTrainer(int maxSplits, int minParentSize, String positiveLabel, int threads) {
    super(positiveLabel, threads);
    this.maxSplits = maxSplits;
    this.minParentSize = minParentSize;
    postConfig();
  }

  @Override
  public ClassifierSpec.Tree spec() {
    return new ClassifierSpec.Tree(maxSplits, minParentSize);
  }
}
