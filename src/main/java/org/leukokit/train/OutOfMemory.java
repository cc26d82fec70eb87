package org.leukokit.train;

import ai.djl.engine.EngineException;
import java.util.Locale;
import org.leukokit.base.UserError;

/** Memory that is short, said so that its reader knows what to lower. */
public final class OutOfMemory {
  private OutOfMemory() {}

  /**
   * The error to throw instead: a user's where memory was short, else the same.
   *
   * @param e an {@link EngineException} or {@link OutOfMemoryError}
   * @param batchSize the batch that was too large
   */
  public static RuntimeException explain(Throwable e, int batchSize) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    boolean memory =
        e instanceof OutOfMemoryError
            || lower.contains("allocate memory")
            || lower.contains("out of memory")
            || lower.contains("bad_alloc");
    if (memory) {
      return new UserError(
          "memory is short ("
              + message.lines().findFirst().orElse("")
              + "); lower the batch size, now "
              + batchSize
              + ", or the input size, or give Java more with -Xmx",
          e);
    }
    return (EngineException) e;
  }
}
