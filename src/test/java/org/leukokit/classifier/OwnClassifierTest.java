package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.ensemble.BaggingTrainer;

/** Anyone's own Tribuo trainer goes the way of the kit's own classifiers. */
class OwnClassifierTest {
  private static final int ROWS = 90;
  private static final FeatureMatrix X = features();
  private static final boolean[] POSITIVE = new boolean[ROWS];

  static {
    for (int i = 0; i < ROWS; i++) {
      POSITIVE[i] = X.get(i, 0) + 0.5 * X.get(i, 3) > 0.2;
    }
  }

  private static FeatureMatrix features() {
    RandomStream random = RandomStream.at(1, "own classifier");
    float[][] rows = new float[ROWS][6];
    for (float[] row : rows) {
      for (int f = 0; f < row.length; f++) {
        row[f] = (float) (10 * f + (f + 1) * random.nextGaussian());
      }
    }
    for (float[] row : rows) {
      row[0] = (float) random.nextGaussian();
      row[3] = (float) random.nextGaussian();
    }
    return FeatureMatrix.ofRows(rows);
  }

  private static FoldProblem problem(int from) {
    int[] train = IntStream.range(0, ROWS).filter(i -> i < from || i >= from + 30).toArray();
    int[] test = IntStream.range(from, from + 30).toArray();
    return new FoldProblem(X, POSITIVE, train, test, Workers.of(1));
  }

  private static ClassifierSpec.Own own(String id, Trainer<Label> trainer) {
    return new ClassifierSpec.Own(id, id, "as in the test", 1, trainer);
  }

  @Test
  void theKitsOwnMethodsGiveTheSameThroughTribuo() {
    // A tree splits between the same rows whatever the scale of a feature.
    assertArrayEquals(
        problem(30).scores(ClassifierSpec.tree()).score(),
        problem(30)
            .scores(own("tree", new DecisionTreeTrainer(20, 10, TribuoTraining.POSITIVE, 1)))
            .score(),
        1e-12);
    // Standardised rows are standardised already; what is left is the rounding to 32 bits.
    assertArrayEquals(
        problem(0).scores(ClassifierSpec.svm(Kernel.GAUSSIAN)).score(),
        problem(0)
            .scores(
                own(
                    "svm",
                    new KernelSvmTrainer(Kernel.GAUSSIAN, 1, 1e-3, TribuoTraining.POSITIVE, 1)))
            .score(),
        1e-2);
  }

  @Test
  void whatATrainerDrawsDoesNotDependOnFoldsBefore() {
    ClassifierSpec.Own forest =
        own(
            "forest",
            new BaggingTrainer<>(
                new DecisionTreeTrainer(5, 5, TribuoTraining.POSITIVE, 1),
                new VotingCombiner(),
                7,
                3));
    double[] first = problem(30).scores(forest).score();
    problem(0).scores(forest);
    problem(60).scores(forest);
    assertArrayEquals(first, problem(30).scores(forest).score());
    // Seven trees vote, and not all with one voice.
    assertTrue(java.util.Arrays.stream(first).anyMatch(s -> s > 0 && s < 1));
  }

  @Test
  void learnsFromShuffledLabelsWhatThereIs() {
    ClassifierSpec.Own tree =
        own("tree", new DecisionTreeTrainer(20, 10, TribuoTraining.POSITIVE, 1));
    FoldProblem shuffled = problem(30).withShuffledLabels(1, "fold 1");
    assertFalse(
        java.util.Arrays.equals(problem(30).scores(tree).score(), shuffled.scores(tree).score()));
    assertArrayEquals(
        shuffled.scores(ClassifierSpec.tree()).score(), shuffled.scores(tree).score(), 1e-12);
  }

  @Test
  void fittedOnesScoreAsTheFoldDid() {
    ClassifierSpec.Own tree =
        own("tree", new DecisionTreeTrainer(20, 10, TribuoTraining.POSITIVE, 1));
    FittedClassifier fitted = problem(30).fit(tree);
    double[] scores = problem(30).scores(tree).score();
    for (int i = 0; i < scores.length; i++) {
      assertEquals(scores[i], fitted.score(X.row(30 + i)));
      assertEquals(scores[i] - 0.5, fitted.margin(X.row(30 + i)));
    }
  }

  @Test
  void saysWhatIsWrong() {
    UserError id = assertThrows(UserError.class, () -> own("My Forest", trainerOfNothing()));
    assertTrue(id.getMessage().contains("'My Forest'"));
    UserError label =
        assertThrows(
            UserError.class, () -> problem(30).scores(own("constant", trainerOfNothing())));
    assertTrue(label.getMessage().startsWith("constant: "), label.getMessage());
  }

  /** Always the label "other", which no row has. */
  private static Trainer<Label> trainerOfNothing() {
    return DummyClassifierTrainer.createConstantTrainer("other");
  }

  @Test
  void isNamedByIdAndSettings() {
    assertEquals(
        "Own[id=constant, settings=as in the test]",
        own("constant", trainerOfNothing()).toString());
  }
}
