package org.leukokit.classifier;

/** Cholesky factorisation A = Uᵀ U of a symmetric matrix in place, by panels of rows. */
final class Cholesky {
  private static final int PANEL = 64;
  private static final int COLUMNS = 256;

  private final double[][] u;

  private Cholesky(double[][] u) {
    this.u = u;
  }

  /**
   * Factorises.
   *
   * @param a n × n, of which only the upper triangle is read; overwritten
   * @return the factor, or null if a pivot is not positive, that is if A is not positive definite
   *     in double precision
   */
  static Cholesky factorise(double[][] a, Workers workers) {
    int n = a.length;
    for (int i0 = 0; i0 < n; i0 += PANEL) {
      int first = i0;
      int end = Math.min(n, i0 + PANEL);
      int tiles = (n - first + COLUMNS - 1) / COLUMNS;
      // What the rows above contribute; each entry's sum runs over them in order.
      workers.forEach(
          tiles,
          t -> {
            int j0 = first + t * COLUMNS;
            Products.addTile(a, first, end, j0, Math.min(n, j0 + COLUMNS), a, 0, first, -1);
          });
      if (!factoriseDiagonal(a, first, end)) {
        return null;
      }
      int right = (n - end + COLUMNS - 1) / COLUMNS;
      workers.forEach(
          right,
          t -> {
            int j0 = end + t * COLUMNS;
            eliminate(a, first, end, j0, Math.min(n, j0 + COLUMNS));
          });
    }
    return new Cholesky(a);
  }

  private static boolean factoriseDiagonal(double[][] a, int first, int end) {
    for (int i = first; i < end; i++) {
      for (int k = first; k < i; k++) {
        Products.add(a[i], i, end, a[k], -a[k][i]);
      }
      double pivot = a[i][i];
      // The negation catches NaN as well.
      if (!(pivot > 0) || Double.isInfinite(pivot)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      a[i][i] = root;
      for (int j = i + 1; j < end; j++) {
        a[i][j] /= root;
      }
    }
    return true;
  }

  private static void eliminate(double[][] a, int first, int end, int j0, int j1) {
    for (int i = first; i < end; i++) {
      for (int k = first; k < i; k++) {
        Products.add(a[i], j0, j1, a[k], -a[k][i]);
      }
      double root = a[i][i];
      double[] row = a[i];
      for (int j = j0; j < j1; j++) {
        row[j] /= root;
      }
    }
  }

  /** Solves A x = b. */
  double[] solve(double[] b) {
    int n = u.length;
    double[] x = b.clone();
    for (int k = 0; k < n; k++) {
      x[k] /= u[k][k];
      Products.add(x, k + 1, n, u[k], -x[k]);
    }
    for (int k = n - 1; k >= 0; k--) {
      x[k] = (x[k] - Products.dot(u[k], x, k + 1, n)) / u[k][k];
    }
    return x;
  }
}
