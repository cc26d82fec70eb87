package org.leukokit.classifier;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * Which classical classifier, with which parameters: a value that names a computation completely.
 */
public sealed interface ClassifierSpec {
  /** A name for files and the command line, such as {@code svm-cubic}; it never changes. */
  String id();

  /** The name in tables and figures, as the first paper has it, such as {@code SVM (cubic)}. */
  String displayName();

  /**
   * The version of the method's implementation, raised by hand when its results change, so that a
   * run of an older version is not taken for one of this.
   */
  int implementationVersion();

  /**
   * A decision tree that grows best first: of all leaves the one whose best split lowers the sum of
   * n·Gini most is split next. Leaves of fewer than {@code minParentSize} rows are not split. The
   * features are not standardised. (MATLAB grows by layers and takes back the splits of the last
   * layer that gain least; scikit-learn's tree with {@code max_leaf_nodes} grows as this one.)
   *
   * @param maxSplits at most so many splits, 1 to 1,000,000; the paper has 20
   * @param minParentSize the fewest rows that are split, at least 2; MATLAB's default is 10
   */
  record Tree(int maxSplits, int minParentSize) implements ClassifierSpec {
    /** Checks the ranges. */
    public Tree {
      require(maxSplits >= 1 && maxSplits <= 1_000_000, "maxSplits", maxSplits, "1 to 1,000,000");
      require(minParentSize >= 2, "minParentSize", minParentSize, "2 or more");
    }

    @Override
    public String id() {
      return "tree";
    }

    @Override
    public String displayName() {
      return "DT";
    }

    @Override
    public int implementationVersion() {
      return 1;
    }
  }

  /**
   * A linear discriminant with pooled within-class covariance Σ, regularised as Σγ = (1 − γ) Σ + γ
   * diag(Σ); priors are the shares of the classes in the training rows.
   *
   * @param gamma γ, 0 to 1, or {@link #AUTOMATIC} for the rule in {@link LinearDiscriminant}
   */
  record Discriminant(double gamma) implements ClassifierSpec {
    /** No regularisation if Σ can be inverted numerically, else the smallest that allows it. */
    public static final double AUTOMATIC = -1;

    /** Checks the range. */
    public Discriminant {
      require(
          gamma == AUTOMATIC || (gamma >= 0 && gamma <= 1),
          "gamma",
          gamma,
          "0 to 1, or -1 for the automatic rule");
    }

    @Override
    public String id() {
      return "lda";
    }

    @Override
    public String displayName() {
      return "LD";
    }

    @Override
    public int implementationVersion() {
      return 1;
    }
  }

  /**
   * A C-support vector machine.
   *
   * @param kernel the kernel
   * @param scale what the features are divided by; {@link KernelScale#ONE} for the Gaussian kernel,
   *     which has a scale of its own
   * @param boxConstraint C, positive and finite; MATLAB's default is 1
   * @param tolerance by how much the Karush-Kuhn-Tucker conditions may be missed, above 0 and below
   *     1; libsvm's default is 0.001
   */
  record Svm(Kernel kernel, KernelScale scale, double boxConstraint, double tolerance)
      implements ClassifierSpec {
    /** With features as they are, standardised. */
    public Svm(Kernel kernel, double boxConstraint, double tolerance) {
      this(kernel, KernelScale.ONE, boxConstraint, tolerance);
    }

    /** Checks the ranges. */
    public Svm {
      Objects.requireNonNull(kernel, "kernel");
      Objects.requireNonNull(scale, "scale");
      require(
          kernel != Kernel.GAUSSIAN || scale == KernelScale.ONE,
          "scale",
          scale,
          "1 for the Gaussian kernel, which has its own");
      require(
          boxConstraint > 0 && Double.isFinite(boxConstraint),
          "boxConstraint",
          boxConstraint,
          "positive and finite");
      require(tolerance > 0 && tolerance < 1, "tolerance", tolerance, "above 0 and below 1");
    }

    @Override
    public String id() {
      return "svm-" + kernel.id();
    }

    @Override
    public String displayName() {
      // Gauss has a capital letter.
      String name = kernel == Kernel.GAUSSIAN ? "Gaussian" : kernel.id();
      return "SVM (" + name + (scale == KernelScale.ONE ? "" : ", scale " + scale.id()) + ")";
    }

    @Override
    public int implementationVersion() {
      return 1;
    }
  }

