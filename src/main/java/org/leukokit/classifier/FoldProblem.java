package org.leukokit.classifier;

import java.util.Arrays;
import java.util.Objects;
import org.leukokit.base.UserError;

/**
 * One fold: rows to fit on and rows to score, with what the methods share computed when first
 * needed and once only: the standardisation, the Gram matrix of the standardised rows (for all
 * support vector machines and neighbours) and libsvm's view of it.
 *
 * <p>Nothing is fitted on test rows: their features are read to be scored and for nothing else,
 * their classes are never read. With 2,820 rows of 4,096 features a problem takes at most 500 MB
 * beside the matrix. Methods of one problem may run at a time and wait for what they share;
 * problems of several folds are independent. A cancellation is noticed within milliseconds, but by
 * libsvm only after a machine is trained, which takes a fraction of a second.
 */
public final class FoldProblem {
  /** Up to so many features, neighbours are searched row by row and not in a Gram matrix. */
  static final int FEW_FEATURES = 64;

  private final FeatureMatrix x;

  /** The class of each training row, by position in {@link #train}. */
  private final boolean[] trainPositive;

  /** The same by row of the matrix; false, and never read, for other rows. */
  private final boolean[] rowPositive;

  private final int[] train;
  private final int[] test;
  private final Workers workers;
  private final Shared shared;

  /** What does not depend on the classes. */
  private static final class Shared {
    private Standardiser standardiser;
    private Gram gram;
    private SvmSolver solver;
  }

  /**
   * A fold.
   *
   * @param x the features of all rows
   * @param positive the class of every row of x; copied for the training rows, unread for others
   * @param train the rows to fit on, as indices into x, in a fixed order, each at most once
   * @param test the rows to score, as indices into x; may be empty
   * @param workers how many threads to use; results don't depend on it
   * @throws IllegalArgumentException if lengths differ, an index is out of range or a training row
   *     is given twice
   * @throws UserError if there is no training row
   */
  public FoldProblem(
      FeatureMatrix x, boolean[] positive, int[] train, int[] test, Workers workers) {
    this(
        x, trainingClasses(x, positive, train), train.clone(), test.clone(), workers, new Shared());
    for (int row : test) {
      Objects.checkIndex(row, x.rows());
    }
  }

  private FoldProblem(
      FeatureMatrix x,
      boolean[] trainPositive,
      int[] train,
      int[] test,
      Workers workers,
      Shared shared) {
    this.x = x;
    this.rowPositive = new boolean[x.rows()];
    for (int i = 0; i < train.length; i++) {
      rowPositive[train[i]] = trainPositive[i];
    }
    this.trainPositive = trainPositive;
    this.train = train;
    this.test = test;
    this.workers = Objects.requireNonNull(workers, "workers");
    this.shared = shared;
  }

  private static boolean[] trainingClasses(FeatureMatrix x, boolean[] positive, int[] train) {
    if (positive.length != x.rows()) {
      throw new IllegalArgumentException(
          positive.length + " classes for " + x.rows() + " rows of features");
    }
    if (train.length == 0) {
      throw new UserError("a fold has no training row; use more cells or fewer folds");
    }
    boolean[] classes = new boolean[train.length];
    boolean[] seen = new boolean[x.rows()];
    for (int i = 0; i < train.length; i++) {
      int row = Objects.checkIndex(train[i], x.rows());
      if (seen[row]) {
        throw new IllegalArgumentException("row " + row + " is given twice for training");
      }
      seen[row] = true;
      classes[i] = positive[row];
    }
    return classes;
  }

  /**
   * The control "shuffled labels": the same rows, with the classes of the training rows permuted
   * among them. Shares standardisation and Gram matrix with this problem.
   *
   * @param seed the seed of the study
   * @param address what else names the draw: repetition, fold, …
   */
  public FoldProblem withShuffledLabels(long seed, Object... address) {
    boolean[] shuffled = ShuffledLabels.permute(trainPositive, seed, address);
    return new FoldProblem(x, shuffled, train, test, workers, shared);
  }

