package org.leukokit.image;

import java.util.Arrays;

/**
 * 64 bits that hardly change when a cell is shifted, made brighter or touched up, and differ in
 * about half of the places between two cells: the signs of the lowest frequencies of what lies
 * inside the cell's box.
 *
 * <p>The box is averaged to 32×32 grey values, counting only pixels that are not black; the mean is
 * taken off, and what the cell does not cover becomes 0, so that the outline, which is round in
 * every cell, says little and the inside much. Of its cosine transform (DCT-II) the 8×8 lowest
 * coefficients are taken, without the constant one and with (8, 0) in its place; a bit is set where
 * a coefficient is above their median (compare Zauner, <em>Implementation and Benchmarking of
 * Perceptual Image Hash Functions</em>, 2010). Turned and mirrored copies have other hashes.
 */
public final class PerceptualHash {
  private static final int SIDE = 32;
  private static final int LOW = 8;
  private static final int BITS = 64;

  /** cos((2x + 1) u π / 64) by u and x. */
  private static final double[][] COSINE = new double[LOW + 1][SIDE];

  static {
    for (int u = 0; u <= LOW; u++) {
      for (int x = 0; x < SIDE; x++) {
        COSINE[u][x] = StrictMath.cos((2 * x + 1) * u * StrictMath.PI / (2 * SIDE));
      }
    }
  }

  private PerceptualHash() {}

  /**
   * The hash of what lies in a box.
   *
   * @param raster a cell on black
   * @param box its box, within the raster
   * @throws IllegalArgumentException if the box is not within the raster
   */
  public static long of(Raster raster, BoundingBox box) {
    if (box.x() + box.width() > raster.width() || box.y() + box.height() > raster.height()) {
      throw new IllegalArgumentException(
          box + " is not within " + raster.width() + "x" + raster.height() + " pixels");
    }
    double[] grey = thumbnail(raster, box);
    double[] low = new double[BITS];
    int n = 0;
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        low[n++] = coefficient(grey, u == 0 && v == 0 ? LOW : u, v);
      }
    }
    double[] sorted = low.clone();
    Arrays.sort(sorted);
    double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
    long hash = 0;
    for (int i = 0; i < BITS; i++) {
      hash |= low[i] > median ? 1L << i : 0;
    }
    return hash;
  }

  /** In how many of the 64 places two hashes differ. */
  public static int distance(long a, long b) {
    return Long.bitCount(a ^ b);
  }

  /** Means of the pixels that are not black, less the mean of all, 0 where fewer than half are. */
  private static double[] thumbnail(Raster raster, BoundingBox box) {
    long[] sum = new long[SIDE * SIDE];
    int[] inside = new int[SIDE * SIDE];
    int[] all = new int[SIDE * SIDE];
    for (int y = 0; y < box.height(); y++) {
      int row = y * SIDE / box.height() * SIDE;
      int from = 3 * ((box.y() + y) * raster.width() + box.x());
      for (int x = 0; x < box.width(); x++) {
        int bin = row + x * SIDE / box.width();
        int p = from + 3 * x;
        int r = raster.rgb()[p] & 0xff;
        int g = raster.rgb()[p + 1] & 0xff;
        int b = raster.rgb()[p + 2] & 0xff;
        all[bin]++;
        if ((r | g | b) != 0) {
          inside[bin]++;
          sum[bin] += 299 * r + 587 * g + 114 * b;
        }
      }
    }
    double[] grey = new double[sum.length];
    double total = 0;
    int covered = 0;
    for (int i = 0; i < grey.length; i++) {
      if (2 * inside[i] >= Math.max(1, all[i])) {
        grey[i] = sum[i] / (1000.0 * inside[i]);
        total += grey[i];
        covered++;
      }
    }
    for (int i = 0; i < grey.length; i++) {
      grey[i] = 2 * inside[i] >= Math.max(1, all[i]) ? grey[i] - total / covered : 0;
    }
    return grey;
  }

  private static double coefficient(double[] grey, int u, int v) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      double row = 0;
      for (int x = 0; x < SIDE; x++) {
        row += grey[y * SIDE + x] * COSINE[u][x];
      }
      sum += row * COSINE[v][y];
    }
    return sum;
  }
}
