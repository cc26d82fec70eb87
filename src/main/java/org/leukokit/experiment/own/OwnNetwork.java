package org.leukokit.experiment.own;

import java.util.Objects;
import java.util.Optional;
import org.leukokit.net.Backbone;
import org.leukokit.net.Heads;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.InputSpec;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.TrainSpec;

/**
 * A network to be trained under the papers' protocols: the body of a backbone, global average
 * pooling and a layer for the two classes.
 *
 * @param network one of the kit's, or one of your own ({@link org.leukokit.net.BlockNetwork})
 * @param input how a cell becomes the network's square
 * @param rows what it sees in an epoch
 * @param training how it is trained
 * @param start the weights that it begins from; empty for random ones
 */
public record OwnNetwork(
    Backbone network,
    InputSpec input,
    TrainingRows rows,
    TrainSpec training,
    Optional<PretrainedWeights> start) {
  /** Checks for null. */
  public OwnNetwork {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(start, "start");
  }

  /** A network that begins from random weights, on whole images of the network's own size. */
  public OwnNetwork(Backbone network, TrainingRows rows, TrainSpec training) {
    this(
        network,
        InputSpec.resized(network.inputSize(), InputSpec.Values.PLUS_MINUS_ONE),
        rows,
        training,
        Optional.empty());
  }

  /** On the square in the middle of each image. */
  public OwnNetwork cropped(int side) {
    return new OwnNetwork(
        network, new InputSpec(side, input.size(), input.values()), rows, training, start);
  }

  /** The method of a study that it is; its id is the network's. */
  NetworkMethod method(FoldDraw draw) {
    return new NetworkMethod(
        network.id(),
        network.title(),
        network.id(),
        Heads.plain(network, 2),
        input,
        start.isPresent() ? NetworkMethod.Start.PRETRAINED : NetworkMethod.Start.SCRATCH,
        Initialiser.HE_UNIFORM,
        rows,
        draw,
        training,
        false,
        false);
  }
}
