package org.leukokit.study;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.image.RasterOp;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;

/**
 * A study of classical methods on the features of a network: what to run, as a plain value.
 *
 * @param study the paper's key
 * @param scale how much of it is run
 * @param backbone the network's id
 * @param layer the layer whose values are the features
 * @param inputSize the side of the square that cells are resized to, in pixels
 * @param augmentations the versions of each cell, the original first
 * @param folds how cells are divided
 * @param publishedUnit what the paper drew into folds
 * @param protocols the protocols, at least one
 * @param methods the methods, at least one
 * @param seed the seed of every random draw
 * @param threads threads of libtorch; part of the question, as last bits depend on it
 */
public record StudySpec(
    String study,
    Scale scale,
    String backbone,
    String layer,
    int inputSize,
    List<Augmentation> augmentations,
    FoldRule folds,
    Unit publishedUnit,
    List<Protocol> protocols,
    List<MethodSpec> methods,
    long seed,
    int threads) {
  /** The threshold above which a pixel belongs to the cell when its box is measured, 0–255. */
  static final int BOX_THRESHOLD = 0;

  /**
   * Copies the lists.
   *
   * @throws UserError if a number is out of its range, saying which and what is allowed
   */
  public StudySpec {
    Objects.requireNonNull(study, "study");
    Objects.requireNonNull(backbone, "backbone");
    Objects.requireNonNull(layer, "layer");
    augmentations = List.copyOf(augmentations);
    protocols = List.copyOf(protocols);
    methods = List.copyOf(methods);
    Objects.requireNonNull(folds, "folds");
    if (threads < 1 || threads > 256) {
      throw new UserError("threads must be 1 to 256, was " + threads);
    }
    if (protocols.isEmpty() || methods.isEmpty() || augmentations.isEmpty()) {
      throw new IllegalArgumentException("a study needs protocols, methods and versions");
    }
  }

  /**
   * The controls of a study of networks, on its folds: the share of the classes, and the cell's
   * size.
   *
   * @param imageSize the side of the collection's images
   */
  public static StudySpec ofControls(
      String study,
      Scale scale,
      int imageSize,
      FoldRule folds,
      Unit publishedUnit,
      List<Protocol> protocols,
      long seed,
      int threads) {
    return new StudySpec(
        study,
        scale,
        "none",
        "none",
        imageSize,
        List.of(Augmentation.original()),
        folds,
        publishedUnit,
        protocols,
        List.of(MethodSpec.majority(), MethodSpec.cellSize()),
        seed,
        threads);
  }

  /**
   * A study by cross-validation.
   *
   * @param folds how many folds, at least 2
   * @throws UserError if a number is out of its range, saying which and what is allowed
   */
  public StudySpec(
      String study,
      Scale scale,
      String backbone,
      String layer,
      int inputSize,
      List<Augmentation> augmentations,
      int folds,
      Unit publishedUnit,
      List<Protocol> protocols,
      List<MethodSpec> methods,
      long seed,
      int threads) {
    this(
        study,
        scale,
        backbone,
        layer,
        inputSize,
        augmentations,
        FoldRule.kFold(folds),
        publishedUnit,
        protocols,
        methods,
        seed,
        threads);
  }

  /** The names of the versions of each cell. */
  public List<String> versions() {
    return augmentations.stream().map(Augmentation::version).toList();
  }

  /**
   * Everything besides data, weights, protocol and seed that decides the numbers of a method. A
   * setting that a method does not feel is left out, so that it doesn't make another run of it.
   */
  SortedMap<String, String> settings(MethodSpec method) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put(
        "augmentation",
        augmentations.stream().map(Augmentation::describe).collect(Collectors.joining(", ")));
    settings.put("folds", folds.describe());
    settings.put("published unit", publishedUnit.id());
    settings.put("classifier", method.classifier().toString());
    settings.put("features", method.features().id());
    settings.put("shuffled labels", Boolean.toString(method.shuffledLabels()));
    if (method.features() == MethodSpec.Features.MEASURED) {
      settings.put("input", FULL_SIZE);
    } else if (method.features() != MethodSpec.Features.NONE) {
      settings.put("input", inputSize + "x" + inputSize + " px, " + RESIZING);
    }
    if (method.features() == MethodSpec.Features.DEEP) {
      settings.put("backbone", backbone);
      settings.put("layer", layer);
      settings.put("libtorch threads", Integer.toString(threads));
    }
    return settings;
  }

  private static final String FULL_SIZE = "full size";
  private static final String RESIZING = "bilinear with antialiasing";

  /** The same for a cell that is measured at its full size. */
  String fullSizeTransform(RasterOp op) {
    return FULL_SIZE + "|" + op.id();
  }

  /** The text that says what was done to a cell before the network saw it, for caches. */
  String transform(RasterOp op) {
    return "resize(" + inputSize + "x" + inputSize + "," + RESIZING + ")|" + op.id();
  }
}
