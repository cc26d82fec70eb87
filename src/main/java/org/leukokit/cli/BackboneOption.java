package org.leukokit.cli;

import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import picocli.CommandLine.Option;

/** The option of commands that train one network. */
final class BackboneOption {
  @Option(
      names = "--backbone",
      paramLabel = "NETWORK",
      defaultValue = "mobilenet",
      description =
          "The network: mobilenet (default), squeezenet, alexnet, densenet121, xception and others.")
  private String backbone;

  Backbone backbone() {
    return Backbones.named(backbone);
  }
}
