package org.leukokit.net;

import java.nio.file.Path;

/**
 * The engine of the tests: two threads, the native library under the build folder, and the CPU
 * unless the environment's LEUKOKIT_TEST_DEVICE names another device.
 */
public final class TestRuntime {
  private TestRuntime() {}

  /** The runtime. */
  public static TorchRuntime get() {
    String device = System.getenv().getOrDefault("LEUKOKIT_TEST_DEVICE", "cpu");
    return on(ComputeDevice.parse(device));
  }

  /** The runtime on a device. */
  static TorchRuntime on(ComputeDevice device) {
    return TorchRuntime.start(new TorchOptions(2, device, Path.of("target", "engine")));
  }
}
