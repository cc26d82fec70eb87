package org.leukokit.paper;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.leukokit.split.Protocol;
import org.leukokit.study.Scale;

/**
 * What a user may choose of a study.
 *
 * @param scale how much of it is run
 * @param backbone the network's id
 * @param layer the layer whose values are the features
 * @param inputSize the side of the network's input, in pixels
 * @param protocols the protocols
 * @param folds folds of the cross-validation
 * @param seed the seed of every random draw
 * @param threads threads of libtorch
 * @param pretrained the networks whose pretrained weights are at hand and wanted
 */
public record StudyOptions(
    Scale scale,
    String backbone,
    String layer,
    int inputSize,
    List<Protocol> protocols,
    int folds,
    long seed,
    int threads,
    Set<String> pretrained) {
  /** Copies the list. */
  public StudyOptions {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(backbone, "backbone");
    Objects.requireNonNull(layer, "layer");
    protocols = List.copyOf(protocols);
    pretrained = Set.copyOf(pretrained);
  }
}
