package org.leukokit.image;

import java.math.BigDecimal;

/**
 * An augmentation with its parameters drawn: a value that can be applied, compared and written
 * down. All operations keep the size and fill what they have no source for with black, the
 * background of segmented cells.
 */
public sealed interface RasterOp {
  /** A new raster; the one given stays as it is. */
  Raster apply(Raster raster);

  /**
   * The operation and its parameters as a text, such as {@code rotated-left(35)}; equal exactly for
   * equal operations.
   */
  String id();

  /** The raster itself: {@code original}. */
  record Identity() implements RasterOp {
    @Override
    public Raster apply(Raster raster) {
      return raster;
    }

    @Override
    public String id() {
      return "original";
    }
  }

  /**
   * A shift by whole pixels: {@code translated(17,22)}.
   *
   * @param dx columns to the right; to the left where negative
   * @param dy rows down; up where negative
   */
  record Translation(int dx, int dy) implements RasterOp {
    @Override
    public Raster apply(Raster raster) {
      return Translate.by(raster, dx, dy, Rgb.BLACK);
    }

    @Override
    public String id() {
      return "translated(" + dx + "," + dy + ")";
    }
  }

  /** Reflection about the vertical axis: {@code reflected}. */
  record Reflection() implements RasterOp {
    @Override
    public Raster apply(Raster raster) {
      return Reflect.leftRight(raster);
    }

    @Override
    public String id() {
      return "reflected";
    }
  }

  /**
   * Rotation about the centre with bilinear interpolation, as {@link Rotate} does it: {@code
   * rotated-left(35)}, {@code rotated-right(110)}.
   *
   * @param degrees counter-clockwise ("left"); clockwise where negative
   */
  record Rotation(double degrees) implements RasterOp {
    /**
     * @throws IllegalArgumentException if the angle is not finite
     */
    public Rotation {
      if (!Double.isFinite(degrees)) {
        throw new IllegalArgumentException("the angle must be a finite number, was " + degrees);
      }
      // -0.0 and 0.0 are one rotation.
      degrees += 0.0;
    }

    @Override
    public Raster apply(Raster raster) {
      return Rotate.by(raster, degrees, Rgb.BLACK, Interpolation.BILINEAR);
    }

    @Override
    public String id() {
      String angle =
          new BigDecimal(Double.toString(Math.abs(degrees))).stripTrailingZeros().toPlainString();
      return (degrees < 0 ? "rotated-right(" : "rotated-left(") + angle + ")";
    }
  }
}