  /**
   * The nearest neighbours by Euclidean distance of standardised features. On the two sides of a
   * cell's bounding box as the only features, with k = 15, it is the control "cell size only".
   *
   * @param neighbours k, how many vote; odd, so that two classes can't tie
   */
  record NearestNeighbours(int neighbours) implements ClassifierSpec {
    /** Checks that the number is odd. */
    public NearestNeighbours {
      require(
          neighbours >= 1 && neighbours % 2 == 1,
          "neighbours",
          neighbours,
          "odd and at least 1, so that two classes can't tie");
    }

    @Override
    public String id() {
      return "knn";
    }

    @Override
    public String displayName() {
      return "K-NN";
    }

    @Override
    public int implementationVersion() {
      return 1;
    }
  }

  /** A control: for every row the share of positive training rows. */
  record Majority() implements ClassifierSpec {
    @Override
    public String id() {
      return "majority";
    }

    @Override
    public String displayName() {
      return "Majority class";
    }

    @Override
    public int implementationVersion() {
      return 1;
    }
  }

  /**
   * A trainer of Tribuo's, or anyone's own, on the standardised features of the training rows; its
   * labels are {@link TribuoTraining#POSITIVE} and {@link TribuoTraining#NEGATIVE}. A run is found
   * again by id, settings and version, not by the trainer's code: whoever changes what it computes
   * changes one of them.
   *
   * @param id a name for files: lower-case letters, digits and dashes
   * @param displayName the name in tables and figures
   * @param settings everything that decides its results beside the rows, in words
   * @param implementationVersion raised by hand when its results change
   * @param trainer the trainer; its invocation count is set to 0 before each fold, so that what it
   *     draws at random does not depend on the folds before
   */
  record Own(
      String id,
      String displayName,
      String settings,
      int implementationVersion,
      Trainer<Label> trainer)
      implements ClassifierSpec {
    /**
     * @throws UserError if the id can be no file's name
     */
    public Own {
      Objects.requireNonNull(displayName, "displayName");
      Objects.requireNonNull(settings, "settings");
      Objects.requireNonNull(trainer, "trainer");
      if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw new UserError(
            "a classifier's id is lower-case letters, digits and dashes, such as my-forest, not '"
                + id
                + "'");
      }
    }

    /** What names the computation; goes into a run's settings. */
    @Override
    public String toString() {
      return "Own[id=" + id + ", settings=" + settings + "]";
    }
  }

  /** The paper's decision tree: at most 20 splits. */
  static Tree tree() {
    return new Tree(20, 10);
  }

  /** The linear discriminant with automatic regularisation. */
  static Discriminant discriminant() {
    return new Discriminant(Discriminant.AUTOMATIC);
  }

  /** A support vector machine with box constraint 1 and libsvm's tolerance. */
  static Svm svm(Kernel kernel) {
    return new Svm(kernel, 1, 1e-3);
  }

  /** The same with another scale, where the kernel has none of its own. */
  static Svm svm(Kernel kernel, KernelScale scale) {
    return new Svm(kernel, kernel == Kernel.GAUSSIAN ? KernelScale.ONE : scale, 1, 1e-3);
  }

  /** The paper's nearest neighbour, k = 1. */
  static NearestNeighbours nearestNeighbour() {
    return new NearestNeighbours(1);
  }

  /** The six classifiers of the paper's model 1 in the order of its Table 1. */
  static List<ClassifierSpec> paper() {
    return paper(KernelScale.ONE);
  }

  /** The same with another scale of the linear and the cubic kernel. */
  static List<ClassifierSpec> paper(KernelScale scale) {
    return List.of(
        tree(),
        discriminant(),
        svm(Kernel.LINEAR, scale),
        svm(Kernel.GAUSSIAN, scale),
        svm(Kernel.CUBIC, scale),
        nearestNeighbour());
  }

  /**
   * The classifier of an id with the paper's parameters.
   *
   * @throws UserError if there is none, naming those that there are
   */
  static ClassifierSpec byId(String id) {
    List<ClassifierSpec> known =
        List.of(
            tree(),
            discriminant(),
            svm(Kernel.LINEAR),
            svm(Kernel.GAUSSIAN),
            svm(Kernel.CUBIC),
            nearestNeighbour(),
            new Majority());
    for (ClassifierSpec spec : known) {
      if (spec.id().equals(id)) {
        return spec;
      }
    }
    throw new UserError(
        "unknown classifier '"
            + id
            + "'; known are "
            + known.stream().map(ClassifierSpec::id).collect(Collectors.joining(", ")));
  }

  private static void require(boolean holds, String name, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be %s, was %s", name, allowed, value));
    }
  }
}
