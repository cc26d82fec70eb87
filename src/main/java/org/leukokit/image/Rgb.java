package org.leukokit.image;

/**
 * A colour, such as the fill of the pixels that an operation has no source for.
 *
 * @param red 0–255
 * @param green 0–255
 * @param blue 0–255
 */
public record Rgb(int red, int green, int blue) {
  /** Black, the background of segmented cells. */
  public static final Rgb BLACK = new Rgb(0, 0, 0);

  /** White. */
  public static final Rgb WHITE = new Rgb(255, 255, 255);

  /**
   * @throws IllegalArgumentException if a value lies outside 0–255
   */
  public Rgb {
    if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
      throw new IllegalArgumentException(
          "colour values are 0-255, were " + red + ", " + green + ", " + blue);
    }
  }

  /** A raster of this colour alone. */
  public Raster raster(int width, int height) {
    Raster raster = Raster.black(width, height);
    if ((red | green | blue) != 0) {
      byte[] out = raster.rgb();
      for (int i = 0; i < out.length; i += 3) {
        out[i] = (byte) red;
        out[i + 1] = (byte) green;
        out[i + 2] = (byte) blue;
      }
    }
    return raster;
  }
}
