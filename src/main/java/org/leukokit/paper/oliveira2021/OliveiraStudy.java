package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.image.CopyDraw;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.Heads;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.Scale;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.InputSpec;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.ParameterGroup;
import org.leukokit.train.Penalty;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;

/** What is run: three networks from scratch on a 6:3:1 split, and the controls. */
final class OliveiraStudy {
  /** Section 2.4: 100 px are cut from each border of 450×450; nothing is resized. */
  static final int CROP = 250;

  /** Where subjects are new: the challenge's preliminary test set. */
  static final String PRELIMINARY = "prelim";

  /** Where nobody knows the labels: its final test set. */
  static final String FINAL = "final";

  /** As in the program; the text doesn't name it. */
  private static final int BATCH = 20;

  /** Decimals of each epoch's rate, as in the program. */
  private static final int RATE_DECIMALS = 6;

  /** A training of so few steps would show nothing at the paper's 5e-6. */
  private static final double SMOKE_RATE = 5e-4;

  /** Likewise; above it VGG networks, which have no batch normalisation, fall silent. */
  private static final double SMOKE_RATE_VGG = 1e-4;

  /** Epochs of a trial of a VGG network, and of Xception. */
  private static final int SMOKE_EPOCHS_VGG = 7;

  private static final int SMOKE_EPOCHS = 4;

  /** Rows of each class that a trial fills up to, at least. */
  private static final int SMOKE_TRAINING = 70;

  private static final int SMOKE_VALIDATION = 35;

  /** Salt and pepper, in percent of the pixels, as in the program. */
  private static final int NOISE = 2;

  /** More steps from as many images. */
  private static final int SMOKE_BATCH_VGG = 10;

  // With Keras' 0.99 the running statistics of so few steps would be those of random weights.
  private static final double SMOKE_MOMENTUM = 0.5;

  private OliveiraStudy() {}

  /** Section 2.1: the training folder alone is split; other parts are tested on besides. */
  static FoldDraw.ThreeWay split(OliveiraChoices choices) {
    return new FoldDraw.ThreeWay(6, 3, 1, Set.of(PRELIMINARY, FINAL), choices.sharing());
  }

  /**
   * What differs between the scales.
   *
   * @param epochs epochs of a training of a VGG network
   * @param xception epochs of a training of Xception
   * @param training rows of each class in training, Table 1
   * @param validation rows of each class in validation, Table 1
   */
  record Size(int epochs, int xception, int training, int validation) {
    static Size of(Scale scale, OliveiraChoices choices) {
      if (scale == Scale.FULL) {
        return new Size(choices.epochs(), choices.epochs(), 10_000, choices.validation());
      }
      // The same shares of what a trial has.
      return new Size(
          share(SMOKE_EPOCHS_VGG, choices.epochs(), OliveiraChoices.PAPERS_EPOCHS),
          share(SMOKE_EPOCHS, choices.epochs(), OliveiraChoices.PAPERS_EPOCHS),
          SMOKE_TRAINING,
          share(SMOKE_VALIDATION, choices.validation(), OliveiraChoices.PAPERS_VALIDATION));
    }

    private static int share(int trial, int chosen, int papers) {
      return Math.max(1, (int) Math.round((double) trial * chosen / papers));
    }
  }

  /** The side of a network's input: the paper's 250 px, or as little as it needs. */
  static int input(Scale scale, String network) {
    if (scale == Scale.FULL) {
      return CROP;
    }
    return network.equals("xception") ? 72 : 32;
  }

  /** Section 2.2's operations in the program's order, with the program's ranges. */
  static CopyDraw copies(OliveiraChoices choices) {
    return new CopyDraw(
        AugmentationDraw.range(20, 339), AugmentationDraw.range(10, 35), NOISE, choices.blur());
  }

  /** Fig. 3's operations with the values that stand under it. */
  static List<Augmentation> shown() {
    return List.of(
        Augmentation.original(),
        new Augmentation("mirrored", Augmentation.Kind.MIRROR_BOTH_WAYS, null),
        new Augmentation(
            "rotated-60°", Augmentation.Kind.ROTATE_RIGHT, AugmentationDraw.range(60, 60)),
        new Augmentation("blurred-17×17", Augmentation.Kind.BLUR, AugmentationDraw.range(17, 17)),
        new Augmentation("sheared-0.3", Augmentation.Kind.SHEAR, AugmentationDraw.range(30, 30)),
        new Augmentation(
            "salt-and-pepper",
            Augmentation.Kind.SALT_AND_PEPPER,
            AugmentationDraw.range(NOISE, NOISE)));
  }

