package org.leukokit.data;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.leukokit.image.Crop;
import org.leukokit.image.Raster;
import org.leukokit.image.Resize;

/**
 * What is done to every cell before it is kept in the {@link RasterCache}: a function of its pixels
 * alone, with a text that says everything about it.
 *
 * @param id the text, such as {@code centre-crop(300)}; equal texts must mean equal pixels
 * @param width columns of the result
 * @param height rows of the result
 * @param operation gives a raster of that size; called on several threads
 */
public record RasterTransform(String id, int width, int height, UnaryOperator<Raster> operation) {
  /**
   * @throws IllegalArgumentException if the text is empty or has a line break, or a side is below 1
   *     or above 10,000
   */
  public RasterTransform {
    Objects.requireNonNull(operation, "operation");
    if (id.isBlank() || id.lines().count() > 1) {
      throw new IllegalArgumentException("a transform is told by one line, not '" + id + "'");
    }
    if (width < 1 || height < 1 || width > 10_000 || height > 10_000) {
      throw new IllegalArgumentException("sides are 1-10000, were " + width + "x" + height);
    }
  }

  /** The square in the middle. */
  public static RasterTransform centreCrop(int side) {
    return new RasterTransform(
        "centre-crop(" + side + ")", side, side, raster -> Crop.centre(raster, side, side));
  }

  /** The whole image, resized with {@link Resize#bilinear}. */
  public static RasterTransform resized(int side) {
    return new RasterTransform(
        "bilinear(" + side + ")", side, side, raster -> Resize.bilinear(raster, side, side));
  }

  /** The square in the middle, resized. */
  public static RasterTransform centreCropResized(int crop, int side) {
    return new RasterTransform(
        "centre-crop(" + crop + ") bilinear(" + side + ")",
        side,
        side,
        raster -> Resize.bilinear(Crop.centre(raster, crop, crop), side, side));
  }
}
