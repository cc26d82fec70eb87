package org.leukokit.paper.finetune;

import java.util.List;
import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbone;
import org.leukokit.net.Head;
import org.leukokit.net.Layer;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.InputSpec;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Definition;
import org.leukokit.train.Freezing;
import org.leukokit.train.Optimiser;
import org.leukokit.train.RateFactor;
import org.leukokit.train.Schedule;
import org.leukokit.train.Selection;
import org.leukokit.train.TrainSpec;

/**
 * How a network is fine-tuned on few cells.
 *
 * <p>The body keeps its place: global average pooling, dropout and a layer for the two classes
 * stand behind it. Adam at constant rates, the new layer faster than the body; batch normalisation
 * keeps the statistics that it came with, which few steps can't replace. The smaller class is
 * repeated up to the larger; every cell is turned, mirrored and a little moved anew in each epoch.
 * The weights kept are those of the epoch with the lowest loss on validation cells, drawn by groups
 * from the training part; test cells decide nothing.
 *
 * <p>The rates were chosen by the validation loss of MobileNet on the 99 real cells, group-disjoint
 * in five folds (the middle 300 pixels at 160, seed 1; mean over the folds of the best epoch's):
 * 1e-5, with 1e-3 for a new layer of Glorot's variance, reached 0.61 in 12 epochs; 1e-4 with 3e-4,
 * the first nine pairs of convolutions frozen, 0.56 in 14; the defaults 0.53 in 15. At 1e-4 with
 * 1e-3 and nothing frozen (whole cells at 224) the training loss came back to 0.69, that of
 * guessing, in two of three folds. Training does not stop early, as one fold's loss got no lower
 * for seven epochs and was lowest at epoch 14. A cell that validates in one fold is tested in
 * another, so that on these 99 cells the choice among four is not quite free of test cells.
 *
 * @param network the backbone
 * @param pretrained whether the training begins from pretrained weights
 * @param input how a cell becomes the network's square
 * @param dropout the share of pooled values that is dropped in training, 0 to below 1
 * @param frozen the last layer that is left as it is, every layer before it too; empty for none
 * @param rate the learning rate of the body
 * @param headRate the learning rate of the new layer
 * @param epochs passes over the training cells at most, 1 or more
 * @param patience training stops after so many epochs in a row without a lower validation loss; 0
 *     for never
 * @param batch cells a step, 1 or more
 * @param augmented whether cells are turned, mirrored and moved
 * @param folds folds of the cross-validation, 2 or more
 * @param shuffles how often everything is trained again on shuffled labels, 1 to 99
 */
public record Recipe(
    Backbone network,
    boolean pretrained,
    InputSpec input,
    double dropout,
    String frozen,
    double rate,
    double headRate,
    int epochs,
    int patience,
    int batch,
    boolean augmented,
    int folds,
    int shuffles) {
  /** The learning rate of a pretrained body. */
  public static final double RATE = 3e-5;

  /** The learning rate of the new layer on a pretrained body. */
  public static final double HEAD_RATE = 3e-4;

  /** The learning rate of everything, from random weights. */
  public static final double RATE_FROM_SCRATCH = 1e-3;

  /** Share of a fold's training cells by which the epoch is chosen. */
  static final double VALIDATION = 0.2;

  private static final int MOST_SHUFFLES = 99;

  /**
   * @throws UserError if a value is out of range, or the network has no such layer
   */
  public Recipe {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(frozen, "frozen");
    if (!(dropout >= 0 && dropout < 1)) {
      throw new UserError("dropout must be 0 (none) or more and below 1, was " + dropout);
    }
    if (shuffles < 1 || shuffles > MOST_SHUFFLES) {
      throw new UserError(
          "the control with shuffled labels is run 1 to "
              + MOST_SHUFFLES
              + " times, not "
              + shuffles);
    }
    if (!frozen.isEmpty() && !pretrained) {
      throw new UserError("random weights can't be frozen at " + frozen + ": nothing was learned");
    }
    network.withInputSize(input.size());
    if (!frozen.isEmpty() && !hasLayer(network, frozen)) {
      throw new UserError(
          network.title()
              + " has no layer "
              + frozen
              + " to freeze it at; it ends with "
              + network.top().bodyEnd());
    }
  }

  private static boolean hasLayer(Backbone network, String name) {
    return network.build(2).upTo(network.top().bodyEnd()).layers().stream()
        .anyMatch(layer -> layer.name().equals(name));
  }

  /** The network as a method of the study. */
  NetworkMethod method(long seed) {
    return new NetworkMethod(
        network.id(),
        network.title() + (pretrained ? ", fine-tuned" : ", from random weights"),
        network.id(),
        head(),
        input,
        pretrained ? NetworkMethod.Start.PRETRAINED : NetworkMethod.Start.SCRATCH,
        // Close to zero, so that the new layer's first steps don't shake a body that knows more.
        pretrained ? Initialiser.NARROW_NORMAL : Initialiser.HE_UNIFORM,
        augmented ? TrainingRows.Oversampled.AS_ON_A_SLIDE : TrainingRows.Versions.PLAIN,
        draw(seed),
        training(),
        false,
        false);
  }

  /** The folds of the network and of every control. */
  FoldDraw draw(long seed) {
    return new FoldDraw.Common(folds, VALIDATION, seed);
  }

  private Head head() {
    Head pooled =
        Head.behind(network.top().bodyEnd(), network.top().bodyChannels()).globalAverage();
    return (dropout > 0 ? pooled.dropout((float) dropout) : pooled).fullyConnected(2);
  }

  private TrainSpec training() {
    TrainSpec plain =
        TrainSpec.of(
                new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS),
                new Schedule.Constant(rate),
                epochs,
                batch)
            .withSelection(Selection.BEST_VALIDATION_LOSS, patience)
            .withFreezing(new Freezing(frozen, pretrained));
    // 3e-4 is ten times 3e-5, whatever binary fractions make of it.
    double factor = Math.round(headRate / rate * 1e9) / 1e9;
    return factor == 1 ? plain : plain.withRateFactors(new RateFactor(newest(), factor, factor));
  }

  private String newest() {
    List<Layer> layers = head().layers();
    return layers.get(layers.size() - 1).name();
  }
}
