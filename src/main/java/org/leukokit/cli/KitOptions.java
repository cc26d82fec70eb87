package org.leukokit.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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
              + " is an error. For 'reproduce all' several with commas, such as gpu:0,gpu:1 or"
              + " cpu,cpu: its studies run side by side; gpu and auto stand for every GPU there.")
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
    if (device.contains(",")) {
      throw new UserError("--device " + device + ": several devices go with 'reproduce all' alone");
    }
    return ComputeDevice.parse(device);
  }

  Store store() {
    return mirror.store();
  }

  TorchRuntime runtime() {
    return runtime(device());
  }

  /**
   * The runtimes of all devices that were named; of all GPUs where no single one was and there are
   * several.
   *
   * @throws UserError if one isn't there
   */
  List<TorchRuntime> runtimes() {
    if (device.equals("auto") || device.equals("gpu")) {
      TorchRuntime first = runtime();
      return first.gpus() < 2
          ? List.of(first)
          : IntStream.range(0, first.gpus())
              .mapToObj(i -> runtime(new ComputeDevice(ComputeDevice.Kind.GPU, i)))
              .toList();
    }
    List<ComputeDevice> named =
        Arrays.stream(device.split(",", -1)).map(ComputeDevice::parse).toList();
    for (ComputeDevice one : named) {
      if (one.kind() != ComputeDevice.Kind.CPU && Collections.frequency(named, one) > 1) {
        throw new UserError("--device " + device + " names " + one.text() + " twice; name it once");
      }
    }
    return named.stream().map(this::runtime).toList();
  }

  private TorchRuntime runtime(ComputeDevice where) {
    if (threads < 1 || threads > 256) {
      throw new UserError("--threads must be 1 to 256, was " + threads);
    }
    return TorchRuntime.start(new TorchOptions(threads, where, KitHome.folder().resolve("engine")));
  }
}
