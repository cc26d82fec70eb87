package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.NamedInputs;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.weights.WeightFiles;

/** Which sets of known weights a network can take without being asked. */
public final class KnownWeights {
  private static final String BODY_ONLY = "-notop";
  private static final String CAFFE_FILE = "caffemodel";

  private KnownWeights() {}

  /**
   * Those that want the input that the network is given, in the manifest's order, whole networks
   * first. Weights for other input would compute, and compute nonsense.
   *
   * @param network the network
   * @param bodySuffices whether a file without the network's own top will do
   */
  public static List<WeightsEntry> fitting(Backbone network, boolean bodySuffices) {
    List<WeightsEntry> whole = new ArrayList<>();
    List<WeightsEntry> bodies = new ArrayList<>();
    for (WeightsEntry entry : Weights.allOfNetwork(network.id())) {
      if (network.preprocessing().equals(input(entry))) {
        (entry.name().endsWith(BODY_ONLY) ? bodies : whole).add(entry);
      }
    }
    if (bodySuffices) {
      whole.addAll(bodies);
    }
    return whole;
  }

  /**
   * The first of {@link #fitting} that is at hand.
   *
   * @param network the network with the input that it is given
   * @param bodySuffices whether a file without the network's own top will do
   * @param store where they are looked for
   * @throws org.leukokit.base.UserError if a file at hand has another content than its name says
   */
  public static Optional<PretrainedWeights> find(
      Backbone network, boolean bodySuffices, Store store) {
    for (WeightsEntry entry : fitting(network, bodySuffices)) {
      Optional<Path> file = Weights.locate(entry, store);
      if (file.isPresent()) {
        return Optional.of(
            of(entry, Weights.sha256(entry, store).orElseThrow(), network, file.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * Known weights in a file.
   *
   * @param network the network with the input that it is given
   */
  public static PretrainedWeights of(
      WeightsEntry entry, String sha256, Backbone network, Path file) {
    return new PretrainedWeights(
        sha256,
        "pretrained on ImageNet: " + entry.file() + " (" + entry.licence() + ")",
        Optional.of(network.preprocessing()),
        () -> WeightFiles.open(file));
  }

  /** What known weights expect of pixels, as the kit reads their file. */
  public static Preprocessing input(WeightsEntry entry) {
    Preprocessing input = NamedInputs.named(entry.input());
    // The reader of Caffe's files turns blue first into red first.
    return entry.layout().equals(CAFFE_FILE) && input.bgr() ? input.turned() : input;
  }
}
