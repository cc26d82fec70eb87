package org.leukokit.image;

/** Shifting by whole pixels. */
public final class Translate {
  private Translate() {}

  /**
   * Shifts the content; the size stays, what leaves the frame is lost.
   *
   * @param raster what to shift
   * @param dx columns to the right; to the left where negative
   * @param dy rows down; up where negative
   * @param fill the colour of pixels without a source
   */
  public static Raster by(Raster raster, int dx, int dy, Rgb fill) {
    int width = raster.width();
    int height = raster.height();
    Raster result = fill.raster(width, height);
    long columns = width - Math.abs((long) dx);
    if (columns <= 0 || Math.abs((long) dy) >= height) {
      return result;
    }
    int fromX = Math.max(0, -dx);
    int toX = Math.max(0, dx);
    for (int y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
      System.arraycopy(
          raster.rgb(),
          3 * ((y - dy) * width + fromX),
          result.rgb(),
          3 * (y * width + toX),
          3 * (int) columns);
    }
    return result;
  }
}
