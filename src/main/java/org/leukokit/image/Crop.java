package org.leukokit.image;

/** Cutting a rectangle out of a raster. */
public final class Crop {
  private Crop() {}

  /**
   * The rectangle in the middle. Where the margin is odd, the left and upper margins are the
   * smaller ones: the rectangle begins at {@code ((W - width) / 2, (H - height) / 2)}, rounded
   * down.
   *
   * @param raster W × H pixels
   * @param width columns of the result, 1–W
   * @param height rows of the result, 1–H
   * @throws IllegalArgumentException if the rectangle is larger than the raster
   */
  public static Raster centre(Raster raster, int width, int height) {
    if (width > raster.width() || height > raster.height()) {
      throw new IllegalArgumentException(
          "a centre crop of "
              + width
              + "x"
              + height
              + " does not fit into a raster of "
              + raster.width()
              + "x"
              + raster.height());
    }
    return rectangle(
        raster, (raster.width() - width) / 2, (raster.height() - height) / 2, width, height);
  }

  /**
   * The rectangle whose upper left pixel is (x, y).
   *
   * @throws IllegalArgumentException if it reaches beyond the raster or has no pixel
   */
  public static Raster rectangle(Raster raster, int x, int y, int width, int height) {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || width > raster.width() - x
        || height > raster.height() - y) {
      throw new IllegalArgumentException(
          "rectangle "
              + width
              + "x"
              + height
              + " at ("
              + x
              + ", "
              + y
              + ") is not inside a raster of "
              + raster.width()
              + "x"
              + raster.height());
    }
    byte[] out = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          raster.rgb(), 3 * ((y + row) * raster.width() + x), out, 3 * row * width, 3 * width);
    }
    return new Raster(width, height, out);
  }
}
