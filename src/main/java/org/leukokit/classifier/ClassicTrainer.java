package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * What the kit's Tribuo trainers have in common. They run the code of {@link FoldProblem} on a
 * dataset of two labels, whose features are taken as 32-bit numbers; a feature that an example
 * lacks is 0, as everywhere in Tribuo. Columns stand in the order of Tribuo's feature ids, so rules
 * for ties go by that order. Examples must have weight 1.
 *
 * <p>Training draws no random numbers: every invocation gives the same model, and {@link
 * #setInvocationCount} only sets the counter. Models are {@link java.io.Serializable}; Tribuo's
 * protocol buffer format is not supported.
 */
public abstract sealed class ClassicTrainer implements Trainer<Label>
    permits DecisionTreeTrainer,
        KernelSvmTrainer,
        LinearDiscriminantTrainer,
        MajorityTrainer,
        NearestNeighboursTrainer {
  @Config(mandatory = true, description = "The label that counts as positive.")
  private String positiveLabel;

  @Config(description = "Threads to use; results don't depend on it.")
  private int threads = 2;

  private int invocationCount;

  /** For the configuration system. */
  ClassicTrainer() {}

  ClassicTrainer(String positiveLabel, int threads) {
    this.positiveLabel = positiveLabel;
    this.threads = threads;
  }

  /** The method and its parameters. */
  public abstract ClassifierSpec spec();

  /** Called by OLCUT after the fields are set. */
  @Override
  public final void postConfig() {
    try {
      if (positiveLabel == null || positiveLabel.isBlank()) {
        throw new IllegalArgumentException("positiveLabel must name a label");
      }
      Workers.of(threads);
      spec();
    } catch (IllegalArgumentException e) {
      throw new PropertyException(e, "", getClass().getSimpleName(), e.getMessage());
    }
  }

  /**
   * Fits on all examples.
   *
   * @throws IllegalArgumentException if there are not exactly two labels with the positive one
   *     among them, if an example is weighted, or if a value is no finite 32-bit number
   */
  @Override
  public final Model<Label> train(
      Dataset<Label> examples, Map<String, Provenance> instanceProvenance) {
    TrainerProvenance trainer;
    synchronized (this) {
      trainer = getProvenance();
      invocationCount++;
    }
    DatasetRows rows = DatasetRows.of(examples, positiveLabel);
    int[] all = new int[rows.features().rows()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    Workers workers = Workers.of(threads);
    FittedClassifier fitted =
        new FoldProblem(rows.features(), rows.positive(), all, new int[0], workers).fit(spec());
    ModelProvenance provenance =
        new ModelProvenance(
            ClassicModel.class.getName(),
            OffsetDateTime.now(),
            examples.getProvenance(),
            trainer,
            instanceProvenance);
    // A support vector machine's score is no probability.
    boolean probabilities = !(spec() instanceof ClassifierSpec.Svm);
    return new ClassicModel(
        spec().displayName(),
        provenance,
        examples.getFeatureIDMap(),
        examples.getOutputIDInfo(),
        probabilities,
        fitted,
        positiveLabel,
        rows.negativeLabel());
  }

  @Override
  public final synchronized int getInvocationCount() {
    return invocationCount;
  }

  @Override
  public final synchronized void setInvocationCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("an invocation count can't be negative, was " + count);
    }
    invocationCount = count;
  }

  @Override
  public final TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + spec() + ", positive=" + positiveLabel + ")";
  }
}
