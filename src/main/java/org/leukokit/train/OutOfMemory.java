package org.leukokit.train;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.UserError;

/** Memory that is short, said so that its reader knows what to lower. */
public final class OutOfMemory {
  // What libtorch's allocators, the C++ library, oneDNN, CUDA, cuBLAS, cuDNN and Windows say.
  private static final List<String> SIGNS =
      List.of(
          "allocate memory",
          "out of memory",
          "not enough memory",
          "out_of_memory",
          "bad_alloc",
          "bad allocation",
          "alloc_failed",
          "allocation_failed",
          "insufficient memory");

  private OutOfMemory() {}

  /**
   * The error to throw instead: a user's where memory was short, else the same.
   *
   * @param e an {@link EngineException} or {@link OutOfMemoryError}
   * @param batchSize the batch that was too large
   */
  public static RuntimeException explain(Throwable e, int batchSize) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof OutOfMemoryError || isMemory(message)) {
      return new UserError(
          "memory is short ("
              + message.lines().findFirst().orElse("")
              + "); lower the batch size, now "
              + batchSize
              + ", or the input size"
              // More for Java leaves less for libtorch.
              + (e instanceof OutOfMemoryError ? ", or give Java more with -Xmx" : ""),
          e);
    }
    return (EngineException) e;
  }

  /** Whether a message of the engine's says that memory was short. */
  static boolean isMemory(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(lower::contains);
  }
}
