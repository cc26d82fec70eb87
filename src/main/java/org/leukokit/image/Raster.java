package org.leukokit.image;

import java.util.Objects;

/**
 * An 8-bit RGB image: {@code width × height} pixels, rows from the top, three bytes a pixel in the
 * order red, green, blue; values 0–255 stored as unsigned bytes.
 *
 * <p>The array is shared, not copied: whoever holds a raster treats its bytes as constant, and
 * every operation returns a new raster.
 *
 * @param width pixels a row, at least 1
 * @param height rows, at least 1
 * @param rgb {@code 3 · width · height} bytes; pixel (x, y) begins at {@code 3 (y · width + x)}
 */
public record Raster(int width, int height, byte[] rgb) {
  /**
   * @throws IllegalArgumentException if a side is below 1 or the array has another length than
   *     {@code 3 · width · height}
   */
  public Raster {
    Objects.requireNonNull(rgb, "rgb");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("sides must be at least 1, were " + width + "x" + height);
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "a "
              + width
              + "x"
              + height
              + " raster has "
              + 3L * width * height
              + " bytes, not "
              + rgb.length);
    }
  }

  /** A black raster. */
  public static Raster black(int width, int height) {
    return new Raster(width, height, new byte[Math.multiplyExact(3, width * height)]);
  }

  /** The value, 0–255, of channel 0 (red), 1 (green) or 2 (blue) at column x of row y. */
  public int get(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xff;
  }
}
