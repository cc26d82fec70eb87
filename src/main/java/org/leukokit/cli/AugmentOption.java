package org.leukokit.cli;

import org.leukokit.base.UserError;
import picocli.CommandLine.Option;

/** Whether training cells are turned, mirrored and moved. */
final class AugmentOption {
  @Option(
      names = "--augment",
      paramLabel = "HOW",
      defaultValue = "warp",
      description =
          "warp (default: the smaller class repeated; every cell turned, mirrored and a little moved"
              + " anew in each epoch) or none.")
  private String augment;

  boolean augmented() {
    return switch (augment) {
      case "warp" -> true;
      case "none" -> false;
      default -> throw new UserError("--augment is warp or none, not '" + augment + "'");
    };
  }
}
