package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.base.ByteSize;
import org.leukokit.base.UserError;
import org.leukokit.study.network.NetworkStudyRunner;

/** Says how much room the models of a study take, before they do. */
final class ModelSizes {
  private ModelSizes() {}

  /**
   * @param networks the study; empty if the paper trains no network
   * @param folder where the models go
   * @throws UserError if there is nothing to keep, or the models of a finished run are missing
   */
  static void print(PrintWriter console, Optional<NetworkStudyRunner> networks, Path folder) {
    List<NetworkStudyRunner.ModelSize> sizes =
        networks.map(NetworkStudyRunner::modelSizes).orElse(List.of());
    if (sizes.isEmpty()) {
      throw new UserError(
          "this study trains no network that could be kept; leave out --keep-models");
    }
    long all = 0;
    for (NetworkStudyRunner.ModelSize s : sizes) {
      console.printf(
          Locale.ROOT,
          "  %s, %s: %d of %s%n",
          s.method(),
          s.protocol(),
          s.models(),
          ByteSize.text(s.bytes()));
      all += s.models() * s.bytes();
    }
    console.printf("Models kept in %s: %s in all%n", folder, ByteSize.text(all));
    console.flush();
  }
}
