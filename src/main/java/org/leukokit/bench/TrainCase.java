package org.leukokit.bench;

import java.util.List;
import org.leukokit.base.UserError;

/**
 * A network whose training step is timed, with Adam.
 *
 * @param backbone the network's id
 * @param batch images a step
 * @param side of the square images, in pixels
 * @param steps steps of a round
 */
record TrainCase(String backbone, int batch, int side, int steps) {
  /** The networks of the three papers. */
  static final List<TrainCase> ALL =
      List.of(
          new TrainCase("alexnet-torchvision", 5, 224, 10),
          new TrainCase("vgg16-torchvision", 8, 250, 1),
          new TrainCase("xception", 8, 150, 3),
          new TrainCase("mobilenet", 8, 150, 8),
          new TrainCase("densenet121-torchvision", 8, 150, 3),
          new TrainCase("inceptionresnetv2", 8, 150, 3));

  /**
   * The case of a network.
   *
   * @throws UserError if there is none
   */
  static TrainCase of(String backbone) {
    return ALL.stream()
        .filter(c -> c.backbone.equals(backbone))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "no training step of '"
                        + backbone
                        + "' is timed; there are "
                        + String.join(", ", ALL.stream().map(TrainCase::backbone).toList())));
  }
}
