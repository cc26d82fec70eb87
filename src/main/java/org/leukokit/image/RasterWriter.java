package org.leukokit.image;

/**
 * Rasters as files. PNG (ISO/IEC 15948): 8-bit RGB, no metadata and no time stamp, so that equal
 * rasters give equal bytes on one version of the JDK. Whoever needs equality across machines
 * compares pixels: the compressor belongs to the platform. Bitmaps are the same bytes everywhere.
 */
public final class RasterWriter {
  private static final int LEVEL = 6;
  private static final int FILTERS = 5;

  private RasterWriter() {}

  /** The bytes of a PNG file. */
  public static byte[] png(Raster raster) {
    return PngFile.rgb(raster.width(), raster.height(), filtered(raster), LEVEL);
  }

  /**
   * The bytes of a bitmap of 24 bits a pixel, not compressed: blue, green, red; rows from the
   * bottom up, each filled with zeros to a multiple of four bytes.
   *
   * @param header what goes before the pixels; whether it describes them is the caller's to see to
   */
  public static byte[] bmp(byte[] header, Raster raster) {
    return Bmp24.encode(header, raster);
  }

  /** Each row under the filter with the least sum of absolute differences, its number before it. */
  private static byte[] filtered(Raster raster) {
    int n = 3 * raster.width();
    byte[] out = new byte[Math.multiplyExact(n + 1, raster.height())];
    byte[][] tries = new byte[FILTERS][n];
    for (int y = 0; y < raster.height(); y++) {
      int best = 0;
      long least = Long.MAX_VALUE;
      for (int filter = 0; filter < FILTERS; filter++) {
        long sum = filter(raster.rgb(), y * n, y > 0, n, filter, tries[filter]);
        if (sum < least) {
          least = sum;
          best = filter;
        }
      }
      out[y * (n + 1)] = (byte) best;
      System.arraycopy(tries[best], 0, out, y * (n + 1) + 1, n);
    }
    return out;
  }

  private static long filter(byte[] in, int row, boolean above, int n, int filter, byte[] to) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      int left = i >= 3 ? in[row + i - 3] & 0xff : 0;
      int up = above ? in[row + i - n] & 0xff : 0;
      int corner = above && i >= 3 ? in[row + i - n - 3] & 0xff : 0;
      int prediction =
          switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, corner);
            default -> 0;
          };
      to[i] = (byte) (in[row + i] - prediction);
      sum += Math.abs(to[i]);
    }
    return sum;
  }

  private static int paeth(int left, int up, int corner) {
    int p = left + up - corner;
    int toLeft = Math.abs(p - left);
    int toUp = Math.abs(p - up);
    int toCorner = Math.abs(p - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
