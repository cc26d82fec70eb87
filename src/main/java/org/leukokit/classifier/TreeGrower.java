package org.leukokit.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Grows a decision tree best first, with Gini's impurity (Breiman, Friedman, Olshen and Stone,
 * <em>Classification and Regression Trees</em>, 1984).
 *
 * <p>Every leaf knows its best split, the one that lowers n·Gini most; the leaf with the largest
 * gain is split next, until the limit on splits is reached or no leaf has a split with a gain.
 * Thresholds lie midway between neighbouring values of the leaf's rows. Equal gains: the lowest
 * feature, then the lowest threshold; among leaves the one made first.
 *
 * <p>The rows of each feature are sorted once and every split keeps that order in both children, so
 * finding the best split of a leaf is one pass over its rows a feature. The parallel loops run over
 * features, each of which writes to a place of its own.
 */
final class TreeGrower {
  /** One feature's best split of a leaf; gain 0 if there is none. */
  private record Split(double gain, int feature, double threshold, int leftRows) {
    static final Split NONE = new Split(0, DecisionTree.LEAF, Double.NaN, 0);
  }

  /** A leaf that could still be split, its rows at [from, to) of every feature's order. */
  private record Leaf(int node, int from, int to, Split split) {}

  private final FeatureMatrix x;
  private final ClassifierSpec.Tree spec;
  private final Workers workers;

  /** For each feature the training rows by rising value, leaf by leaf. */
  private final int[][] order;

  /** By row: 1 if it is positive. */
  private final int[] ones;

  private final List<DecisionTree.Node> nodes = new ArrayList<>();
  private final List<Leaf> leaves = new ArrayList<>();

  private TreeGrower(
      FeatureMatrix x, boolean[] positive, ClassifierSpec.Tree spec, int[][] order, Workers w) {
    this.x = x;
    this.spec = spec;
    this.order = order;
    this.workers = w;
    ones = new int[positive.length];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = positive[i] ? 1 : 0;
    }
  }

  /**
   * @param positive the class of every row of x; only those of training rows are read
   */
  static DecisionTree grow(
      FeatureMatrix x, boolean[] positive, int[] train, ClassifierSpec.Tree spec, Workers workers) {
    TreeGrower grower =
        new TreeGrower(x, positive, spec, trainingOrder(x, train, workers), workers);
    grower.addLeaf(0, train.length);
    for (int splits = 0; splits < spec.maxSplits() && grower.splitBest(); splits++) {
      workers.check();
    }
    return new DecisionTree(grower.nodes);
  }

  private static int[][] trainingOrder(FeatureMatrix x, int[] train, Workers workers) {
    boolean[] trains = new boolean[x.rows()];
    for (int row : train) {
      trains[row] = true;
    }
    int[][] all = x.sortedRows(workers);
    int[][] order = new int[all.length][];
    workers.forEach(
        all.length,
        f -> {
          int[] kept = new int[train.length];
          int n = 0;
          for (int row : all[f]) {
            if (trains[row]) {
              kept[n++] = row;
            }
          }
          order[f] = kept;
        });
    return order;
  }

  private void addLeaf(int from, int to) {
    int positives = 0;
    for (int i = from; i < to; i++) {
      positives += ones[order[0][i]];
    }
    int n = to - from;
    int node = nodes.size();
    nodes.add(new DecisionTree.Node(DecisionTree.LEAF, Double.NaN, -1, -1, (double) positives / n));
    if (n >= spec.minParentSize() && positives > 0 && positives < n) {
      Split split = bestSplit(from, to, positives);
      if (split.gain() > 0) {
        leaves.add(new Leaf(node, from, to, split));
      }
    }
  }

  private boolean splitBest() {
    int best = -1;
    for (int i = 0; i < leaves.size(); i++) {
      if (best < 0 || leaves.get(i).split().gain() > leaves.get(best).split().gain()) {
        best = i;
      }
    }
    if (best < 0) {
      return false;
    }
    Leaf leaf = leaves.remove(best);
    Split split = leaf.split();
    partition(leaf);
    int left = nodes.size();
    int middle = leaf.from() + split.leftRows();
    addLeaf(leaf.from(), middle);
    int right = nodes.size();
    addLeaf(middle, leaf.to());
    nodes.set(
        leaf.node(),
        new DecisionTree.Node(
            split.feature(), split.threshold(), left, right, nodes.get(leaf.node()).share()));
    return true;
  }

  /**
   * With P positives among n rows, p of them among the k rows that go left, n·Gini falls by 2 (n p
   * − P k)² / (n k (n − k)). The numerator's root is a whole number, so splits without a gain have
   * exactly none; it grows by n − P or −P from one row to the next.
   */
  private Split bestSplit(int from, int to, int positives) {
    int n = to - from;
    double[] steps = new double[ones.length];
    for (int row = 0; row < steps.length; row++) {
      steps[row] = (double) n * ones[row] - positives;
    }
    double[] weights = new double[n];
    for (int k = 1; k < n; k++) {
      weights[k] = 2 / ((double) n * k * (n - k));
    }
    Split[] splits = new Split[order.length];
    workers.forEach(order.length, f -> splits[f] = bestSplit(f, from, steps, weights));
    Split best = Split.NONE;
    for (Split split : splits) {
      if (split.gain() > best.gain()) {
        best = split;
      }
    }
    return best;
  }

  private Split bestSplit(int f, int from, double[] steps, double[] weights) {
    float[] column = x.column(f);
    int[] rows = order[f];
    double bestGain = 0;
    int bestLeft = 0;
    double root = 0;
    for (int k = 1; k < weights.length; k++) {
      root += steps[rows[from + k - 1]];
      double gain = root * root * weights[k];
      if (gain > bestGain && column[rows[from + k - 1]] < column[rows[from + k]]) {
        bestGain = gain;
        bestLeft = k;
      }
    }
    if (bestLeft == 0) {
      return Split.NONE;
    }
    double low = column[rows[from + bestLeft - 1]];
    double high = column[rows[from + bestLeft]];
    return new Split(bestGain, f, (low + high) / 2, bestLeft);
  }

  /** Brings the rows that go left to the front of the leaf's part of every feature's order. */
  private void partition(Leaf leaf) {
    float[] column = x.column(leaf.split().feature());
    double threshold = leaf.split().threshold();
    int[] goesLeft = new int[x.rows()];
    for (int i = leaf.from(); i < leaf.to(); i++) {
      int row = order[0][i];
      goesLeft[row] = column[row] <= threshold ? 1 : 0;
    }
    workers.forEach(order.length, f -> partition(order[f], leaf, goesLeft));
  }

  // Every row is written to both sides and one of them moves on: a branch that nobody can foresee
  // would cost more.
  private static void partition(int[] rows, Leaf leaf, int[] goesLeft) {
    int[] right = new int[leaf.to() - leaf.from() + 1];
    int toLeft = leaf.from();
    int toRight = 0;
    for (int i = leaf.from(); i < leaf.to(); i++) {
      int row = rows[i];
      int left = goesLeft[row];
      rows[toLeft] = row;
      right[toRight] = row;
      toLeft += left;
      toRight += 1 - left;
    }
    System.arraycopy(right, 0, rows, toLeft, toRight);
  }
}
