package org.leukokit.classifier;

import java.util.Arrays;

/**
 * The features of all rows of a study: a dense matrix of finite 32-bit numbers, kept by column.
 *
 * <p>One matrix serves all folds. 2,820 rows of 4,096 features take 46 MB, and as much again once a
 * tree has asked for {@link #sortedRows(Workers)}. Safe for use by several threads.
 */
public final class FeatureMatrix {
  private final float[][] columns;
  private final int rows;
  private int[][] sortedRows;

  private FeatureMatrix(float[][] columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A matrix from its rows, which are copied.
   *
   * @param rows one array a row, all of one length, at least one feature
   * @throws IllegalArgumentException if there is no row or no feature, if lengths differ, or if a
   *     value is not finite, naming row and column
   */
  public static FeatureMatrix ofRows(float[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("a feature matrix needs at least one row and one feature");
    }
    int p = rows[0].length;
    float[][] columns = new float[p][rows.length];
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      if (row.length != p) {
        throw new IllegalArgumentException(
            "row " + i + " has " + row.length + " features, row 0 has " + p);
      }
      for (int f = 0; f < p; f++) {
        if (!Float.isFinite(row[f])) {
          throw new IllegalArgumentException(
              "row " + i + ", column " + f + " is " + row[f] + "; features must be finite");
        }
        // Adding zero turns −0 into 0, so that equal values have equal bits.
        columns[f][i] = row[f] + 0f;
      }
    }
    return new FeatureMatrix(columns, rows.length);
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How many features a row has. */
  public int columns() {
    return columns.length;
  }

  /** One value. */
  public float get(int row, int column) {
    return columns[column][row];
  }

  /** A copy of one row. */
  public float[] row(int row) {
    float[] values = new float[columns.length];
    for (int f = 0; f < values.length; f++) {
      values[f] = columns[f][row];
    }
    return values;
  }

  /** One feature of all rows, not copied: for reading only. */
  float[] column(int column) {
    return columns[column];
  }

  /**
   * For each feature all rows by rising value, equal values by rising row; computed once. The order
   * of some of the rows is this order without the others, so nothing is fitted on rows left out.
   */
  synchronized int[][] sortedRows(Workers workers) {
    if (sortedRows == null) {
      int[][] sorted = new int[columns.length][];
      workers.forEach(columns.length, f -> sorted[f] = sort(columns[f]));
      sortedRows = sorted;
    }
    return sortedRows;
  }

  private static int[] sort(float[] column) {
    long[] keys = new long[column.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToRawIntBits(column[i]);
      // Signed integers in the order of the floats.
      int ordered = bits >= 0 ? bits : bits ^ 0x7fffffff;
      keys[i] = ((long) ordered << 32) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
