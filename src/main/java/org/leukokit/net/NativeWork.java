package org.leukokit.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A stretch of work inside libtorch. When the process is told to end (Ctrl-C), it ends behind the
 * stretches that are under way: libtorch takes itself apart then, and whoever still computed in it
 * would crash.
 */
public final class NativeWork implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  // Fair, so that the end of the process is not kept waiting by one stretch after another.
  private static final ReentrantReadWriteLock GATE = new ReentrantReadWriteLock(true);
  private static final NativeWork STRETCH = new NativeWork();

  private NativeWork() {}

  /** Begins a stretch; it blocks for good when the process is about to end. */
  public static NativeWork begin() {
    GATE.readLock().lock();
    return STRETCH;
  }

  /** Makes the end of the process wait; called once, when the engine is loaded. */
  static void holdExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(NativeWork::shut, "native-work"));
  }

  private static void shut() {
    try {
      // Never given back: nothing begins any more.
      if (!GATE.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the stretch. */
  @Override
  public void close() {
    GATE.readLock().unlock();
  }
}
