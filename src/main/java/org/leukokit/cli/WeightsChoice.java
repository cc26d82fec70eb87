package org.leukokit.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.data.OwnWeights;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.InputFit;
import org.leukokit.net.NamedInputs;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.record.RunRecord;
import org.leukokit.study.KnownWeights;
import org.leukokit.study.PretrainedWeights;

/**
 * The weights that {@code --weights} asks for.
 *
 * @param asked auto, pretrained, random, or a file
 * @param input the name of what they expect of pixels; null for what the network takes by default
 */
record WeightsChoice(String asked, String input) {
  private static final Set<String> WORDS = Set.of("auto", "pretrained", "random");

  /**
   * @throws UserError if the input's name is unknown, or random weights are given an input
   */
  WeightsChoice {
    if (input != null) {
      NamedInputs.named(input);
      if (asked.equals("random")) {
        throw new UserError(
            "--input "
                + input
                + " says what weights were trained on, and random ones were not;"
                + " leave it out");
      }
    }
  }

  /**
   * The weights for one network.
   *
   * @param plain the network they are for
   * @param bodySuffices whether weights without the network's own top will do
   * @param store where known weights are found
   * @return the weights; empty for random ones
   * @throws UserError if they are not there, or not for this network or this input
   */
  Optional<PretrainedWeights> of(Backbone plain, boolean bodySuffices, Store store) {
    Backbone network = input == null ? plain : plain.withPreprocessing(NamedInputs.named(input));
    if (asked.equals("random")) {
      return Optional.empty();
    }
    if (!WORDS.contains(asked)) {
      return Optional.of(file(network, store));
    }
    Optional<PretrainedWeights> found = KnownWeights.find(network, bodySuffices, store);
    if (found.isEmpty() && (asked.equals("pretrained") || input != null)) {
      throw new UserError(missing(network, bodySuffices));
    }
    return found;
  }

  /**
   * As {@link #of} for several networks.
   *
   * @return the weights that there are, by network
   * @throws UserError if a file or an input is named for several networks, or wanted weights are
   *     not there
   */
  Map<String, PretrainedWeights> ofAll(List<String> networks, boolean bodySuffices, Store store) {
    if (!WORDS.contains(asked) && networks.size() > 1) {
      throw new UserError(
          "--weights "
              + asked
              + ": one file is not for "
              + networks.size()
              + " networks; use auto,"
              + " pretrained or random, and 'leukokit weights import' for files");
    }
    if (input != null && networks.size() > 1) {
      throw new UserError(
          "--input "
              + input
              + " belongs to one network's weights, and here are "
              + networks.size()
              + " networks; leave it out");
    }
    Map<String, PretrainedWeights> found = new TreeMap<>();
    for (String id : networks) {
      of(Backbones.named(id), bodySuffices, store).ifPresent(w -> found.put(id, w));
    }
    return found;
  }

  private String missing(Backbone network, boolean bodySuffices) {
    List<String> names =
        KnownWeights.fitting(network, bodySuffices).stream().map(WeightsEntry::name).toList();
    return "no pretrained weights of "
        + network.id()
        + (input == null ? "" : " for the input " + input)
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

  private PretrainedWeights file(Backbone network, Store store) {
    Path file;
    try {
      file = Path.of(asked);
    } catch (InvalidPathException e) {
      throw new UserError("--weights " + asked + " is no path; name a file", e);
    }
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "--weights " + asked + " is not a file; name one, or auto, pretrained or random");
    }
    // Opened now, so that what can't be used is said before anything is computed.
    try (TensorSource source = network.open(file)) {
      String sha256 = source.digest().substring("sha256:".length());
      Optional<WeightsEntry> known = Weights.recognised(file, sha256, network.id(), store);
      if (known.isPresent()) {
        requireFits(known.get(), network);
        return KnownWeights.of(known.get(), sha256, network, file);
      }
      String name =
          OwnWeights.all(store).stream()
              .filter(entry -> entry.sha256().equals(sha256))
              .map(OwnWeights.Entry::file)
              .findFirst()
              .orElse(file.getFileName().toString());
      return own(file, name, sha256, network, source);
    }
  }

  private void requireFits(WeightsEntry known, Backbone network) {
    if (!known.network().equals(network.id())) {
      throw new UserError(
          "--weights "
              + asked
              + " is "
              + known.name()
              + ", weights of "
              + known.network()
              + ", not of "
              + network.id());
    }
    Preprocessing expects = KnownWeights.input(known);
    if (!expects.equals(network.preprocessing())) {
      throw new UserError(
          "--weights "
              + asked
              + " is "
              + known.name()
              + ", which was trained on the input "
              + NamedInputs.text(expects)
              + ", not on "
              + NamedInputs.text(network.preprocessing())
              + (input == null ? ", which " + network.id() + " takes by default" : "")
              + "; say --input "
              + NamedInputs.name(expects));
    }
  }

  private PretrainedWeights own(
      Path file, String name, String sha256, Backbone network, TensorSource source) {
    Preprocessing given = network.preprocessing();
    boolean turned =
        source.shapes().keySet().stream()
            .anyMatch(tensor -> source.mapping(tensor).layout().equals("BGR to RGB"));
    // Who names Caffe's input means that of the file, whose kernels the reader turned.
    Preprocessing input = turned && given.bgr() ? given.turned() : given;
    List<String> said = new ArrayList<>();
    said.add(
        RunRecord.Weights.OWN
            + " ("
            + name.replaceAll("\\p{Cntrl}", "?")
            + ", sha256 "
            + sha256
            + "), origin not stated");
    said.addAll(source.notes());
    said.add(
        "input "
            + NamedInputs.text(input)
            + (this.input == null ? " (the network's default, as --input says no other)" : ""));
    InputFit.doubt(network.withPreprocessing(input), source)
        .ifPresent(doubt -> said.add("DOUBT: " + doubt));
    return new PretrainedWeights(
        sha256, String.join("; ", said), Optional.of(input), () -> WeightFiles.open(file));
  }
}
