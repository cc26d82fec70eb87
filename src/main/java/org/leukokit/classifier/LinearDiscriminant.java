package org.leukokit.classifier;

import java.util.Arrays;
import org.leukokit.base.UserError;

/**
 * Linear discriminant analysis for two classes with regularised covariance, right for fewer rows
 * than features.
 *
 * <p>With class means μ₀ and μ₁, Σ the pooled within-class covariance (divided by m = n − 2), D =
 * diag(Σ) and R = D^(−½) Σ D^(−½) the correlation matrix, the covariance is taken as Σγ = (1 − γ) Σ
 * + γ D, whose correlation matrix is Rγ = (1 − γ) R + γ I. A row's log odds are wᵀ(x − (μ₀ + μ₁)/2)
 * + log(n₁/n₀) with w = Σγ⁻¹(μ₁ − μ₀).
 *
 * <p>The rule for γ ({@link ClassifierSpec.Discriminant#AUTOMATIC}): let t = 2⁻²⁶ ‖R‖, the
 * Frobenius norm, which is never below R's largest eigenvalue. γ = 0 if R has no eigenvalue below t
 * (tested by factorising R − t I), and γ = t, the smallest that lifts a zero eigenvalue to t,
 * otherwise. Half of a double's digits then survive the solution, as many as a 32-bit feature
 * brings along. MATLAB's {@code fitcdiscr} documents "the minimal γ so that the correlation matrix
 * is invertible" without its tolerance.
 *
 * <p>With p features and m ≥ p the p × p system is solved (primal); with m &lt; p, where R is
 * singular, the n × n one (dual): for the rows Z of class-centred, D^(−½)-scaled features, Rγ⁻¹u =
 * (u − Zᵀ(Z Zᵀ + ε I)⁻¹ Z u) / γ with ε = γ m / (1 − γ), by Woodbury's identity; ‖R‖ is the norm of
 * Z Zᵀ / m. Both give the same w.
 *
 * <p>A feature without variance within the classes has no place in Σγ⁻¹ and is left out, even if
 * its two class values differ (MATLAB refuses such a feature).
 */
public final class LinearDiscriminant implements FittedClassifier {
  private static final long serialVersionUID = 1L;
  private static final double TOLERANCE = 0x1p-26;

  private final double[] weights;
  private final double bias;
  private final double gamma;

  LinearDiscriminant(double[] weights, double bias, double gamma) {
    this.weights = weights;
    this.bias = bias;
    this.gamma = gamma;
  }

  /** w, one a feature; 0 for a feature that was left out. */
  public double[] weights() {
    return weights.clone();
  }

  /** The log odds of a row of zeros. */
  public double bias() {
    return bias;
  }

  /** The γ that was used. */
  public double gamma() {
    return gamma;
  }

  static LinearDiscriminant fit(
      FeatureMatrix x, boolean[] positive, int[] train, double gamma, Workers workers) {
    WithinClass w = WithinClass.of(x, positive, train, workers);
    boolean dual = train.length - 2 < w.used();
    return dual ? fitDual(w, gamma, workers) : fitPrimal(w, gamma, workers);
  }

  static LinearDiscriminant fitDual(WithinClass w, double gamma, Workers workers) {
    double[] u = w.difference();
    if (gamma == 0) {
      throw notInvertible(0);
    }
    int m = w.rows() - 2;
    double[][] z = w.scaledColumns(workers);
    double[][] g = Products.gram(z, w.rows(), w.rows(), workers);
    double used = gamma;
    if (gamma == ClassifierSpec.Discriminant.AUTOMATIC) {
      used = Math.min(1, TOLERANCE * frobenius(g, workers) / m);
    }
    if (used == 1) {
      return w.toDiscriminant(u, 1);
    }
    double epsilon = used * m / (1 - used);
    for (int i = 0; i < g.length; i++) {
      g[i][i] += epsilon;
    }
    double[] zu = new double[w.rows()];
    for (int f = 0; f < z.length; f++) {
      Products.add(zu, 0, zu.length, z[f], u[f]);
    }
    double[] alpha = factorise(g, used, workers).solve(zu);
    double[] v = new double[u.length];
    double scale = 1 / used;
    workers.forEach(v.length, f -> v[f] = (u[f] - Products.dot(z[f], alpha)) * scale);
    return w.toDiscriminant(v, used);
  }

  static LinearDiscriminant fitPrimal(WithinClass w, double gamma, Workers workers) {
    double[] u = w.difference();
    double[][] r = Products.gram(w.scaledRows(workers), u.length, u.length, workers);
    int m = w.rows() - 2;
    for (double[] row : r) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= m;
      }
    }
    double used = gamma;
    if (gamma == ClassifierSpec.Discriminant.AUTOMATIC) {
      double t = Math.min(1, TOLERANCE * frobenius(r, workers));
      used = isPositiveDefinite(r, t, workers) ? 0 : t;
    }
    for (int i = 0; i < r.length; i++) {
      for (int j = i + 1; j < r.length; j++) {
        r[i][j] *= 1 - used;
      }
      r[i][i] = (1 - used) * r[i][i] + used;
    }
    return w.toDiscriminant(factorise(r, used, workers).solve(u), used);
  }

  private static Cholesky factorise(double[][] a, double gamma, Workers workers) {
    Cholesky factor = Cholesky.factorise(a, workers);
    if (factor == null) {
      throw notInvertible(gamma);
    }
    return factor;
  }

  private static UserError notInvertible(double gamma) {
    return new UserError(
        "lda: the covariance of the training rows can't be inverted with gamma = "
            + gamma
            + "; use a larger gamma or the automatic one");
  }

  /** Whether A − t I is positive definite. */
  private static boolean isPositiveDefinite(double[][] a, double t, Workers workers) {
    double[][] copy = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      copy[i] = a[i].clone();
      copy[i][i] -= t;
    }
    return Cholesky.factorise(copy, workers) != null;
  }

  /** The Frobenius norm of a symmetric matrix from its upper triangle. */
  private static double frobenius(double[][] a, Workers workers) {
    double[] squares = new double[a.length];
    workers.forEach(
        a.length,
        i -> squares[i] = a[i][i] * a[i][i] + 2 * Products.dot(a[i], a[i], i + 1, a.length));
    double sum = 0;
    for (double s : squares) {
      sum += s;
    }
    return Math.sqrt(sum);
  }

  @Override
  public double margin(float[] row) {
    double sum = bias;
    for (int f = 0; f < weights.length; f++) {
      sum = sum + weights[f] * row[f];
    }
    return sum;
  }

  @Override
  public double score(float[] row) {
    return Scores.logistic(margin(row));
  }

  Scores scores(FeatureMatrix x, int[] rows) {
    double[] margin = new double[rows.length];
    Arrays.fill(margin, bias);
    for (int f = 0; f < weights.length; f++) {
      double w = weights[f];
      float[] column = x.column(f);
      for (int i = 0; i < rows.length; i++) {
        margin[i] = margin[i] + w * column[rows[i]];
      }
    }
    return Scores.ofLogits(margin);
  }
}
