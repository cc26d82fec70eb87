package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.RandomStream;

/** Neighbours found row by row are those found in the Gram matrix, ties and all. */
class NeighboursOfFewFeaturesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 15})
  void theSameBitsWithAndWithoutAGramMatrix(int k) {
    ClassifierSpec spec = new ClassifierSpec.NearestNeighbours(k);
    FoldProblem rowByRow = problem(2);
    FoldProblem withGram = problem(2);
    withGram.prepare();
    assertArrayEquals(withGram.scores(spec).score(), rowByRow.scores(spec).score());
    assertArrayEquals(
        withGram.withShuffledLabels(1, "x").scores(spec).score(),
        rowByRow.withShuffledLabels(1, "x").scores(spec).score());
  }

  @Test
  void manyFeaturesGoThroughTheMatrixAndGiveWhatRowsGive() {
    int columns = FoldProblem.FEW_FEATURES + 1;
    FoldProblem problem = problem(columns);
    ClassifierSpec spec = ClassifierSpec.nearestNeighbour();
    FittedClassifier fitted = problem.fit(spec);
    FeatureMatrix x = matrix(columns);
    double[] rows = new double[100];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = fitted.score(x.row(400 + i));
    }
    assertArrayEquals(rows, problem.scores(spec).score());
  }

  /** Whole numbers from a small range, as boxes are, so that many distances tie. */
  private static FeatureMatrix matrix(int columns) {
    RandomStream random = RandomStream.at(1, "boxes", columns);
    float[][] rows = new float[500][columns];
    for (float[] row : rows) {
      for (int f = 0; f < columns; f++) {
        row[f] = 200 + random.nextInt(12);
      }
    }
    return FeatureMatrix.ofRows(rows);
  }

  private static FoldProblem problem(int columns) {
    RandomStream random = RandomStream.at(2, "classes");
    boolean[] positive = new boolean[500];
    int[] train = new int[400];
    int[] test = new int[100];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = random.nextBoolean();
      if (i < train.length) {
        train[i] = i;
      } else {
        test[i - train.length] = i;
      }
    }
    return new FoldProblem(matrix(columns), positive, train, test, Workers.of(2));
  }
}
