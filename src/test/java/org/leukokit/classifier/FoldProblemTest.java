package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.base.UserError;

class FoldProblemTest {
  @ParameterizedTest
  @CsvSource({"150,20", "90,130", "600,80"})
  void bitsDoNotDependOnThreads(int n, int p) {
    float[][] rows = Synthetic.rows(n, p, 0.5, 1);
    boolean[] positive = Synthetic.odd(n);
    FoldProblem one = Synthetic.problem(rows, positive, 0, 5, 1);
    FoldProblem three = Synthetic.problem(rows, positive, 0, 5, 3);
    for (ClassifierSpec spec : Synthetic.ALL) {
      assertArrayEquals(one.scores(spec).margin(), three.scores(spec).margin(), 0, spec.id());
      assertArrayEquals(
          Synthetic.bytes(one.fit(spec)), Synthetic.bytes(three.fit(spec)), spec.id());
    }
  }

  @ParameterizedTest
  @CsvSource({"150,20", "90,130"})
  void rowByRowAndTogetherAreTheSameBits(int n, int p) {
    float[][] rows = Synthetic.rows(n, p, 0.5, 2);
    FoldProblem problem = Synthetic.problem(rows, Synthetic.odd(n), 1, 5, 2);
    int[] test = Synthetic.rowsWhere(n, i -> i / 2 % 5 == 1);
    for (ClassifierSpec spec : Synthetic.ALL) {
      Scores scores = problem.scores(spec);
      FittedClassifier fitted = problem.fit(spec);
      for (int i = 0; i < test.length; i++) {
        assertEquals(scores.margin()[i], fitted.margin(rows[test[i]]), 0, spec.id());
        assertEquals(scores.score()[i], fitted.score(rows[test[i]]), 0, spec.id());
      }
    }
  }

  /** Huge values and wrong classes in test rows change no fitted value and no other row's score. */
  @ParameterizedTest
  @CsvSource({"150,20", "90,130"})
  void nothingIsFittedOnTestRows(int n, int p) {
    float[][] rows = Synthetic.rows(n, p, 0.5, 3);
    boolean[] positive = Synthetic.odd(n);
    float[][] marked = Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    boolean[] wrong = positive.clone();
    int[] test = Synthetic.rowsWhere(n, i -> i / 2 % 5 == 2);
    // The first test row keeps its features, so that its score can be compared.
    for (int row : test) {
      wrong[row] = !positive[row];
      if (row != test[0]) {
        Arrays.fill(marked[row], 1e6f);
      }
    }
    FoldProblem clean = Synthetic.problem(rows, positive, 2, 5, 2);
    FoldProblem planted = Synthetic.problem(marked, wrong, 2, 5, 2);
    for (ClassifierSpec spec : Synthetic.ALL) {
      assertArrayEquals(
          Synthetic.bytes(clean.fit(spec)), Synthetic.bytes(planted.fit(spec)), spec.id());
      assertEquals(clean.scores(spec).margin()[0], planted.scores(spec).margin()[0], 0, spec.id());
    }
    // The marker would be seen if it stood in a training row.
    marked[0][0] = 1e6f;
    FoldProblem leaking = Synthetic.problem(marked, wrong, 2, 5, 2);
    ClassifierSpec lda = new ClassifierSpec.Discriminant(0.2);
    assertFalse(Arrays.equals(Synthetic.bytes(clean.fit(lda)), Synthetic.bytes(leaking.fit(lda))));
  }

  @Test
  void shuffledLabelsScoreAtChanceWhereTrueOnesDoNot() {
    int n = 300;
    float[][] rows = Synthetic.rows(n, 30, 2, 4);
    boolean[] positive = Synthetic.odd(n);
    for (ClassifierSpec spec : ClassifierSpec.paper()) {
      int right = 0;
      int rightByChance = 0;
      for (int fold = 0; fold < 5; fold++) {
        FoldProblem problem = Synthetic.problem(rows, positive, fold, 5, 2);
        right += right(problem.scores(spec), n, fold);
        for (int repeat = 0; repeat < 5; repeat++) {
          FoldProblem shuffled = problem.withShuffledLabels(11, fold, repeat);
          rightByChance += right(shuffled.scores(spec), n, fold);
        }
      }
      assertTrue(right > 0.7 * n, spec.id() + ": true labels are learned, " + right);
      assertEquals(0.5, rightByChance / (5.0 * n), 0.06, spec.id() + ": shuffled ones are not");
    }
  }

  private static int right(Scores scores, int n, int fold) {
    int[] test = Synthetic.rowsWhere(n, i -> i / 2 % 5 == fold);
    int right = 0;
    for (int i = 0; i < test.length; i++) {
      right += (scores.score()[i] >= 0.5) == (test[i] % 2 == 1) ? 1 : 0;
    }
    return right;
  }

