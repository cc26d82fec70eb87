package org.leukokit.train;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that prepare examples; they end with the process and when closed. */
final class WorkerThreads implements AutoCloseable {
  private final ExecutorService pool;

  WorkerThreads(int threads) {
    AtomicInteger number = new AtomicInteger();
    pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "examples-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  Future<?> submit(Runnable task) {
    return pool.submit(task);
  }

  /** Forgets what has not begun and waits for what has: nobody's examples are read afterwards. */
  @Override
  public void close() {
    pool.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.SECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
