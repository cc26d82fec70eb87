package org.leukokit.train;

import java.util.Objects;

/**
 * The learning rate of a layer, as a multiple of the schedule's (MATLAB's WeightLearnRateFactor and
 * BiasLearnRateFactor).
 *
 * @param layer name of the layer, its parts belong to it
 * @param weight factor of everything but biases, 0 or more
 * @param bias factor of biases, 0 or more
 */
public record RateFactor(String layer, double weight, double bias) {
  /**
   * @throws org.leukokit.base.UserError if a factor is negative or not a number
   */
  public RateFactor {
    Objects.requireNonNull(layer, "layer");
    Checks.notNegative("the factor of the weights' learning rate", weight);
    Checks.notNegative("the factor of the biases' learning rate", bias);
  }

  /** The values for a run's settings. */
  String text() {
    return layer + " " + weight + " (biases " + bias + ")";
  }
}
