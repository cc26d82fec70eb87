package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;

class ValuesTest {
  @Test
  void idsAndNamesAreThoseOfThePaper() {
    assertEquals(
        List.of("tree", "lda", "svm-linear", "svm-gaussian", "svm-cubic", "knn"),
        ClassifierSpec.paper().stream().map(ClassifierSpec::id).collect(Collectors.toList()));
    for (ClassifierSpec spec : ClassifierSpec.paper()) {
      assertEquals(spec, ClassifierSpec.byId(spec.id()));
      assertTrue(spec.implementationVersion() >= 1);
    }
    assertEquals("SVM (cubic)", ClassifierSpec.svm(Kernel.CUBIC).displayName());
    assertEquals(new ClassifierSpec.Majority(), ClassifierSpec.byId("majority"));
    UserError e = assertThrows(UserError.class, () -> ClassifierSpec.byId("forest"));
    assertTrue(e.getMessage().contains("svm-gaussian"), e.getMessage());
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    refused("maxSplits", () -> new ClassifierSpec.Tree(0, 10));
    refused("minParentSize", () -> new ClassifierSpec.Tree(20, 1));
    refused("gamma", () -> new ClassifierSpec.Discriminant(1.01));
    refused("gamma", () -> new ClassifierSpec.Discriminant(Double.NaN));
    refused("boxConstraint", () -> new ClassifierSpec.Svm(Kernel.LINEAR, 0, 1e-3));
    refused("scale", () -> new ClassifierSpec.Svm(Kernel.GAUSSIAN, KernelScale.MEDIAN, 1, 1e-3));
    refused("tolerance", () -> new ClassifierSpec.Svm(Kernel.LINEAR, 1, 1));
    refused("neighbours", () -> new ClassifierSpec.NearestNeighbours(2));
  }

  private static void refused(String name, Runnable make) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, make::run);
    assertTrue(e.getMessage().startsWith(name), e.getMessage());
  }

  @Test
  void matricesRefuseWhatIsNoNumberAndSortEqualValuesByRow() {
    assertThrows(IllegalArgumentException.class, () -> FeatureMatrix.ofRows(new float[0][]));
    assertThrows(
        IllegalArgumentException.class, () -> FeatureMatrix.ofRows(new float[][] {{1}, {1, 2}}));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeatureMatrix.ofRows(new float[][] {{1, 2}, {3, Float.NaN}}));
    assertTrue(e.getMessage().contains("row 1, column 1"), e.getMessage());
    FeatureMatrix x = FeatureMatrix.ofRows(new float[][] {{0f}, {-3}, {-0f}, {2}, {-1e-40f}, {-3}});
    int[][] sorted = x.sortedRows(Workers.of(1));
    assertArrayEquals(new int[] {1, 5, 4, 0, 2, 3}, sorted[0]);
    assertSame(sorted, x.sortedRows(Workers.of(2)), "sorted once");
    assertArrayEquals(new float[] {-3}, x.row(1));
  }

  @Test
  void standardisationDividesByTheSampleDeviationAndDropsConstants() {
    FeatureMatrix x = FeatureMatrix.ofRows(new float[][] {{1, 7}, {2, 7}, {6, 7}, {100, 50}});
    Standardiser s = Standardiser.fit(x, new int[] {0, 1, 2}, Workers.of(1));
    assertEquals(3, s.mean(0));
    assertEquals(1 / Math.sqrt(7), s.factor(0), 1e-15);
    assertArrayEquals(new double[] {97 / Math.sqrt(7), 0}, s.apply(x.row(3)), 1e-12);
  }

  @Test
  void scoresKeepTheOrderAndTheirMiddle() {
    Scores scores = Scores.ofLogits(new double[] {-800, -1, 0, 1, 800});
    assertEquals(0, scores.score()[0]);
    assertEquals(0.5, scores.score()[2]);
    assertEquals(1, scores.score()[1] + scores.score()[3], 1e-15);
    assertEquals(1, scores.score()[4]);
    assertThrows(IllegalArgumentException.class, () -> new Scores(new double[1], new double[2]));
  }
}
