package org.leukokit.paper;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.split.Protocol;
import org.leukokit.study.Scale;

/**
 * What a user may choose of a study.
 *
 * @param scale how much of it is run
 * @param features where features are taken, for a paper that lets choose; empty for the others
 * @param protocols the protocols
 * @param folds folds of the cross-validation, for a paper that has one
 * @param seed the seed of every random draw
 * @param threads threads of libtorch
 * @param pretrained the networks whose pretrained weights are at hand and wanted
 * @param only the methods to be run, by their ids; empty for all
 * @param splits how many splits one method is run on, for a paper whose split is one of many that
 *     fit its printed numbers; from 1
 * @param open what is chosen of that which a paper leaves open
 * @param chosen what was chosen of {@link Paper#openChoices()}, by name; what is not there has its
 *     default
 */
public record StudyOptions(
    Scale scale,
    Optional<Features> features,
    List<Protocol> protocols,
    int folds,
    long seed,
    int threads,
    Set<String> pretrained,
    Set<String> only,
    int splits,
    OpenChoices open,
    Map<String, String> chosen) {
  /** On one split, with the kit's choices of what a paper leaves open. */
  public StudyOptions(
      Scale scale,
      Optional<Features> features,
      List<Protocol> protocols,
      int folds,
      long seed,
      int threads,
      Set<String> pretrained,
      Set<String> only) {
    this(
        scale, features, protocols, folds, seed, threads, pretrained, only, 1, OpenChoices.DEFAULT);
  }

  /** With the defaults of what is set by name. */
  public StudyOptions(
      Scale scale,
      Optional<Features> features,
      List<Protocol> protocols,
      int folds,
      long seed,
      int threads,
      Set<String> pretrained,
      Set<String> only,
      int splits,
      OpenChoices open) {
    this(
        scale, features, protocols, folds, seed, threads, pretrained, only, splits, open, Map.of());
  }

  /**
   * Where features are taken.
   *
   * @param backbone the network's id
   * @param layer the layer whose values are the features
   * @param inputSize the side of the network's input, in pixels
   */
  public record Features(String backbone, String layer, int inputSize) {
    /** All parts are there. */
    public Features {
      Objects.requireNonNull(backbone, "backbone");
      Objects.requireNonNull(layer, "layer");
    }
  }

  /**
   * Copies the collections.
   *
   * @throws UserError if there are fewer splits than 1, or more than 99
   */
  public StudyOptions {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(features, "features");
    protocols = List.copyOf(protocols);
    pretrained = Set.copyOf(pretrained);
    only = Set.copyOf(only);
    Objects.requireNonNull(open, "open");
    chosen = Map.copyOf(chosen);
    if (splits < 1 || splits > 99) {
      throw new UserError("--splits is 1 to 99, not " + splits);
    }
  }

  /** The choice of features of a paper that lets choose. */
  public Features requireFeatures() {
    return features.orElseThrow(() -> new IllegalStateException("no features were chosen"));
  }
}
