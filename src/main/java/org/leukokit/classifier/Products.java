package org.leukokit.classifier;

/**
 * Sums of products, the inner loops of all matrix work.
 *
 * <p>Every entry is a plain sum in the order of its terms, whatever the tiles and the threads: the
 * loops run over many entries at a time and never over several terms of one entry, which is also
 * the form that the JIT compiler turns into vector instructions. Four terms a pass is what it still
 * vectorises on Java 17; with eight it gives up and the loop is four times slower.
 */
final class Products {
  /** Rows of a tile: 64 × 512 doubles stay in a core's second-level cache. */
  static final int ROWS = 64;

  /** Columns of a tile: five rows of 512 doubles stay in the first-level cache. */
  static final int COLUMNS = 512;

  private Products() {}

  /**
   * The upper triangle of Z Zᵀ for rows z given by column: c[i][j] = Σ_f z[f][i] z[f][j] for i ≤ j.
   *
   * @param z one array a term, each with an entry for every row
   * @param rows for how many rows i the products are wanted
   * @param columns for how many rows j ≥ i
   * @return arrays of length {@code columns}; entries left of the diagonal are undefined
   */
  static double[][] gram(double[][] z, int rows, int columns, Workers workers) {
    double[][] c = new double[rows][columns];
    int down = (rows + ROWS - 1) / ROWS;
    int across = (columns + COLUMNS - 1) / COLUMNS;
    workers.forEach(
        down * across,
        item -> {
          int i0 = item / across * ROWS;
          int i1 = Math.min(rows, i0 + ROWS);
          int j0 = Math.max(i0, item % across * COLUMNS);
          int j1 = Math.min(columns, (item % across + 1) * COLUMNS);
          if (j0 < j1) {
            addTile(c, i0, i1, j0, j1, z, 0, z.length, 1);
          }
        });
    return c;
  }

  /**
   * {@code c[i][j] += sign · Σ b[k][i] b[k][j]} over k from k0 to below k1, in one tile. Four
   * arrays b stay in the first-level cache while all rows of the tile pass by.
   */
  static void addTile(
      double[][] c, int i0, int i1, int j0, int j1, double[][] b, int k0, int k1, double sign) {
    int k = k0;
    for (; k + 4 <= k1; k += 4) {
      double[] b0 = b[k];
      double[] b1 = b[k + 1];
      double[] b2 = b[k + 2];
      double[] b3 = b[k + 3];
      for (int i = i0; i < i1; i++) {
        add(c[i], j0, j1, b0, sign * b0[i], b1, sign * b1[i], b2, sign * b2[i], b3, sign * b3[i]);
      }
    }
    for (; k < k1; k++) {
      for (int i = i0; i < i1; i++) {
        add(c[i], j0, j1, b[k], sign * b[k][i]);
      }
    }
  }

  private static void add(
      double[] c,
      int j0,
      int j1,
      double[] b0,
      double a0,
      double[] b1,
      double a1,
      double[] b2,
      double a2,
      double[] b3,
      double a3) {
    for (int j = j0; j < j1; j++) {
      c[j] = c[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  /** c[j] += a · b[j]. */
  static void add(double[] c, int j0, int j1, double[] b, double a) {
    for (int j = j0; j < j1; j++) {
      c[j] = c[j] + a * b[j];
    }
  }

  /** The same sum as an entry of {@link #gram}, for two rows. */
  static double dot(double[] a, double[] b) {
    return dot(a, b, 0, a.length);
  }

  static double dot(double[] a, double[] b, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
