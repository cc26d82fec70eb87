package org.leukokit.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * A fitted binary decision tree; node 0 is the root. A row goes left where its value is at most the
 * threshold.
 */
final class DecisionTree implements FittedClassifier {
  private static final long serialVersionUID = 1L;

  /** What a leaf has for a feature. */
  static final int LEAF = -1;

  /** One node while the tree grows. */
  record Node(int feature, double threshold, int left, int right, double share) {}

  private final int[] features;
  private final double[] thresholds;
  private final int[] left;
  private final int[] right;
  private final double[] shares;

  DecisionTree(List<Node> nodes) {
    int n = nodes.size();
    features = new int[n];
    thresholds = new double[n];
    left = new int[n];
    right = new int[n];
    shares = new double[n];
    for (int i = 0; i < n; i++) {
      Node node = nodes.get(i);
      features[i] = node.feature();
      thresholds[i] = node.threshold();
      left[i] = node.left();
      right[i] = node.right();
      shares[i] = node.share();
    }
  }

  /** The nodes in the order in which they were made. */
  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      nodes.add(new Node(features[i], thresholds[i], left[i], right[i], shares[i]));
    }
    return nodes;
  }

  @Override
  public double margin(float[] row) {
    return score(row) - 0.5;
  }

  @Override
  public double score(float[] row) {
    int at = 0;
    while (features[at] != LEAF) {
      at = row[features[at]] <= thresholds[at] ? left[at] : right[at];
    }
    return shares[at];
  }

  double[] shares(FeatureMatrix x, int[] rows) {
    double[] result = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int at = 0;
      while (features[at] != LEAF) {
        at = x.get(rows[i], features[at]) <= thresholds[at] ? left[at] : right[at];
      }
      result[i] = shares[at];
    }
    return result;
  }
}
