package org.leukokit.cli;

import org.leukokit.net.Backbone;
import org.leukokit.study.network.InputSpec;
import picocli.CommandLine.Option;

/** What a network that is trained gets of an image. */
final class InputOptions {
  /** What {@code --input} is. */
  static final String INPUT_TEXT =
      "What the weights expect of pixels: torchvision, keras, caffe (blue first), caffe-rgb,"
          + " caffe-vgg, caffe-mobilenet, unit (x/255) or raw. Default: what the network's known"
          + " weights expect.";

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

  @Option(names = "--input", paramLabel = "NAME", description = INPUT_TEXT)
  private String values;

  /** The weights that are asked for, on the input that is named. */
  WeightsChoice weights(String asked) {
    return new WeightsChoice(asked, values);
  }

  InputSpec input(Backbone network, boolean pretrained) {
    return new InputSpec(
        crop,
        size == null ? network.inputSize() : size,
        // Weights that were trained on nothing know no means of their own.
        pretrained ? InputSpec.Values.OF_WEIGHTS : InputSpec.Values.PLUS_MINUS_ONE);
  }
}
