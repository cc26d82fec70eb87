package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;

class TreeGrowerTest {
  private static List<DecisionTree.Node> grow(
      float[][] rows, boolean[] positive, int splits, int minParent) {
    return TreeGrower.grow(
            FeatureMatrix.ofRows(rows),
            positive,
            Synthetic.rowsWhere(rows.length, i -> true),
            new ClassifierSpec.Tree(splits, minParent),
            Workers.of(2))
        .nodes();
  }

  @Test
  void theFirstOfEquallyGoodFeaturesAndThresholdsIsTaken() {
    // Feature 2 copies feature 1; 0 says nothing. Both ends of feature 1 gain the same.
    float[][] rows = {{7, 1, 1}, {7, 2, 2}, {7, 3, 3}, {7, 5, 5}};
    boolean[] positive = {true, false, false, true};
    List<DecisionTree.Node> nodes = grow(rows, positive, 1, 2);
    assertEquals(1, nodes.get(0).feature());
    assertEquals(1.5, nodes.get(0).threshold());
    assertEquals(3, nodes.size());
    assertEquals(1, nodes.get(1).share());
    assertEquals(1.0 / 3, nodes.get(2).share());
  }

  @Test
  void theMostRewardingLeafIsSplitNext() {
    // After the root (feature 0) the right side has three rows to set apart, the left side one.
    float[][] rows = new float[20][2];
    boolean[] positive = new boolean[20];
    for (int i = 0; i < 20; i++) {
      rows[i][0] = i < 10 ? 0 : 1;
      rows[i][1] = i % 10;
      positive[i] = i < 10 ? i >= 1 : i >= 17;
    }
    List<DecisionTree.Node> nodes = grow(rows, positive, 2, 2);
    assertEquals(0, nodes.get(0).feature());
    assertEquals(0.5, nodes.get(0).threshold());
    int right = nodes.get(0).right();
    assertEquals(1, nodes.get(right).feature());
    assertEquals(6.5, nodes.get(right).threshold());
    assertEquals(DecisionTree.LEAF, nodes.get(nodes.get(0).left()).feature());
    assertEquals(0.9, nodes.get(nodes.get(0).left()).share());
  }

  @Test
  void rowsThatNoFeatureTellsApartStayTogether() {
    float[][] rows = {{1}, {1}, {1}, {1}};
    assertEquals(1, grow(rows, new boolean[] {true, false, true, false}, 20, 2).size());
    // Every split leaves both sides half and half: no gain, no split.
    float[][] chequered = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    assertEquals(1, grow(chequered, new boolean[] {true, false, false, true}, 20, 2).size());
  }

  @Property(tries = 40, seed = "1")
  void limitsHoldAndEverySplitIsTheBest(
      @ForAll @IntRange(min = 5, max = 80) int n,
      @ForAll @IntRange(min = 1, max = 6) int p,
      @ForAll @IntRange(min = 1, max = 25) int splits,
      @ForAll @IntRange(max = 1000) int seed) {
    RandomStream random = RandomStream.at(seed, "test-tree");
    float[][] rows = new float[n][p];
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      positive[i] = random.nextBoolean();
      for (int f = 0; f < p; f++) {
        // Few values, so that equal ones are common; −0 is among them.
        rows[i][f] = (random.nextInt(9) - 4) * 0.25f * (random.nextBoolean() ? 1 : -1);
      }
    }
    List<DecisionTree.Node> nodes = grow(rows, positive, splits, 6);
    assertTrue((nodes.size() - 1) / 2 <= splits);
    check(nodes, 0, rows, positive, Synthetic.rowsWhere(n, i -> true));
  }

  /** Follows the rows down and looks for a better split of each node by trying all of them. */
  private static void check(
      List<DecisionTree.Node> nodes, int at, float[][] rows, boolean[] positive, int[] in) {
    DecisionTree.Node node = nodes.get(at);
    assertEquals(share(positive, in), node.share(), 1e-15);
    if (node.feature() == DecisionTree.LEAF) {
      return;
    }
    assertTrue(in.length >= 6);
    double taken = impurityAfter(rows, positive, in, node.feature(), node.threshold());
    for (int f = 0; f < rows[0].length; f++) {
      for (int row : in) {
        double other = impurityAfter(rows, positive, in, f, rows[row][f]);
        assertTrue(taken <= other + 1e-9, "a better split was there");
      }
    }
    check(nodes, node.left(), rows, positive, side(rows, in, node, true));
    check(nodes, node.right(), rows, positive, side(rows, in, node, false));
  }

  private static int[] side(float[][] rows, int[] in, DecisionTree.Node node, boolean left) {
    return Arrays.stream(in)
        .filter(row -> (rows[row][node.feature()] <= node.threshold()) == left)
        .toArray();
  }

  private static double share(boolean[] positive, int[] in) {
    return (double) Arrays.stream(in).filter(row -> positive[row]).count() / in.length;
  }

  private static double impurityAfter(
      float[][] rows, boolean[] positive, int[] in, int f, double threshold) {
    DecisionTree.Node split = new DecisionTree.Node(f, threshold, 0, 0, 0);
    double sum = 0;
    for (boolean left : new boolean[] {true, false}) {
      int[] part = side(rows, in, split, left);
      if (part.length > 0) {
        double share = share(positive, part);
        sum += part.length * 2 * share * (1 - share);
      }
    }
    return sum;
  }
}