  /**
   * Fits on the training rows and scores the test rows.
   *
   * @return scores in the order of the test rows
   * @throws UserError if the training rows can't serve the method, such as rows of one class only
   * @throws java.util.concurrent.CancellationException if the work was cancelled
   */
  public Scores scores(ClassifierSpec spec) {
    check(spec);
    // Java 17 has no pattern switch; the interface is sealed, so the last case is the last kind.
    if (spec instanceof ClassifierSpec.Tree tree) {
      return Scores.ofShares(growTree(tree).shares(x, test));
    }
    if (spec instanceof ClassifierSpec.Discriminant d) {
      return fitDiscriminant(d).scores(x, test);
    }
    if (spec instanceof ClassifierSpec.Svm s) {
      return Scores.ofLogits(SupportVectorMachine.margins(gram(), s.kernel(), solve(s)));
    }
    if (spec instanceof ClassifierSpec.NearestNeighbours n) {
      return Scores.ofShares(
          needsGram()
              ? NearestNeighbours.shares(gram(), n.neighbours(), trainPositive, workers)
              : nearestNeighbours(n).shares(x, test, workers));
    }
    if (spec instanceof ClassifierSpec.Own own) {
      return TribuoTraining.scores(trainOwn(own), x, test);
    }
    double[] shares = new double[test.length];
    Arrays.fill(shares, majority().share());
    return Scores.ofShares(shares);
  }

  /**
   * Fits on the training rows.
   *
   * @return the classifier, for rows that are not in the matrix
   * @throws UserError as {@link #scores} does
   */
  public FittedClassifier fit(ClassifierSpec spec) {
    check(spec);
    if (spec instanceof ClassifierSpec.Tree tree) {
      return growTree(tree);
    }
    if (spec instanceof ClassifierSpec.Discriminant d) {
      return fitDiscriminant(d);
    }
    if (spec instanceof ClassifierSpec.Svm s) {
      SvmSolver.Solution solution = solve(s);
      double[][] vectors = new double[solution.rows().length][];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = standardiser().apply(x.row(train[solution.rows()[i]]));
      }
      return new SupportVectorMachine(s.kernel(), standardiser(), vectors, solution);
    }
    if (spec instanceof ClassifierSpec.NearestNeighbours n) {
      return nearestNeighbours(n);
    }
    return spec instanceof ClassifierSpec.Own own ? trainOwn(own) : majority();
  }

  private FittedClassifier trainOwn(ClassifierSpec.Own spec) {
    return TribuoTraining.train(spec, x, train, trainPositive, standardiser());
  }

  private NearestNeighbours nearestNeighbours(ClassifierSpec.NearestNeighbours spec) {
    double[][] rows = new double[train.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = standardiser().apply(x.row(train[i]));
    }
    return new NearestNeighbours(spec.neighbours(), standardiser(), rows, trainPositive);
  }

  // With few features a distance costs less than its place in a matrix of all pairs, which for
  // 10,661 rows would take 600 MB. Both ways give the same bits.
  private boolean needsGram() {
    synchronized (shared) {
      return shared.gram != null || x.columns() > FEW_FEATURES;
    }
  }

  /** Computes the standardisation and the Gram matrix now; without it they wait for a method. */
  public void prepare() {
    gram();
  }

  private void check(ClassifierSpec spec) {
    workers.check();
    int positives = positives();
    boolean one = positives == 0 || positives == train.length;
    if (one && !(spec instanceof ClassifierSpec.Majority)) {
      throw new UserError(
          spec.id()
              + ": all "
              + train.length
              + " training rows of a fold are "
              + (positives == 0 ? "negative" : "positive")
              + ", but both classes are needed; use more cells or fewer folds");
    }
  }

  private int positives() {
    int positives = 0;
    for (boolean p : trainPositive) {
      positives += p ? 1 : 0;
    }
    return positives;
  }

  private MajorityClass majority() {
    return new MajorityClass((double) positives() / train.length);
  }

  private DecisionTree growTree(ClassifierSpec.Tree spec) {
    return TreeGrower.grow(x, rowPositive, train, spec, workers);
  }

  private LinearDiscriminant fitDiscriminant(ClassifierSpec.Discriminant spec) {
    return LinearDiscriminant.fit(x, rowPositive, train, spec.gamma(), workers);
  }

  private SvmSolver.Solution solve(ClassifierSpec.Svm spec) {
    SvmSolver solver;
    synchronized (shared) {
      Gram gram = gram();
      if (shared.solver == null) {
        shared.solver = new SvmSolver(gram);
      }
      solver = shared.solver;
    }
    return solver.solve(spec, trainPositive, workers);
  }

  Standardiser standardiser() {
    synchronized (shared) {
      if (shared.standardiser == null) {
        shared.standardiser = Standardiser.fit(x, train, workers);
      }
      return shared.standardiser;
    }
  }

  Gram gram() {
    synchronized (shared) {
      if (shared.gram == null) {
        shared.gram = Gram.of(x, standardiser(), train, test, workers);
      }
      return shared.gram;
    }
  }
}
