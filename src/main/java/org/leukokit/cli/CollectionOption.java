package org.leukokit.cli;

import org.leukokit.base.UserError;
import org.leukokit.data.Manifest;
import picocli.CommandLine.Option;

/** Which collection a place is compared with. */
final class CollectionOption {
  @Option(
      names = "--collection",
      paramLabel = "NAME",
      defaultValue = "cnmc2019",
      description =
          "The collection: cnmc2019 (default), or a part of it, cnmc2019-sample (99 cells) or"
              + " cnmc2019-two-folds.")
  private String collection;

  Manifest manifest() {
    if (!Manifest.known().contains(collection)) {
      throw new UserError(
          "--collection "
              + collection
              + " is not known; there are "
              + String.join(", ", Manifest.known()));
    }
    return Manifest.named(collection);
  }
}
