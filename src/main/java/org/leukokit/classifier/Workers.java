package org.leukokit.classifier;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * How many threads a computation may use, and how it learns that nobody waits for it any longer.
 *
 * <p>Work is cut into numbered items that write to places of their own; which thread takes which
 * item is left open, and no result may depend on it.
 *
 * @param threads how many threads work at a time, the calling one among them; 1 to 1024
 * @param cancelled asked between items, from several threads; true ends the work with a {@link
 *     CancellationException}
 */
public record Workers(int threads, BooleanSupplier cancelled) {
  /** Checks the number of threads. */
  public Workers {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be 1 to 1024, was " + threads);
    }
    Objects.requireNonNull(cancelled, "cancelled");
  }

  /** So many threads, and no cancellation. */
  public static Workers of(int threads) {
    return new Workers(threads, () -> false);
  }

  /**
   * Ends the work if it was cancelled.
   *
   * @throws CancellationException if it was
   */
  void check() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the computation was cancelled");
    }
  }

  /**
   * Does the items 0 to n − 1, in any order, and returns when all are done.
   *
   * @throws CancellationException if the work was cancelled
   */
  void forEach(int n, IntConsumer item) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable loop =
        () -> {
          try {
            for (int i = next.getAndIncrement();
                i < n && failure.get() == null;
                i = next.getAndIncrement()) {
              check();
              item.accept(i);
            }
          } catch (Throwable e) {
            // Kept for the caller: an error of a helper thread must not be lost.
            failure.compareAndSet(null, e);
          }
        };
    Thread[] helpers = new Thread[Math.max(0, Math.min(threads, n) - 1)];
    for (int t = 0; t < helpers.length; t++) {
      helpers[t] = new Thread(loop, "classifier-" + t);
      helpers[t].setDaemon(true);
      helpers[t].start();
    }
    loop.run();
    join(helpers);
    Throwable thrown = failure.get();
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  // An interrupt is not a cancellation here: the helpers write to shared arrays and must be over.
  private static void join(Thread[] helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
