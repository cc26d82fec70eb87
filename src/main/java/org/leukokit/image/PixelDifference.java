package org.leukokit.image;

/**
 * How two cells differ, pixel by pixel, once one is laid over the other.
 *
 * @param dx by how many columns the second cell lies to the right of the first
 * @param dy by how many rows it lies below
 * @param pixels how many pixels are not black in at least one of the two
 * @param differing how many of these differ in any channel
 * @param largest the largest difference of a channel, 0–255
 * @param overlap the share of these pixels that are not black in both, 0–1
 * @param correlation Pearson's, of the grey values where both are not black; NaN if there are fewer
 *     than two such pixels or one cell is all of one grey. It does not feel brightness or contrast
 */
public record PixelDifference(
    int dx, int dy, int pixels, int differing, int largest, double overlap, double correlation) {
  /** The share of differing pixels, 0–1. */
  public double share() {
    return (double) differing / pixels;
  }

  /**
   * Lays the second cell over the first so that the fewest pixels differ: as they lie, or with two
   * corners of their boxes together.
   *
   * @param a a cell on black
   * @param boxA its box
   * @param b another cell on black, of the same size or not
   * @param boxB its box
   */
  public static PixelDifference of(Raster a, BoundingBox boxA, Raster b, BoundingBox boxB) {
    int left = boxB.x() - boxA.x();
    int right = left + boxB.width() - boxA.width();
    int top = boxB.y() - boxA.y();
    int bottom = top + boxB.height() - boxA.height();
    int[][] shifts = {{left, top}, {0, 0}, {right, bottom}, {left, bottom}, {right, top}};
    PixelDifference best = null;
    for (int[] shift : shifts) {
      PixelDifference here = at(a, b, shift[0], shift[1]);
      if (best == null || here.isNearerThan(best)) {
        best = here;
      }
      if (best.differing == 0) {
        return best;
      }
    }
    return best;
  }

  // Brighter copies differ everywhere, so among them the correlation has to tell.
  private boolean isNearerThan(PixelDifference other) {
    if (share() < 0.5 || other.share() < 0.5) {
      return share() < other.share();
    }
    return !Double.isNaN(correlation)
        && (Double.isNaN(other.correlation)
            || correlation * overlap > other.correlation * other.overlap);
  }

  private static PixelDifference at(Raster a, Raster b, int dx, int dy) {
    int x0 = Math.min(0, -dx);
    int y0 = Math.min(0, -dy);
    int x1 = Math.max(a.width(), b.width() - dx);
    int y1 = Math.max(a.height(), b.height() - dy);
    int pixels = 0;
    int differing = 0;
    int largest = 0;
    long n = 0;
    double sa = 0;
    double sb = 0;
    double saa = 0;
    double sbb = 0;
    double sab = 0;
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        int pa = rgb(a, x, y);
        int pb = rgb(b, x + dx, y + dy);
        if ((pa | pb) == 0) {
          continue;
        }
        pixels++;
        if (pa != pb) {
          differing++;
          largest = Math.max(largest, largest(pa, pb));
        }
        if (pa != 0 && pb != 0) {
          double ga = grey(pa);
          double gb = grey(pb);
          n++;
          sa += ga;
          sb += gb;
          saa += ga * ga;
          sbb += gb * gb;
          sab += ga * gb;
        }
      }
    }
    double covariance = sab - sa * sb / n;
    double variances = (saa - sa * sa / n) * (sbb - sb * sb / n);
    double correlation = n < 2 || variances <= 0 ? Double.NaN : covariance / Math.sqrt(variances);
    return new PixelDifference(
        dx, dy, pixels, differing, largest, pixels == 0 ? 0 : (double) n / pixels, correlation);
  }

  /** The three channels in one number; 0 for black and outside. */
  private static int rgb(Raster raster, int x, int y) {
    if (x < 0 || y < 0 || x >= raster.width() || y >= raster.height()) {
      return 0;
    }
    int p = 3 * (y * raster.width() + x);
    return (raster.rgb()[p] & 0xff) << 16
        | (raster.rgb()[p + 1] & 0xff) << 8
        | (raster.rgb()[p + 2] & 0xff);
  }

  private static int largest(int a, int b) {
    int largest = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      largest = Math.max(largest, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
    }
    return largest;
  }

  private static double grey(int rgb) {
    return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
  }
}
