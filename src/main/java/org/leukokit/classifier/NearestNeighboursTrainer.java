package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.config.Config;

/** Nearest neighbours by Euclidean distance of standardised features. */
public final class NearestNeighboursTrainer extends ClassicTrainer {
  @Config(description = "How many vote; odd.")
  private int neighbours = 1;

  /** For the configuration system. */
  private NearestNeighboursTrainer() {}

  /**
   * A trainer; parameters out of range are refused as in {@link ClassifierSpec.NearestNeighbours}.
   *
   * @param neighbours k, how many vote; odd
   * @param positiveLabel the label that counts as positive
   * @param threads how many threads to use; results don't depend on it
   */
  public NearestNeighboursTrainer(int neighbours, String positiveLabel, int threads) {
    super(positiveLabel, threads);
    this.neighbours = neighbours;
    postConfig();
  }

  @Override
  public ClassifierSpec.NearestNeighbours spec() {
    return new ClassifierSpec.NearestNeighbours(neighbours);
  }
}
