package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.leukokit.image.AugmentationDraw;
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
import org.leukokit.train.Selection;
import org.leukokit.train.TrainSpec;

/** What is run: three networks from scratch on a 6:3:1 split, and the controls. */
final class OliveiraStudy {
  /** Section 2.4: 100 px are cut from each border of 450×450; nothing is resized. */
  static final int CROP = 250;

  /** Where subjects are new: the challenge's preliminary test set. */
  static final String PRELIMINARY = "prelim";

  /** Where nobody knows the labels: its final test set. */
  static final String FINAL = "final";

  /** Section 2.1: the training folder alone is split; these parts are tested on besides. */
  static final FoldDraw.ThreeWay SPLIT = new FoldDraw.ThreeWay(6, 3, 1, Set.of(PRELIMINARY, FINAL));

  /** The paper doesn't name it; an earlier public program of its first author uses 20. */
  private static final int BATCH = 20;

  /** A training of so few steps would show nothing at the paper's 5e-6. */
  private static final double SMOKE_RATE = 5e-4;

  /** Likewise; above it VGG networks, which have no batch normalisation, fall silent. */
  private static final double SMOKE_RATE_VGG = 1e-4;

  /** More steps from as many images. */
  private static final int SMOKE_BATCH_VGG = 10;

  // With Keras' 0.99 the running statistics of so few steps would be those of random weights.
  private static final double SMOKE_MOMENTUM = 0.5;

  private OliveiraStudy() {}

  /**
   * What differs between the scales.
   *
   * @param epochs epochs of a training of a VGG network
   * @param xception epochs of a training of Xception
   * @param training rows of each class in training, Table 1
   * @param validation rows of each class in validation, Table 1
   */
  record Size(int epochs, int xception, int training, int validation) {
    static Size of(Scale scale) {
      return scale == Scale.FULL ? new Size(400, 400, 10_000, 5_000) : new Size(7, 4, 70, 35);
    }
  }

  /** The side of a network's input: the paper's 250 px, or as little as it needs. */
  static int input(Scale scale, String network) {
    if (scale == Scale.FULL) {
      return CROP;
    }
    return network.equals("xception") ? 72 : 32;
  }

  /** Section 2.2's operations, with ranges that the paper leaves open. */
  static List<Augmentation> operations() {
    return List.of(
        new Augmentation("mirrored", Augmentation.Kind.REFLECT, null),
        new Augmentation("flipped", Augmentation.Kind.FLIP, null),
        new Augmentation(
            "rotated", Augmentation.Kind.ROTATE_RIGHT, AugmentationDraw.range(20, 339)),
        new Augmentation("blurred", Augmentation.Kind.BLUR, new AugmentationDraw(5, 17, 2)),
        new Augmentation("sheared", Augmentation.Kind.SHEAR, AugmentationDraw.range(10, 35)),
        new Augmentation(
            "salt-and-pepper", Augmentation.Kind.SALT_AND_PEPPER, AugmentationDraw.range(2, 2)));
  }

  /** Fig. 3's operations with the values that stand under it. */
  static List<Augmentation> shown() {
    return List.of(
        Augmentation.original(),
        new Augmentation("mirrored", Augmentation.Kind.REFLECT, null),
        new Augmentation("flipped", Augmentation.Kind.FLIP, null),
        new Augmentation(
            "rotated-60°", Augmentation.Kind.ROTATE_RIGHT, AugmentationDraw.range(60, 60)),
        new Augmentation("blurred-17×17", Augmentation.Kind.BLUR, AugmentationDraw.range(17, 17)),
        new Augmentation("sheared-0.3", Augmentation.Kind.SHEAR, AugmentationDraw.range(30, 30)),
        new Augmentation(
            "salt-and-pepper", Augmentation.Kind.SALT_AND_PEPPER, AugmentationDraw.range(2, 2)));
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
    return networks(key, options, Size.of(options.scale()));
  }

  static NetworkStudySpec networks(String key, StudyOptions options, Size size) {
    List<NetworkMethod> methods = new ArrayList<>();
    for (OliveiraMethod network : OliveiraMethod.NETWORKS) {
      if (options.only().isEmpty() || options.only().contains(network.id())) {
        methods.add(method(network, options.scale(), size));
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
        SPLIT,
        Unit.CELL,
        protocols(options.protocols()),
        options.seed(),
        options.threads());
  }

  private static NetworkMethod method(OliveiraMethod network, Scale scale, Size size) {
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
        new TrainingRows.Balanced(size.training(), size.validation(), operations()),
        SPLIT,
        training(network.id(), scale, epochs),
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
  private static TrainSpec training(String network, Scale scale, int epochs) {
    boolean vgg = network.startsWith("vgg");
    double first = vgg ? 1e-5 : 5e-6;
    double last = 1e-6;
    if (scale != Scale.FULL) {
      first = vgg ? SMOKE_RATE_VGG : SMOKE_RATE;
      last = first / 2;
    }
    double lambda = vgg ? 1e-4 : 7e-4;
    ParameterGroup fullyConnected =
        vgg
            ? ParameterGroup.weightsOf("head.fc1", "head.fc2", "head.fc3")
            : ParameterGroup.weightsOf("head.fc1", "head.fc2");
    boolean smoke = scale != Scale.FULL;
    return TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-8, Definition.KERAS),
            new Schedule.Exponential(first, last, epochs, true),
            epochs,
            smoke && vgg ? SMOKE_BATCH_VGG : BATCH)
        .withStatisticsMomentum(smoke && !vgg ? SMOKE_MOMENTUM : 0)
        .withPenalties(new Penalty.L1L2(lambda, lambda, fullyConnected))
        .withSelection(Selection.BEST_VALIDATION_ACCURACY, 0);
  }
}
