package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes a stream that stopped flowing, so that whoever waits for it goes on: less than a kilobyte
 * within the time given is a stop.
 */
final class Patience implements AutoCloseable {
  private static final int LEAST_BYTES = 1000;

  private final AtomicLong received = new AtomicLong();
  private final Thread watch;
  private volatile boolean over;

  Patience(InputStream stream, Duration idle) {
    watch = new Thread(() -> watch(stream, idle), "leukokit-patience");
    watch.setDaemon(true);
    watch.start();
  }

  private void watch(InputStream stream, Duration idle) {
    try {
      long before;
      do {
        before = received.get();
        Thread.sleep(idle.toMillis());
      } while (received.get() - before >= LEAST_BYTES);
      over = true;
      stream.close();
    } catch (InterruptedException e) {
      // The transfer is over.
    } catch (IOException e) {
      // It is closed in any case.
    }
  }

  void received(int bytes) {
    received.addAndGet(bytes);
  }

  /** Whether the stream was closed for being slow. */
  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
