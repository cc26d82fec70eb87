package org.leukokit.train;

import java.util.Objects;
import java.util.Optional;
import org.leukokit.net.ConvNet;
import org.leukokit.net.weights.TensorSource;

/**
 * What is to be trained.
 *
 * @param net the network, without tensors yet; it gets them
 * @param initial its first tensors, exactly by name and shape; read once, not closed
 * @param spec how
 * @param train the training examples
 * @param validation the validation examples, not augmented
 * @param seed of every random draw: order of the examples, dropout
 */
public record TrainTask(
    ConvNet net,
    TensorSource initial,
    TrainSpec spec,
    Examples train,
    Optional<Examples> validation,
    long seed) {
  /** Checks for null. */
  public TrainTask {
    Objects.requireNonNull(net, "net");
    Objects.requireNonNull(initial, "initial");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(validation, "validation");
  }
}
