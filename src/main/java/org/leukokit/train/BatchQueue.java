package org.leukokit.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Batches in a given order, prepared on worker threads ahead of the thread that computes. A few
 * buffers go round: hand each batch back once nothing reads it.
 */
final class BatchQueue {
  /** Batches under preparation or waiting. */
  private static final int AHEAD = 3;

  private final Examples examples;
  private final Iterator<Batch.Order> plan;
  private final WorkerThreads threads;
  private final int length;
  private final ArrayDeque<Batch> ready = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private long waitedNanos;

  BatchQueue(Examples examples, Iterator<Batch.Order> plan, int batchSize, WorkerThreads threads) {
    this.examples = examples;
    this.plan = plan;
    this.threads = threads;
    this.length = Math.toIntExact(examples.shape().size());
    for (int i = 0; i <= AHEAD; i++) {
      free.add(Memory.allocate((long) batchSize * length));
    }
    fill();
  }

  private void fill() {
    while (!free.isEmpty() && plan.hasNext()) {
      Batch.Order order = plan.next();
      ByteBuffer room = free.remove();
      List<Future<?>> writing = new ArrayList<>(order.examples().length);
      for (int i = 0; i < order.examples().length; i++) {
        ByteBuffer slot = room.slice(4 * i * length, 4 * length).order(ByteOrder.nativeOrder());
        int example = order.examples()[i];
        writing.add(
            threads.submit(() -> examples.write(example, order.epoch(), slot.asFloatBuffer())));
      }
      ready.add(new Batch(order, examples, room, writing));
    }
  }

  /** Whether there is another batch. */
  boolean hasNext() {
    return !ready.isEmpty() || plan.hasNext();
  }

  /**
   * The next batch, once it is ready.
   *
   * @throws RuntimeException as {@link Examples#write} threw it
   */
  Batch next() {
    if (ready.isEmpty()) {
      fill();
    }
    if (ready.isEmpty()) {
      throw new NoSuchElementException("no batch is left, or none was handed back");
    }
    Batch batch = ready.remove();
    long begin = System.nanoTime();
    for (Future<?> one : batch.writing()) {
      await(one);
    }
    waitedNanos += System.nanoTime() - begin;
    return batch;
  }

  static void await(Future<?> one) {
    try {
      one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) {
        throw r;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for images", e);
    }
  }

  /** Takes a batch's buffer back and begins another. */
  void handBack(Batch batch) {
    free.add(batch.room());
    fill();
  }

  /** How long {@link #next()} has waited in all. */
  long waitedNanos() {
    return waitedNanos;
  }
}
