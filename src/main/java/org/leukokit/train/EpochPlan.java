package org.leukokit.train;

import java.util.Arrays;
import java.util.Iterator;
import org.leukokit.base.RandomStream;

/**
 * Which examples make the batches of every epoch; an order is found by its address. Where {@link
 * Shuffling#BATCHES} are shuffled, the rest of the examples, if they don't fill a batch, is a batch
 * like the others and may come at any place; one that is dropped is the same in every epoch.
 */
final class EpochPlan {
  private final TrainSpec spec;
  private final int size;
  private final long seed;
  private final int steps;
  private int orderOf = -1;

  // Of the epoch: of its examples, or of its batches.
  private int[] order;

  // Where batches are shuffled, the examples as they stand in the file.
  private int[] examples;

  EpochPlan(TrainSpec spec, int size, long seed) {
    this.spec = spec;
    this.size = size;
    this.seed = seed;
    int batch = spec.batchSize();
    this.steps = spec.lastBatch() == LastBatch.DROP ? size / batch : (size + batch - 1) / batch;
  }

  /** Steps of an epoch. */
  int steps() {
    return steps;
  }

  /**
   * All batches from a place on, through all epochs.
   *
   * @param epoch from 0
   * @param step of that epoch, from 0
   */
  Iterator<Batch.Order> from(int epoch, int step) {
    return new Iterator<>() {
      private int e = epoch;
      private int s = step;

      @Override
      public boolean hasNext() {
        return e < spec.epochs();
      }

      @Override
      public Batch.Order next() {
        Batch.Order batch = batch(e, s);
        s++;
        if (s == steps) {
          s = 0;
          e++;
        }
        return batch;
      }
    };
  }

  private Batch.Order batch(int epoch, int step) {
    boolean batches = spec.shuffling() == Shuffling.BATCHES;
    if (batches && examples == null) {
      examples = RandomStream.at(seed, "file").permutation(size);
    }
    int shuffled = spec.shuffling() == Shuffling.ONCE ? 0 : epoch;
    if (orderOf != shuffled) {
      order = RandomStream.at(seed, "shuffle", shuffled).permutation(batches ? steps : size);
      orderOf = shuffled;
    }
    int from = (batches ? order[step] : step) * spec.batchSize();
    int to = Math.min(size, from + spec.batchSize());
    return new Batch.Order(epoch, step, Arrays.copyOfRange(batches ? examples : order, from, to));
  }
}
