package org.leukokit.image;

import org.leukokit.base.RandomStream;

/**
 * Random warps as Keras' ImageDataGenerator draws them, every parameter uniformly and by itself.
 *
 * @param rotation the largest angle in degrees, in both directions (Keras' rotation_range)
 * @param shift the largest shift, as a share of width and height, in all directions
 *     (width_shift_range, height_shift_range)
 * @param zoom the largest deviation of the zooms of columns and rows from 1 (zoom_range), below 1
 * @param mirror whether half of the images are mirrored (horizontal_flip)
 * @param flip whether half of the images are flipped (vertical_flip)
 */
public record WarpDraw(double rotation, double shift, double zoom, boolean mirror, boolean flip) {
  /**
   * @throws IllegalArgumentException if a range is negative or not finite, or the zoom is 1 or more
   */
  public WarpDraw {
    if (!(rotation >= 0 && rotation <= 360 && shift >= 0 && shift <= 1 && zoom >= 0 && zoom < 1)) {
      throw new IllegalArgumentException(
          "warps need rotation 0-360, shift 0-1, zoom 0 to below 1, not "
              + rotation
              + ", "
              + shift
              + ", "
              + zoom);
    }
  }

  /**
   * A warp for one image.
   *
   * @param width the image's columns
   * @param height the image's rows
   * @param random the image's own stream, such as {@code RandomStream.at(seed, "augment", epoch,
   *     cell.id())}
   */
  public RasterOp.Warp draw(int width, int height, RandomStream random) {
    double degrees = random.nextDouble(-rotation, rotation);
    double shiftX = random.nextDouble(-shift, shift) * width;
    double shiftY = random.nextDouble(-shift, shift) * height;
    double zoomX = random.nextDouble(1 - zoom, 1 + zoom);
    double zoomY = random.nextDouble(1 - zoom, 1 + zoom);
    boolean mirrored = random.nextBoolean() && mirror;
    boolean flipped = random.nextBoolean() && flip;
    return new RasterOp.Warp(degrees, shiftX, shiftY, zoomX, zoomY, mirrored, flipped);
  }

  /** For settings and reports. */
  public String describe() {
    return "rotation ±"
        + Texts.number(rotation)
        + "°, shift ±"
        + Texts.number(100 * shift)
        + " %, zoom ±"
        + Texts.number(100 * zoom)
        + " %"
        + (mirror ? ", mirrored or not" : "")
        + (flip ? ", flipped or not" : "");
  }
}
