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
  private final boolean[] positive;
  private final ClassifierSpec.Tree spec;
  private final Workers workers;

  /** For each feature the training rows by rising value, leaf by leaf. */
  private final int[][] order;

  private final List<DecisionTree.Node> nodes = new ArrayList<>();
  private final List<Leaf> leaves = new ArrayList<>();

  private TreeGrower(
      FeatureMatrix x, boolean[] positive, ClassifierSpec.Tree spec, int[][] order, Workers w) {
    this.x = x;
    this.positive = positive;
    this.spec = spec;
    this.order = order;
    this.workers = w;
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
      positives += positive[order[0][i]] ? 1 : 0;
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

  private Split bestSplit(int from, int to, int positives) {
    Split[] splits = new Split[order.length];
    workers.forEach(order.length, f -> splits[f] = bestSplit(f, from, to, positives));
    Split best = Split.NONE;
    for (Split split : splits) {
      if (split.gain() > best.gain()) {
        best = split;
      }
    }
    return best;
  }

  // n·Gini = n − (positives² + negatives²)/n, so the gain is what the sum of the quotients gains.
  private Split bestSplit(int f, int from, int to, int positives) {
    float[] column = x.column(f);
    int[] rows = order[f];
    int n = to - from;
    double whole = purity(positives, n);
    double bestGain = 0;
    int bestLeft = 0;
    int leftPositives = 0;
    float value = column[rows[from]];
    for (int i = from + 1; i < to; i++) {
      leftPositives += positive[rows[i - 1]] ? 1 : 0;
      float next = column[rows[i]];
      if (value < next) {
        int left = i - from;
        double gain =
            purity(leftPositives, left) + purity(positives - leftPositives, n - left) - whole;
        if (gain > bestGain) {
          bestGain = gain;
          bestLeft = left;
        }
      }
      value = next;
    }
    if (bestLeft == 0) {
      return Split.NONE;
    }
    double low = column[rows[from + bestLeft - 1]];
    double high = column[rows[from + bestLeft]];
    return new Split(bestGain, f, (low + high) / 2, bestLeft);
  }

  private static double purity(int positives, int n) {
    double negatives = n - positives;
    return ((double) positives * positives + negatives * negatives) / n;
  }

  /** Brings the rows that go left to the front of the leaf's part of every feature's order. */
  private void partition(Leaf leaf) {
    float[] column = x.column(leaf.split().feature());
    double threshold = leaf.split().threshold();
    workers.forEach(
        order.length,
        f -> {
          int[] rows = order[f];
          int[] right = new int[leaf.to() - leaf.from()];
          int toLeft = leaf.from();
          int toRight = 0;
          for (int i = leaf.from(); i < leaf.to(); i++) {
            int row = rows[i];
            if (column[row] <= threshold) {
              rows[toLeft++] = row;
            } else {
              right[toRight++] = row;
            }
          }
          System.arraycopy(right, 0, rows, toLeft, toRight);
        });
  }
}
