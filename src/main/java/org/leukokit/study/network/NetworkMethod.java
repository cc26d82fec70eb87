package org.leukokit.study.network;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.leukokit.net.Head;
import org.leukokit.net.Layer;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.train.TrainSpec;

/**
 * A trained network as a method of a study.
 *
 * @param id the name in files, such as {@code cnn-hold-out}
 * @param title the name in tables
 * @param backbone the network's id
 * @param head what stands in the place of its top; its last layer has two outputs, healthy first
 * @param input how a cell becomes the network's square
 * @param start where the training begins
 * @param initialiser how drawn weights are drawn: the head's, and all where nothing is pretrained
 * @param rows what the network sees in an epoch
 * @param draw how cells are divided
 * @param training how it is trained
 * @param shuffledLabels whether the labels of the training examples are permuted, which turns the
 *     method into a control that must fall to chance
 * @param control whether it is a control and not a method of the paper
 */
public record NetworkMethod(
    String id,
    String title,
    String backbone,
    Head head,
    InputSpec input,
    Start start,
    Initialiser initialiser,
    TrainingRows rows,
    FoldDraw draw,
    TrainSpec training,
    boolean shuffledLabels,
    boolean control) {
  /** Where a training begins. */
  public enum Start {
    /** From ImageNet weights where they are at hand, from random ones where they are not. */
    PRETRAINED("pretrained where at hand"),
    /** From random weights. */
    SCRATCH("from scratch");

    private final String text;

    Start(String text) {
      this.text = text;
    }

    /** In words, for settings and reports. */
    public String text() {
      return text;
    }
  }

  /** All parts are there. */
  public NetworkMethod {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(backbone, "backbone");
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(initialiser, "initialiser");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(draw, "draw");
    Objects.requireNonNull(training, "training");
  }

  /** The same network and training under another name on other folds. */
  public NetworkMethod on(FoldDraw folds, String otherId, String otherTitle) {
    return with(otherId, otherTitle, folds, training, shuffledLabels, control);
  }

  /** The same network trained in another way. */
  public NetworkMethod trained(TrainSpec other) {
    return with(id, title, draw, other, shuffledLabels, control);
  }

  /** The same method on permuted labels: a control. */
  public NetworkMethod shuffled() {
    return with(id + "-shuffled", title + ", shuffled labels", draw, training, true, true);
  }

  private NetworkMethod with(
      String otherId,
      String otherTitle,
      FoldDraw folds,
      TrainSpec trained,
      boolean shuffled,
      boolean isControl) {
    return new NetworkMethod(
        otherId,
        otherTitle,
        backbone,
        head,
        input,
        start,
        initialiser,
        rows,
        folds,
        trained,
        shuffled,
        isControl);
  }

  /** The network's head, layer by layer. */
  private String headText() {
    return head.layers().stream().map(Layer::toString).collect(Collectors.joining(", "));
  }

  /** Everything besides data, weights, protocol, seed and engine that decides the numbers. */
  SortedMap<String, String> settings(int threads) {
    SortedMap<String, String> settings = new TreeMap<>(training.settings());
    settings.put("drawn weights", initialiser.title());
    settings.putAll(rows.counts());
    if (LearnedLabels.shufflesValidation(this)) {
      settings.put("shuffled labels of validation", "true");
    }
    settings.putAll(
        Map.of(
            "backbone", backbone,
            "head", "behind " + head.after() + ": " + headText(),
            "input", input.describe(),
            "start", start.text(),
            "augmentation", rows.describe(),
            "folds", draw.describe(),
            "shuffled labels", Boolean.toString(shuffledLabels),
            "libtorch threads", Integer.toString(threads)));
    return settings;
  }
}
