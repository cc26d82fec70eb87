package org.leukokit.study;

import java.util.Objects;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.feature.DeepFeatures;

/**
 * A classical method: a classifier on features.
 *
 * @param id the name in files, such as {@code svm-cubic}
 * @param title the name in tables
 * @param features what it sees of a cell
 * @param classifier the classifier with its parameters
 * @param shuffledLabels whether the labels of the training rows are permuted, which turns the
 *     method into a control that must fall to chance
 * @param control whether it is a control and not a method of the paper
 */
public record MethodSpec(
    String id,
    String title,
    Features features,
    ClassifierSpec classifier,
    boolean shuffledLabels,
    boolean control) {
  /** What a method sees of a cell. */
  public enum Features {
    /** The values of a layer of a network. */
    DEEP("deep"),
    /** What a source that is no network measures of a cell at its full size. */
    MEASURED("measured"),
    /** Width and height of the cell's bounding box at the network's size, in pixels. */
    CELL_SIZE("cell-size"),
    /** Nothing. */
    NONE("none");

    private final String id;

    Features(String id) {
      this.id = id;
    }

    /** The name in files. */
    public String id() {
      return id;
    }
  }

  /** All parts are there. */
  public MethodSpec {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(classifier, "classifier");
  }

  /** A classifier of the paper on deep features. */
  public static MethodSpec deep(ClassifierSpec classifier) {
    return new MethodSpec(
        classifier.id(), classifier.displayName(), Features.DEEP, classifier, false, false);
  }

  /** The control that predicts the share of the classes and sees nothing. */
  public static MethodSpec majority() {
    return new MethodSpec(
        "majority", "Majority class", Features.NONE, new ClassifierSpec.Majority(), false, true);
  }

  /** The control that sees the cell's size alone: k nearest neighbours, k = 15. */
  public static MethodSpec cellSize() {
    return new MethodSpec(
        "cell-size",
        "Cell size only",
        Features.CELL_SIZE,
        new ClassifierSpec.NearestNeighbours(15),
        false,
        true);
  }

  /** The control that learns from permuted labels. */
  public static MethodSpec shuffled(ClassifierSpec classifier) {
    return new MethodSpec(
        classifier.id() + "-shuffled",
        classifier.displayName() + ", shuffled labels",
        Features.DEEP,
        classifier,
        true,
        true);
  }

  /** The classifier's class and version, and the features', as a run's inputs name them. */
  public String implementation() {
    String own = classifier.id() + "/" + classifier.implementationVersion();
    return features == Features.DEEP ? own + ", features/" + DeepFeatures.VERSION : own;
  }
}
