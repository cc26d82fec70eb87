package org.leukokit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.study.PretrainedWeights;

/** The weights that {@code --weights} asks for. */
final class WeightsChoice {
  private WeightsChoice() {}

  /**
   * @param asked auto, pretrained, random, or a file
   * @param network the network they are for
   * @param bodySuffices whether weights without the network's own top will do
   * @param store where known weights are found
   * @return the weights; empty for random ones
   * @throws UserError if they are not there
   */
  static Optional<PretrainedWeights> of(
      String asked, Backbone network, boolean bodySuffices, Store store) {
    switch (asked) {
      case "random":
        return Optional.empty();
      case "auto":
        return known(network, bodySuffices, store);
      case "pretrained":
        Optional<PretrainedWeights> found = known(network, bodySuffices, store);
        if (found.isEmpty()) {
          throw new UserError(missing(network, bodySuffices));
        }
        return found;
      default:
        return Optional.of(file(asked));
    }
  }

  /**
   * As {@link #of} for several networks.
   *
   * @return the weights that there are, by network
   * @throws UserError if a file is named for several networks, or wanted weights are not there
   */
  static Map<String, PretrainedWeights> ofAll(
      String asked, List<String> networks, boolean bodySuffices, Store store) {
    boolean file = !List.of("auto", "pretrained", "random").contains(asked);
    if (file && networks.size() > 1) {
      throw new UserError(
          "--weights "
              + asked
              + ": one file is not for "
              + networks.size()
              + " networks; use auto,"
              + " pretrained or random, and 'leukokit weights import' for files");
    }
    Map<String, PretrainedWeights> found = new TreeMap<>();
    for (String id : networks) {
      of(asked, Backbones.named(id), bodySuffices, store).ifPresent(w -> found.put(id, w));
    }
    return found;
  }

  private static Optional<PretrainedWeights> known(
      Backbone network, boolean bodySuffices, Store store) {
    for (WeightsEntry entry : KnownWeights.fitting(network, bodySuffices)) {
      Optional<Path> file = Weights.locate(entry, store);
      if (file.isPresent()) {
        return Optional.of(pretrained(entry, file.get(), store));
      }
    }
    return Optional.empty();
  }

  private static PretrainedWeights pretrained(WeightsEntry entry, Path file, Store store) {
    return new PretrainedWeights(
        Weights.sha256(entry, store).orElseThrow(),
        entry.file() + " (" + entry.licence() + ")",
        () -> WeightFiles.open(file));
  }

  private static String missing(Backbone network, boolean bodySuffices) {
    List<String> names =
        KnownWeights.fitting(network, bodySuffices).stream().map(WeightsEntry::name).toList();
    return "no pretrained weights of "
        + network.id()
        + ": "
        + (names.isEmpty()
            ? "the manifest names none"
            : String.join(", ", names)
                + " is neither in the store nor in a mirror (LEUKOKIT_MIRROR); try 'leukokit"
                + " weights fetch "
                + names.get(0)
                + "'")
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
