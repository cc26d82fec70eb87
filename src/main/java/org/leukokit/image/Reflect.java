package org.leukokit.image;

/** Mirror images. */
public final class Reflect {
  private Reflect() {}

  /** Reflection about the vertical axis: column x becomes column {@code width - 1 - x}. */
  public static Raster leftRight(Raster raster) {
    int width = raster.width();
    byte[] in = raster.rgb();
    byte[] out = new byte[in.length];
    for (int y = 0; y < raster.height(); y++) {
      int from = 3 * y * width;
      int to = from + 3 * (width - 1);
      for (int x = 0; x < width; x++, from += 3, to -= 3) {
        out[to] = in[from];
        out[to + 1] = in[from + 1];
        out[to + 2] = in[from + 2];
      }
    }
    return new Raster(width, raster.height(), out);
  }

  /** Reflection about the horizontal axis: row y becomes row {@code height - 1 - y}. */
  public static Raster topBottom(Raster raster) {
    int row = 3 * raster.width();
    byte[] out = new byte[raster.rgb().length];
    for (int y = 0; y < raster.height(); y++) {
      System.arraycopy(raster.rgb(), y * row, out, (raster.height() - 1 - y) * row, row);
    }
    return new Raster(raster.width(), raster.height(), out);
  }
}
