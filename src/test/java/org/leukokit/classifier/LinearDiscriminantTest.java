package org.leukokit.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;

class LinearDiscriminantTest {
  private static final Workers WORKERS = Workers.of(2);

  private static WithinClass within(float[][] rows) {
    int n = rows.length;
    return WithinClass.of(
        FeatureMatrix.ofRows(rows), Synthetic.odd(n), Synthetic.rowsWhere(n, i -> true), WORKERS);
  }

  @Property(tries = 60, seed = "1")
  void primalAndDualAgree(
      @ForAll @IntRange(min = 4, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 80) int p,
      @ForAll @DoubleRange(min = 0.001, max = 1) @Scale(4) double gamma,
      @ForAll @IntRange(max = 1000) int seed) {
    WithinClass w = within(Synthetic.rows(n, p, 0.5, seed));
    LinearDiscriminant primal = LinearDiscriminant.fitPrimal(w, gamma, WORKERS);
    LinearDiscriminant dual = LinearDiscriminant.fitDual(w, gamma, WORKERS);
    double largest = Arrays.stream(primal.weights()).map(Math::abs).max().orElseThrow();
    assertArrayEquals(primal.weights(), dual.weights(), 1e-8 * largest);
    assertEquals(primal.bias(), dual.bias(), 1e-7 * largest * p * (3 + p));
  }

  @Property(tries = 30, seed = "1")
  void bothFormsChooseTheSameGammaWhereOneIsNeeded(
      @ForAll @IntRange(min = 4, max = 40) int n, @ForAll @IntRange(max = 1000) int seed) {
    WithinClass w = within(Synthetic.rows(n, n + 20, 0.5, seed));
    LinearDiscriminant primal =
        LinearDiscriminant.fitPrimal(w, ClassifierSpec.Discriminant.AUTOMATIC, WORKERS);
    LinearDiscriminant dual =
        LinearDiscriminant.fitDual(w, ClassifierSpec.Discriminant.AUTOMATIC, WORKERS);
    assertTrue(primal.gamma() > 0);
    assertEquals(primal.gamma(), dual.gamma(), 1e-10 * dual.gamma());
    double largest = Arrays.stream(dual.weights()).map(Math::abs).max().orElseThrow();
    assertArrayEquals(dual.weights(), primal.weights(), 1e-5 * largest);
  }

  @Test
  void copiesOfRowsAndOfFeaturesAreNoObstacle() {
    float[][] some = Synthetic.rows(30, 50, 0.5, 1);
    float[][] rows = new float[60][];
    for (int i = 0; i < 60; i++) {
      rows[i] = some[i % 30].clone();
      rows[i][49] = rows[i][48];
    }
    LinearDiscriminant fitted =
        LinearDiscriminant.fitDual(within(rows), ClassifierSpec.Discriminant.AUTOMATIC, WORKERS);
    int right = 0;
    for (int i = 0; i < 60; i++) {
      assertTrue(Double.isFinite(fitted.margin(rows[i])));
      right += (fitted.margin(rows[i]) > 0) == (i % 2 == 1) ? 1 : 0;
    }
    assertEquals(60, right, "more features than cells separate the training rows");
  }

  @Test
  void featuresWithoutVarianceWithinTheClassesAreLeftOut() {
    float[][] rows = Synthetic.rows(40, 5, 0.5, 2);
    float[][] more = new float[40][];
    for (int i = 0; i < 40; i++) {
      more[i] = Arrays.copyOf(rows[i], 7);
      more[i][5] = 12.5f;
      // Tells the classes apart and still has no variance within them.
      more[i][6] = i % 2;
    }
    ClassifierSpec.Discriminant spec = ClassifierSpec.discriminant();
    LinearDiscriminant plain = LinearDiscriminant.fitPrimal(within(rows), spec.gamma(), WORKERS);
    LinearDiscriminant fitted = LinearDiscriminant.fitPrimal(within(more), spec.gamma(), WORKERS);
    assertEquals(0, fitted.gamma());
    assertArrayEquals(Arrays.copyOf(plain.weights(), 7), fitted.weights(), 0);
    assertEquals(plain.bias(), fitted.bias(), 0);
  }

  @Test
  void noRegularisationIsRefusedWhereItIsNeeded() {
    FoldProblem problem =
        Synthetic.problem(Synthetic.rows(20, 40, 0.5, 3), Synthetic.odd(20), 0, 5, 1);
    UserError e =
        assertThrows(UserError.class, () -> problem.scores(new ClassifierSpec.Discriminant(0)));
    assertTrue(e.getMessage().contains("gamma"), e.getMessage());
  }

  @Property(tries = 30, seed = "1")
  void choleskySolves(
      @ForAll @IntRange(min = 1, max = 300) int n, @ForAll @IntRange(max = 1000) int seed) {
    RandomStream random = RandomStream.at(seed, "test-cholesky");
    double[][] z = new double[n + 3][n];
    for (double[] row : z) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[][] a = Products.gram(z, n, n, WORKERS);
    double[] x = new double[n];
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      a[i][i] += 1;
      x[i] = random.nextGaussian();
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b[i] += a[Math.min(i, j)][Math.max(i, j)] * x[j];
      }
    }
    Cholesky factor = Cholesky.factorise(a, WORKERS);
    assertNotNull(factor);
    assertArrayEquals(x, factor.solve(b), 1e-9);
  }

  @Test
  void choleskySaysWhenAMatrixIsNotPositiveDefinite() {
    assertNull(Cholesky.factorise(new double[][] {{1, 2}, {2, 1}}, WORKERS));
    assertNull(Cholesky.factorise(new double[][] {{Double.NaN}}, WORKERS));
    assertNull(Cholesky.factorise(new double[][] {{0}}, WORKERS));
  }

  @Property(tries = 20, seed = "1")
  void productsAreSumsInOrder(
      @ForAll @IntRange(min = 1, max = 700) int n,
      @ForAll @IntRange(min = 0, max = 9) int p,
      @ForAll @IntRange(max = 1000) int seed) {
    RandomStream random = RandomStream.at(seed, "test-products");
    double[][] z = new double[p][n];
    for (double[] row : z) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextGaussian();
      }
    }
    int rows = 1 + random.nextInt(n);
    double[][] gram = Products.gram(z, rows, n, WORKERS);
    for (int i = 0; i < rows; i++) {
      for (int j = i; j < n; j++) {
        double sum = 0;
        for (double[] term : z) {
          sum += term[i] * term[j];
        }
        assertEquals(sum, gram[i][j], 0);
      }
    }
  }
}
