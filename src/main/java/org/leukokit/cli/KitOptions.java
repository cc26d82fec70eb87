package org.leukokit.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.UserError;
import org.leukokit.data.KitHome;
import org.leukokit.data.Mirror;
import org.leukokit.data.Store;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import picocli.CommandLine.Option;

/** Options of every command that computes. */
final class KitOptions {
  @Option(
      names = "--mirror",
      paramLabel = "FOLDER",
      description =
          "A folder with files at sha256/<hash>, from which data and weights are taken instead of"
              + " the network. Default: LEUKOKIT_MIRROR.")
  private String mirror;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto, cpu or gpu. A GPU that is asked for and not there is an error.")
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

  Store store() {
    List<Mirror> mirrors = new ArrayList<>();
    if (mirror != null) {
      try {
        mirrors.add(new Mirror(Path.of(mirror)));
      } catch (InvalidPathException e) {
        throw new UserError("--mirror " + mirror + " is no path; name a folder", e);
      }
    } else {
      mirrors.addAll(Mirror.fromEnvironment());
    }
    return new Store(KitHome.folder(), mirrors);
  }

  TorchRuntime runtime() {
    if (threads < 1 || threads > 256) {
      throw new UserError("--threads must be 1 to 256, was " + threads);
    }
    return TorchRuntime.start(
        new TorchOptions(threads, ComputeDevice.parse(device), KitHome.folder().resolve("engine")));
  }
}
