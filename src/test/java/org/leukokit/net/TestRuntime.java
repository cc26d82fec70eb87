package org.leukokit.net;

import java.nio.file.Path;

/** The engine of the tests: two threads, the CPU, the native library under the build folder. */
public final class TestRuntime {
  private TestRuntime() {}

  /** The runtime. */
  public static TorchRuntime get() {
    return TorchRuntime.start(new TorchOptions(2, ComputeDevice.CPU, Path.of("target", "engine")));
  }
}
