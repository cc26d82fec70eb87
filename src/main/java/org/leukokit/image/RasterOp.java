package org.leukokit.image;

import org.leukokit.base.RandomStream;

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
      String angle = Texts.number(Math.abs(degrees));
      return (degrees < 0 ? "rotated-right(" : "rotated-left(") + angle + ")";
    }
  }

  /** Reflection about the horizontal axis, the upper side downward: {@code flipped}. */
  record Flip() implements RasterOp {
    @Override
    public Raster apply(Raster raster) {
      return Reflect.topBottom(raster);
    }

    @Override
    public String id() {
      return "flipped";
    }
  }

  /**
   * Gaussian blur as {@link GaussianBlur} does it: {@code blurred(17)}.
   *
   * @param size rows and columns of the kernel, odd, 1–31
   */
  record Blur(int size) implements RasterOp {
    /**
     * @throws IllegalArgumentException if the size is even or out of range
     */
    public Blur {
      GaussianBlur.check(size);
    }

    @Override
    public Raster apply(Raster raster) {
      return GaussianBlur.of(raster, size);
    }

    @Override
    public String id() {
      return "blurred(" + size + ")";
    }
  }

  /**
   * A shear along the rows about the middle row, bilinear: what is one row further down goes {@code
   * factor} columns further to the right. {@code sheared(0.3)}. OpenCV's and SciPy's affine warps
   * with this matrix give the same; scikit-image shears about the upper left corner, which moves a
   * cell out of the middle besides.
   *
   * @param factor columns a row, finite; to the left where negative
   */
  record Shear(double factor) implements RasterOp {
    /**
     * @throws IllegalArgumentException if the factor is not finite
     */
    public Shear {
      if (!Double.isFinite(factor)) {
        throw new IllegalArgumentException("the shear must be a finite number, was " + factor);
      }
      factor += 0.0;
    }

    @Override
    public Raster apply(Raster raster) {
      double middle = (raster.height() - 1) / 2.0;
      return new Affine(1, -factor, factor * middle, 0, 1, 0).warp(raster);
    }

    @Override
    public String id() {
      return "sheared(" + Texts.number(factor) + ")";
    }
  }

  /**
   * Salt-and-pepper noise: {@code salt-and-pepper(0.02,7)}. Each pixel by itself is replaced with
   * the probability given, by white or black with equal chance; all three channels of a pixel at
   * once.
   *
   * @param share the probability, 0–1
   * @param seed where its random stream is found
   */
  record SaltAndPepper(double share, long seed) implements RasterOp {
    /**
     * @throws IllegalArgumentException if the share is not in [0, 1]
     */
    public SaltAndPepper {
      Noise.check(share);
    }

    @Override
    public Raster apply(Raster raster) {
      return Noise.saltAndPepper(raster, share, RandomStream.at(seed, "salt-and-pepper"));
    }

    @Override
    public String id() {
      return "salt-and-pepper(" + Texts.number(share) + "," + seed + ")";
    }
  }

  /**
   * Zoom, shift, rotation and mirroring in one bilinear warp, composed as Keras' ImageDataGenerator
   * does it, about the centre ((W − 1) / 2, (H − 1) / 2): {@code
   * warped(35,4.5,-3,1.05,0.98,mirrored)}.
   *
   * @param degrees Keras' theta: the cell turns counter-clockwise where positive
   * @param shiftX Keras' shift along the columns in pixels, of the source before the rotation
   * @param shiftY the same along the rows
   * @param zoomX how many source columns a column of the result covers: above 1 the cell shrinks
   * @param zoomY the same for rows
   * @param mirrored whether left and right are exchanged at last
   * @param flipped whether top and bottom are exchanged at last
   */
  record Warp(
      double degrees,
      double shiftX,
      double shiftY,
      double zoomX,
      double zoomY,
      boolean mirrored,
      boolean flipped)
      implements RasterOp {
    /**
     * @throws IllegalArgumentException if a number is not finite or a zoom not positive
     */
    public Warp {
      if (!Double.isFinite(degrees + shiftX + shiftY + zoomX + zoomY)
          || !(zoomX > 0 && zoomY > 0)) {
        throw new IllegalArgumentException(
            "a warp needs finite numbers and positive zooms, not "
                + degrees
                + ", "
                + shiftX
                + ", "
                + shiftY
                + ", "
                + zoomX
                + ", "
                + zoomY);
      }
      degrees += 0.0;
      shiftX += 0.0;
      shiftY += 0.0;
    }

    @Override
    public Raster apply(Raster raster) {
      return Affine.keras(this, raster.width(), raster.height()).warp(raster);
    }

    @Override
    public String id() {
      return "warped("
          + String.join(
              ",",
              Texts.number(degrees),
              Texts.number(shiftX),
              Texts.number(shiftY),
              Texts.number(zoomX),
              Texts.number(zoomY))
          + (mirrored ? ",mirrored" : "")
          + (flipped ? ",flipped" : "")
          + ")";
    }
  }
}