  /**
   * The protocols that give different folds. Nothing is augmented before the paper's split, so to
   * split first is what it does.
   */
  static List<Protocol> protocols(List<Protocol> asked) {
    return asked.stream()
        .map(p -> p == Protocol.SPLIT_FIRST ? Protocol.PUBLISHED : p)
        .distinct()
        .sorted()
        .toList();
  }

  static NetworkStudySpec networks(String key, StudyOptions options) {
    OliveiraChoices choices = OliveiraChoices.of(options.chosen());
    return networks(key, options, Size.of(options.scale(), choices));
  }

  static NetworkStudySpec networks(String key, StudyOptions options, Size size) {
    OliveiraChoices choices = OliveiraChoices.of(options.chosen());
    List<NetworkMethod> methods = new ArrayList<>();
    for (OliveiraMethod network : OliveiraMethod.NETWORKS) {
      if (options.only().isEmpty() || options.only().contains(network.id())) {
        methods.add(method(network, options.scale(), size, choices));
      }
    }
    // The network that learns most in few epochs is last; its control says most.
    NetworkMethod control = methods.get(methods.size() - 1).shuffled();
    methods.add(control);
    return new NetworkStudySpec(
        key,
        Unit.CELL,
        protocols(options.protocols()),
        methods,
        Set.of(control.id()),
        options.seed(),
        options.threads());
  }

  /** Majority class and cell size on the same folds. */
  static StudySpec controls(String key, StudyOptions options) {
    return StudySpec.ofControls(
        key,
        options.scale(),
        450,
        split(OliveiraChoices.of(options.chosen())),
        Unit.CELL,
        protocols(options.protocols()),
        options.seed(),
        options.threads());
  }

  private static NetworkMethod method(
      OliveiraMethod network, Scale scale, Size size, OliveiraChoices choices) {
    Backbone backbone = Backbones.named(network.id());
    int epochs = network.id().equals("xception") ? size.xception() : size.epochs();
    return new NetworkMethod(
        network.id(),
        network.title(),
        backbone.id(),
        Heads.oliveira2021(backbone, 2),
        new InputSpec(CROP, input(scale, network.id()), InputSpec.Values.MINUS_OWN_MEAN),
        NetworkMethod.Start.SCRATCH,
        initialiser(network.id(), scale),
        new TrainingRows.Balanced(size.training(), size.validation(), copies(choices)),
        split(choices),
        training(network.id(), scale, epochs, choices),
        false,
        false);
  }

  // Glorot's variance halves at each of a VGG network's rectifiers, and nothing restores it: what
  // it says then hardly depends on the cell.
  private static Initialiser initialiser(String network, Scale scale) {
    return scale != Scale.FULL && network.startsWith("vgg")
        ? Initialiser.HE_UNIFORM
        : Initialiser.GLOROT_UNIFORM;
  }

  // Section 2.5 and the rates, λ and epochs of Section 3.
  private static TrainSpec training(
      String network, Scale scale, int epochs, OliveiraChoices choices) {
    boolean vgg = network.startsWith("vgg");
    double first = vgg ? 1e-5 : 5e-6;
    double last = 1e-6;
    if (scale != Scale.FULL) {
      first = vgg ? SMOKE_RATE_VGG : SMOKE_RATE;
      last = first / 2;
    }
    Schedule.Exponential decay = new Schedule.Exponential(first, last, epochs, true);
    double lambda = vgg ? 1e-4 : 7e-4;
    List<String> penalised = new ArrayList<>(List.of("head.fc1", "head.fc2", "head.fc3"));
    if (!vgg) {
      penalised.remove(2);
    }
    if (!choices.outputPenalised()) {
      penalised.remove(penalised.size() - 1);
    }
    ParameterGroup weights = ParameterGroup.weightsOf(penalised.toArray(String[]::new));
    boolean smoke = scale != Scale.FULL;
    return TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-8, Definition.KERAS),
            choices.roundedRates() ? new Schedule.Rounded(decay, RATE_DECIMALS) : decay,
            epochs,
            smoke && vgg ? SMOKE_BATCH_VGG : BATCH)
        .withStatisticsMomentum(smoke && !vgg ? SMOKE_MOMENTUM : 0)
        .withPenalties(new Penalty.L1L2(lambda, lambda, weights))
        .withShuffling(choices.shuffling())
        .withSelection(choices.selection(), 0);
  }
}
