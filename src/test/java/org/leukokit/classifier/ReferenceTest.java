package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods say what scikit-learn and NumPy say, on the same folds. */
class ReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "tall,LINEAR",
    "tall,GAUSSIAN",
    "tall,CUBIC",
    "wide,LINEAR",
    "wide,GAUSSIAN",
    "wide,CUBIC"
  })
  void svmsHaveScikitLearnsDecisionValues(String data, Kernel kernel) {
    Fixture fixture = Fixture.read(data);
    for (JsonNode fold : fixture.folds()) {
      FoldProblem problem = fixture.problem(fold);
      String id = "svm-" + kernel.id();
      // Solvers may stop anywhere within the tolerance of 0.001, which moves f by some times that.
      close(fold.get(id), problem.scores(ClassifierSpec.svm(kernel)).margin(), 1e-2);
      ClassifierSpec tight = new ClassifierSpec.Svm(kernel, 1, 1e-9);
      close(fold.get(id + "Tight"), problem.scores(tight).margin(), 1e-6);
    }
  }

  /** Divided by SciPy's median of all distances between two training rows. */
  @ParameterizedTest
  @CsvSource({"tall,LINEAR", "tall,CUBIC", "wide,LINEAR", "wide,CUBIC"})
  void svmsOnScaledFeaturesHaveScikitLearnsDecisionValues(String data, Kernel kernel) {
    Fixture fixture = Fixture.read(data);
    for (JsonNode fold : fixture.folds()) {
      FoldProblem problem = fixture.problem(fold);
      ClassifierSpec.Svm spec = new ClassifierSpec.Svm(kernel, KernelScale.MEDIAN, 1, 1e-9);
      double scale = problem.gram().value(KernelScale.MEDIAN);
      assertEquals(fold.get("medianDistance").asDouble(), scale, 1e-9 * scale);
      assertEquals(1, problem.gram().value(KernelScale.ONE));
      close(fold.get("svm-" + kernel.id() + "Median"), problem.scores(spec).margin(), 1e-6);
      FittedClassifier fitted = problem.fit(spec);
      double[] margins = problem.scores(spec).margin();
      int[] test = Fixture.ints(fold.get("test"));
      for (int t = 0; t < test.length; t++) {
        assertEquals(margins[t], fitted.margin(fixture.x().row(test[t])), 1e-9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tall", "wide"})
  void neighboursVoteAsInScikitLearn(String data) {
    Fixture fixture = Fixture.read(data);
    for (JsonNode fold : fixture.folds()) {
      FoldProblem problem = fixture.problem(fold);
      for (int k : new int[] {1, 15}) {
        Scores scores = problem.scores(new ClassifierSpec.NearestNeighbours(k));
        close(fold.get("knn" + k), scores.score(), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tall", "wide"})
  void discriminantFollowsItsDefinition(String data) {
    Fixture fixture = Fixture.read(data);
    for (JsonNode fold : fixture.folds()) {
      FoldProblem problem = fixture.problem(fold);
      LinearDiscriminant fitted = (LinearDiscriminant) problem.fit(ClassifierSpec.discriminant());
      double gamma = fold.get("gammaAuto").asDouble();
      assertEquals(data.equals("wide"), gamma > 0, "fewer rows than features need a γ");
      assertEquals(gamma, fitted.gamma(), 1e-9 * gamma);
      double[] auto = Fixture.doubles(fold.get("ldaAuto"));
      double largest = Arrays.stream(auto).map(Math::abs).max().orElseThrow();
      close(
          fold.get("ldaAuto"),
          problem.scores(ClassifierSpec.discriminant()).margin(),
          (gamma > 0 ? 1e-5 : 1e-9) * largest);
      Scores given = problem.scores(new ClassifierSpec.Discriminant(0.1));
      close(fold.get("ldaGiven"), given.margin(), 1e-9);
    }
  }

  @Test
  void withoutRegularisationTheDiscriminantIsScikitLearns() {
    Fixture fixture = Fixture.read("tall");
    for (JsonNode fold : fixture.folds()) {
      Scores scores = fixture.problem(fold).scores(new ClassifierSpec.Discriminant(0));
      close(fold.get("ldaSklearn"), scores.margin(), 1e-8);
    }
  }

  /**
   * scikit-learn's tree with max_leaf_nodes grows best first as well. Where two splits are equally
   * good it draws lots; the fixture has the largest trees that don't depend on them.
   */
  @Test
  void treeGrowsAsScikitLearns() {
    Fixture fixture = Fixture.read("tree");
    for (JsonNode fold : fixture.folds()) {
      int splits = fold.get("leaves").asInt() - 1;
      assertTrue(splits >= 8, "a fixture worth the name has " + splits + " splits");
      Scores scores = fixture.problem(fold).scores(new ClassifierSpec.Tree(splits, 10));
      close(fold.get("tree"), scores.score(), 1e-12);
    }
  }

  private static void close(JsonNode expected, double[] actual, double tolerance) {
    assertArrayEquals(Fixture.doubles(expected), actual, tolerance);
  }
}
