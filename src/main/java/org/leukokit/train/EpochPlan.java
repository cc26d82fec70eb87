package org.leukokit.train;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;

/** Which examples make the batches of every epoch; an order is found by its address. */
final class EpochPlan {
  private final TrainSpec spec;
  private final int size;
  private final long seed;
  private final int steps;
  private int orderOf = -1;
  private int[] order;

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
    int shuffled = spec.shuffling() == Shuffling.ONCE ? 0 : epoch;
    if (orderOf != shuffled) {
      order = IntStream.range(0, size).toArray();
      RandomStream.at(seed, "shuffle", shuffled).shuffle(order);
      orderOf = shuffled;
    }
    int from = step * spec.batchSize();
    int to = Math.min(size, from + spec.batchSize());
    return new Batch.Order(epoch, step, Arrays.copyOfRange(order, from, to));
  }
}
