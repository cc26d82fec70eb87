package org.leukokit.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.UserError;
import org.leukokit.data.KitHome;
import org.leukokit.data.Mirror;
import org.leukokit.data.Store;
import picocli.CommandLine.Option;

/** The option of every command that needs files by hash. */
final class MirrorOption {
  @Option(
      names = "--mirror",
      paramLabel = "FOLDER",
      description =
          "A folder with files at sha256/<hash>, from which data and weights are taken instead of"
              + " the network. Default: LEUKOKIT_MIRROR.")
  private String mirror;

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
}
