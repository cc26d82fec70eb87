package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * A control: another trainer on the same examples with their labels permuted. Its models must score
 * at chance; if they don't, something leaks.
 *
 * <p>The permutation is drawn from (seed, invocation count): each invocation has another one, and
 * setting the count to what a model's provenance says and training again gives the same model. The
 * model's own provenance is that of the inner trainer on a dataset whose source is the dataset
 * given; this trainer's provenance stands in the instance provenance under {@code
 * "shuffled-labels"}.
 */
public final class ShuffledLabelsTrainer implements Trainer<Label> {
  @Config(mandatory = true, description = "The trainer that gets permuted labels.")
  private Trainer<Label> inner;

  @Config(description = "Seed of the permutations.")
  private long seed = Trainer.DEFAULT_SEED;

  private int invocationCount;

  /** For the configuration system. */
  private ShuffledLabelsTrainer() {}

  /**
   * A trainer on permuted labels.
   *
   * @param inner the trainer to try
   * @param seed the seed of the permutations
   */
  public ShuffledLabelsTrainer(Trainer<Label> inner, long seed) {
    this.inner = inner;
    this.seed = seed;
    postConfig();
  }

  /** Called by OLCUT after the fields are set. */
  @Override
  public void postConfig() {
    if (inner == null) {
      throw new PropertyException("", "inner", "a trainer is needed");
    }
  }

  @Override
  public Model<Label> train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    TrainerProvenance own;
    int invocation;
    synchronized (this) {
      own = getProvenance();
      invocation = invocationCount++;
    }
    int n = examples.size();
    int[] order = ShuffledLabels.permutation(n, seed, "trainer", invocation);
    MutableDataset<Label> shuffled =
        new MutableDataset<>(examples.getProvenance(), examples.getOutputFactory());
    for (int i = 0; i < n; i++) {
      Example<Label> example = examples.getExample(i);
      Label label = examples.getExample(order[i]).getOutput();
      shuffled.add(new ArrayExample<>(label, example, example.getWeight()));
    }
    Map<String, Provenance> instance = new TreeMap<>(runProvenance);
    instance.put("shuffled-labels", own);
    return inner.train(shuffled, instance);
  }

  @Override
  public synchronized int getInvocationCount() {
    return invocationCount;
  }

  @Override
  public synchronized void setInvocationCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("an invocation count can't be negative, was " + count);
    }
    invocationCount = count;
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "ShuffledLabelsTrainer(" + inner + ", seed=" + seed + ")";
  }
}
