package org.leukokit.net;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How the engine starts.
 *
 * @param threads libtorch's threads within an operation, 1–256; part of a study's specification, as
 *     last bits depend on it
 * @param device where networks are computed
 * @param cacheFolder where the native library is unpacked; nothing is written elsewhere
 */
public record TorchOptions(int threads, ComputeDevice device, Path cacheFolder) {
  /** The threads unless something else is asked for, whatever the machine has. */
  public static final int DEFAULT_THREADS = 2;

  /**
   * @throws IllegalArgumentException if the threads are out of range
   */
  public TorchOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(cacheFolder, "cacheFolder");
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("threads must be 1 to 256, were " + threads);
    }
  }

  /** Two threads on the device that {@link ComputeDevice#AUTO} finds. */
  public static TorchOptions defaults(Path cacheFolder) {
    return new TorchOptions(DEFAULT_THREADS, ComputeDevice.AUTO, cacheFolder);
  }
}
