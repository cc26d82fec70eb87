package org.leukokit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.study.PretrainedWeights;

/** The weights that {@code --weights} asks for. */
final class WeightsChoice {
  private WeightsChoice() {}

  /**
   * @param asked auto, pretrained, random, or a file
   * @param network the network they are for
   * @param store where known weights are found
   * @return the weights; empty for random ones
   * @throws UserError if they are not there
   */
  static Optional<PretrainedWeights> of(String asked, Backbone network, Store store) {
    switch (asked) {
      case "random":
        return Optional.empty();
      case "auto":
        return known(network, store);
      case "pretrained":
        Optional<PretrainedWeights> found = known(network, store);
        if (found.isEmpty()) {
          throw new UserError(missing(network));
        }
        return found;
      default:
        return Optional.of(file(asked));
    }
  }

  private static Optional<PretrainedWeights> known(Backbone network, Store store) {
    return Weights.ofNetwork(network.id())
        .flatMap(
            entry ->
                store
                    .locate(entry.sha256())
                    .map(
                        file ->
                            new PretrainedWeights(
                                entry.sha256(),
                                entry.name() + " (" + entry.licence() + ")",
                                () -> WeightFiles.open(file))));
  }

  private static String missing(Backbone network) {
    String where =
        Weights.ofNetwork(network.id())
            .map(WeightsEntry::name)
            .map(name -> name + " is neither in the store nor in a mirror (LEUKOKIT_MIRROR)")
            .orElse("the manifest names none");
    return "no pretrained weights of "
        + network.id()
        + ": "
        + where
        + "; name a file with --weights FILE, or use --weights random";
  }

  private static PretrainedWeights file(String text) {
    try {
      Path file = Path.of(text);
      if (!Files.isRegularFile(file)) {
        throw new UserError(
            "--weights " + text + " is not a file; name one, or auto, pretrained or random");
      }
      return new PretrainedWeights(
          Hashing.sha256Hex(file), file.getFileName().toString(), () -> WeightFiles.open(file));
    } catch (InvalidPathException e) {
      throw new UserError("--weights " + text + " is no path; name a file", e);
    } catch (IOException e) {
      throw new UserError("--weights " + text + " can't be read: " + e.getMessage(), e);
    }
  }
}
