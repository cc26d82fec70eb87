package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.leukokit.base.RandomStream;
import org.leukokit.net.Pass;

/**
 * A step of training. Dropout draws from the stream of (seed, epoch, step, layer), so that it
 * depends on nothing that went before.
 *
 * @param seed of the training
 * @param epoch from 0
 * @param step in the epoch, from 0
 * @param frozen names of the frozen layers
 * @param runningStatistics whether normalisations use their running statistics
 * @param statisticsMomentum the share that running statistics keep in a step; 0 for the network's
 *     own
 */
record TrainPass(
    long seed,
    int epoch,
    int step,
    Set<String> frozen,
    boolean runningStatistics,
    double statisticsMomentum)
    implements Pass {
  @Override
  public boolean normalisesBatch(String layer) {
    return !runningStatistics && !isFrozen(layer);
  }

  @Override
  public float momentum(String layer, float own) {
    return statisticsMomentum == 0 ? own : (float) statisticsMomentum;
  }

  @Override
  public NDArray drop(String layer, NDArray x, float rate) {
    if (rate == 0 || isFrozen(layer)) {
      return x;
    }
    RandomStream stream = RandomStream.at(seed, "dropout", epoch, step, layer);
    float[] mask = new float[Math.toIntExact(x.getShape().size())];
    float kept = 1 / (1 - rate);
    for (int i = 0; i < mask.length; i++) {
      mask[i] = stream.nextFloat() < rate ? 0 : kept;
    }
    // Open until the step ends: the backward pass reads it, and it lies in Java's memory.
    NDArray factors = Memory.of(x.getManager(), mask, x.getShape());
    return x.mul(factors);
  }

  /**
   * This pass, or with running statistics for a batch of one: one example has no variance, and
   * moving the running statistics by it would break them.
   */
  TrainPass onlyIfSafe(int examples) {
    return examples > 1 ? this : new TrainPass(seed, epoch, step, frozen, true, statisticsMomentum);
  }

  private boolean isFrozen(String layer) {
    if (frozen.contains(layer)) {
      return true;
    }
    // A layer may be made of others: block.conv1 is part of block.
    for (int dot = layer.lastIndexOf('.'); dot > 0; dot = layer.lastIndexOf('.', dot - 1)) {
      if (frozen.contains(layer.substring(0, dot))) {
        return true;
      }
    }
    return false;
  }
}
