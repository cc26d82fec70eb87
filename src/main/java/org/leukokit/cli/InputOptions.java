package org.leukokit.cli;

import org.leukokit.net.Backbone;
import org.leukokit.study.network.InputSpec;
import picocli.CommandLine.Option;

/** What a network that is trained gets of an image. */
final class InputOptions {
  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Side of the network's input. Default: the network's own.")
  private Integer size;

  @Option(
      names = "--crop",
      paramLabel = "PIXELS",
      defaultValue = "0",
      description = "Side of the square that is cut out first; 0 (default) for the whole image.")
  private int crop;

  InputSpec input(Backbone network, boolean pretrained) {
    return new InputSpec(
        crop,
        size == null ? network.inputSize() : size,
        // Weights that were trained on nothing know no means of their own.
        pretrained ? InputSpec.Values.OF_WEIGHTS : InputSpec.Values.PLUS_MINUS_ONE);
  }
}