  @Test
  void shufflingKeepsTheSharesAndIsDrawnFromItsAddress() {
    boolean[] classes = Synthetic.odd(101);
    boolean[] once = ShuffledLabels.permute(classes, 5, "fold", 1);
    assertArrayEquals(once, ShuffledLabels.permute(classes, 5, "fold", 1));
    assertFalse(Arrays.equals(once, ShuffledLabels.permute(classes, 5, "fold", 2)));
    int positives = 0;
    for (boolean c : once) {
      positives += c ? 1 : 0;
    }
    assertEquals(50, positives);
  }

  @Test
  void majorityScoresTheShareOfTheTrainingRows() {
    float[][] rows = Synthetic.rows(20, 3, 0, 5);
    boolean[] positive = new boolean[20];
    positive[2] = true;
    positive[0] = true;
    // Rows 0, 1, 10, 11 are tested, so 1 of 16 training rows is positive.
    Scores scores =
        Synthetic.problem(rows, positive, 0, 5, 1).scores(new ClassifierSpec.Majority());
    assertArrayEquals(new double[] {0.0625, 0.0625, 0.0625, 0.0625}, scores.score());
  }

  @Test
  void equallyNearRowsAreTakenInOrder() {
    float[][] rows = {{0, 0}, {5, 5}, {5, 5}, {9, 1}, {5, 5}};
    boolean[] positive = {false, true, false, false, false};
    FeatureMatrix x = FeatureMatrix.ofRows(rows);
    ClassifierSpec nearest = ClassifierSpec.nearestNeighbour();
    int[] test = {4};
    int[] forwards = {0, 1, 2, 3};
    int[] backwards = {3, 2, 1, 0};
    Workers workers = Workers.of(1);
    assertEquals(
        1, new FoldProblem(x, positive, forwards, test, workers).scores(nearest).score()[0]);
    assertEquals(
        0, new FoldProblem(x, positive, backwards, test, workers).scores(nearest).score()[0]);
  }

  @Test
  void oneClassIsRefusedByNameAndCure() {
    float[][] rows = Synthetic.rows(20, 3, 0, 5);
    FoldProblem problem = Synthetic.problem(rows, new boolean[20], 0, 5, 1);
    for (ClassifierSpec spec : ClassifierSpec.paper()) {
      UserError e = assertThrows(UserError.class, () -> problem.scores(spec));
      assertTrue(e.getMessage().startsWith(spec.id() + ": all 16 training rows"), e.getMessage());
      assertThrows(UserError.class, () -> problem.fit(spec));
    }
    assertEquals(0, problem.scores(new ClassifierSpec.Majority()).score()[0]);
  }

  @Test
  void wrongRowsAreRefused() {
    FeatureMatrix x = FeatureMatrix.ofRows(Synthetic.rows(6, 2, 0, 6));
    Workers w = Workers.of(1);
    int[] none = {};
    int[] twice = {1, 2, 1};
    int[] outside = {1, 6};
    boolean[] odd = Synthetic.odd(6);
    assertThrows(UserError.class, () -> new FoldProblem(x, odd, none, none, w));
    assertThrows(IllegalArgumentException.class, () -> new FoldProblem(x, odd, twice, none, w));
    assertThrows(IndexOutOfBoundsException.class, () -> new FoldProblem(x, odd, outside, none, w));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FoldProblem(x, Synthetic.odd(5), outside, none, w));
    assertThrows(
        UserError.class,
        () ->
            new FoldProblem(x, odd, new int[] {0, 1, 2}, none, w)
                .scores(new ClassifierSpec.NearestNeighbours(5)));
  }

  @Test
  void cancellationEndsTheWork() {
    AtomicInteger asked = new AtomicInteger();
    Workers workers = new Workers(2, () -> asked.incrementAndGet() > 30);
    float[][] rows = Synthetic.rows(100, 60, 0, 7);
    int[] all = Synthetic.rowsWhere(100, i -> true);
    FoldProblem problem =
        new FoldProblem(FeatureMatrix.ofRows(rows), Synthetic.odd(100), all, all, workers);
    assertThrows(CancellationException.class, () -> problem.scores(ClassifierSpec.tree()));
    int before = asked.get();
    assertThrows(
        CancellationException.class, () -> problem.scores(ClassifierSpec.nearestNeighbour()));
    assertTrue(asked.get() - before < 10, "cancelled work ends at once");
  }

  @Test
  void anErrorOfAHelperThreadReachesTheCaller() {
    assertThrows(
        ArithmeticException.class,
        () ->
            Workers.of(3)
                .forEach(
                    100,
                    i -> {
                      if (i == 57) {
                        throw new ArithmeticException();
                      }
                    }));
    assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
  }
}
