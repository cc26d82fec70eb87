package org.leukokit.base;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A limit for what a test waits for. It is there so that something that hangs ends as a failure,
 * and far above what any machine takes, however busy: whether a test passes says nothing of how
 * fast it ran.
 */
public final class Hanging {
  /** In minutes, for {@code @Timeout}. */
  public static final long MINUTES = 30;

  private Hanging() {}

  /** As a duration. */
  public static Duration limit() {
    return Duration.ofMinutes(MINUTES);
  }

  /** Waits for the end of a process. */
  public static void requireEnd(Process process) throws InterruptedException {
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> process.info() + " seems to hang");
  }
}
