package org.leukokit.paper.loey2020;

import java.util.List;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.Head;
import org.leukokit.net.Heads;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Unit;
import org.leukokit.study.Scale;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.InputSpec;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Definition;
import org.leukokit.train.Freezing;
import org.leukokit.train.LastBatch;
import org.leukokit.train.Optimiser;
import org.leukokit.train.ParameterGroup;
import org.leukokit.train.Penalty;
import org.leukokit.train.RateFactor;
import org.leukokit.train.Schedule;
import org.leukokit.train.Shuffling;
import org.leukokit.train.TrainSpec;

/**
 * Model 2 (Section 3.2): the network itself is trained on, with a new last layer for two classes,
 * by ten-fold cross-validation and on a hold-out of 20 %.
 */
final class SecondModel {
  /** Section 4.2: "the batch size was set to five". */
  private static final int BATCH = 5;

  /** Section 4.2: "the number of epochs was set to six". */
  private static final int EPOCHS = 6;

  /** Section 4.2: "80% training data and 20% test data". */
  private static final double TEST_SHARE = 0.2;

  /** Section 4.2: "the learning rate was set to 1 × 10−4". */
  private static final double RATE = 1e-4;

  /** Where there are no pretrained weights to be kept, and 1e-4 would move next to nothing. */
  private static final double RATE_FROM_SCRATCH = 5e-3;

  /** The same: without it the first steps from random weights end in a network that is dead. */
  private static final double CLIP_FROM_SCRATCH = 1;

  private static final int SMOKE_EPOCHS = 2;
  private static final int SMOKE_FOLDS = 2;

  private SecondModel() {}

  static NetworkStudySpec study(String key, StudyOptions options) {
    NetworkMethod tenFold = method(LoeyMethod.TEN_FOLD, options, folds(options));
    NetworkMethod holdOut = method(LoeyMethod.HOLD_OUT, options, new FoldDraw.HoldOut(TEST_SHARE));
    NetworkMethod shuffled = holdOut.shuffled();
    return new NetworkStudySpec(
        key,
        Unit.ROW,
        options.protocols(),
        List.of(tenFold, holdOut, shuffled),
        // A control as dear as a method: under one protocol.
        Set.of(shuffled.id()),
        options.seed(),
        options.threads());
  }

  private static boolean pretrained(StudyOptions options) {
    return options.pretrained().contains(options.requireFeatures().backbone());
  }

  private static FoldDraw folds(StudyOptions options) {
    return new FoldDraw.KFold(options.scale() == Scale.FULL ? options.folds() : SMOKE_FOLDS);
  }

  private static NetworkMethod method(String id, StudyOptions options, FoldDraw draw) {
    Backbone backbone = Backbones.named(options.requireFeatures().backbone());
    Size size = Size.of(options, backbone);
    return new NetworkMethod(
        id,
        title(backbone, draw, size),
        backbone.id(),
        size.head(),
        InputSpec.resized(
            size.input(),
            // Weights that were trained on nothing know no means of their own.
            pretrained(options) ? InputSpec.Values.OF_WEIGHTS : InputSpec.Values.PLUS_MINUS_ONE),
        NetworkMethod.Start.PRETRAINED,
        // MATLAB 2018a draws new layers so narrowly that a whole network of them stands still.
        pretrained(options) ? Initialiser.NARROW_NORMAL : Initialiser.HE_UNIFORM,
        new TrainingRows.Versions(Loey2020.versions()),
        draw,
        training(options, size.head()).withFreezing(freezing(options, size.head())),
        false,
        false);
  }

  /** What is run: the paper's own name where that is the same, else with what differs. */
  private static String title(Backbone backbone, FoldDraw draw, Size size) {
    String how = draw instanceof FoldDraw.KFold k ? k.k() + "-fold" : "hold-out";
    // The paper's network needs no layout behind its name; any other is told apart.
    String name = backbone == Backbones.ALEXNET ? "AlexNet" : backbone.title();
    return "CNN ("
        + name
        + ") "
        + how
        + (size.input() == backbone.inputSize() ? "" : ", " + size.input() + " px")
        + (size.narrow() ? ", layers of " + Size.SMALL_WIDTH : "");
  }

  // The text: the last three layers "were frozen and replaced", "The resulting network was
  // trained".
  private static Freezing freezing(StudyOptions options, Head head) {
    if (!options.open().newLayersOnly()) {
      return Freezing.NONE;
    }
    if (!pretrained(options)) {
      throw new UserError(
          "--frozen leaves the layers of "
              + options.requireFeatures().backbone()
              + " as they are pretrained, and its weights are random; leave it out or give pretrained"
              + " weights ('leukokit weights list')");
    }
    return Freezing.through(head.after());
  }

  // The optimiser sgdm with its defaults, momentum 0.9 and L2 1e-4, mini-batches that must be full
  // and an order that is drawn once are MATLAB's; the paper names none of them.
  private static TrainSpec training(StudyOptions options, Head head) {
    boolean scratch = !pretrained(options);
    int epochs = options.scale() == Scale.FULL ? EPOCHS : SMOKE_EPOCHS;
    TrainSpec plain =
        TrainSpec.of(
                new Optimiser.Sgd(0.9, false, Definition.KERAS),
                new Schedule.Constant(scratch ? RATE_FROM_SCRATCH : RATE),
                epochs,
                BATCH)
            .withPenalties(new Penalty.L2(1e-4, ParameterGroup.ALL_WEIGHTS))
            .withLastBatch(LastBatch.DROP)
            .withShuffling(Shuffling.ONCE)
            .withClipNorm(scratch ? CLIP_FROM_SCRATCH : 0);
    double factor = options.open().newLayerFactor();
    if (factor == 1) {
      return plain;
    }
    if (scratch) {
      throw new UserError(
          "--new-layer-factor lets new layers learn faster than pretrained ones, and the weights of "
              + options.requireFeatures().backbone()
              + " are random; leave it out or give pretrained weights ('leukokit weights list')");
    }
    String newest = head.layers().get(head.layers().size() - 1).name();
    return plain.withRateFactors(new RateFactor(newest, factor, factor));
  }

  /** How large the network is. */
  private record Size(int input, Head head, boolean narrow) {
    /** What a network without fully connected layers sees at smoke scale, in pixels. */
    private static final int SMALL = 128;

    /** What AlexNet sees at smoke scale where there are no weights that fix its size, in pixels. */
    private static final int SMALLEST = 67;

    private static final int SMALL_WIDTH = 256;

    static Size of(StudyOptions options, Backbone backbone) {
      Head head = Heads.loey2020(backbone, 2);
      if (options.scale() == Scale.FULL) {
        return new Size(backbone.inputSize(), head, false);
      }
      if (!backbone.family().equals("alexnet")) {
        return new Size(Math.min(SMALL, backbone.inputSize()), head, false);
      }
      return pretrained(options)
          ? new Size(backbone.inputSize(), head, false)
          : new Size(SMALLEST, small(backbone), true);
    }

    // The layers of 4,096 are drawn too, then, and most of a step's time went into them.
    private static Head small(Backbone backbone) {
      String end = backbone.top().bodyEnd();
      long[] out =
          backbone.build(2).upTo(end).describe(SMALLEST, SMALLEST).stream()
              .reduce((first, last) -> last)
              .orElseThrow()
              .output();
      return Head.behind(end, backbone.top().bodyChannels())
          .flatten((int) out[1], (int) out[2])
          .fullyConnected(SMALL_WIDTH)
          .relu()
          .fullyConnected(SMALL_WIDTH)
          .relu()
          .fullyConnected(2);
    }
  }
}
