package org.leukokit.cli;

import org.leukokit.base.UserError;
import org.leukokit.data.KitHome;
import org.leukokit.data.Store;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that computes. */
final class KitOptions {
  @Mixin private MirrorOption mirror;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "auto, cpu, gpu or gpu:N, where N counts GPUs from 0. A GPU that is asked for and not there"
              + " is an error.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "" + TorchOptions.DEFAULT_THREADS,
      description =
          "Threads of libtorch (default ${DEFAULT-VALUE}, whatever the machine has). Part of the"
              + " study: the last bits of a result depend on it.")
  private int threads;

  int threads() {
    return threads;
  }

  ComputeDevice device() {
    return ComputeDevice.parse(device);
  }

  Store store() {
    return mirror.store();
  }

  TorchRuntime runtime() {
    if (threads < 1 || threads > 256) {
      throw new UserError("--threads must be 1 to 256, was " + threads);
    }
    return TorchRuntime.start(
        new TorchOptions(threads, device(), KitHome.folder().resolve("engine")));
  }
}
