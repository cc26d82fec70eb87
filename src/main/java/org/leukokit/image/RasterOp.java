package org.leukokit.image;

import java.util.List;
import java.util.stream.Collectors;
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
   * Reflection about both axes, one after the other, which is half a turn: {@code
   * mirrored-both-ways}.
   */
  record MirrorBothWays() implements RasterOp {
    @Override
    public Raster apply(Raster raster) {
      return Reflect.topBottom(Reflect.leftRight(raster));
    }

    @Override
    public String id() {
      return "mirrored-both-ways";
    }
  }

  /**
   * A shear as {@link Shearing} does it: {@code sheared(0.3,0)}.
   *
   * @param x columns a row, finite, from −1 to 1; to the left where negative
   * @param y rows a column, likewise, sheared behind the other; upward where negative
   */
  record Shear(double x, double y) implements RasterOp {
    /**
     * @throws IllegalArgumentException if a factor is not in its range
     */
    public Shear {
      if (!(Math.abs(x) <= 1 && Math.abs(y) <= 1)) {
        throw new IllegalArgumentException(
            "the factors of a shear are -1 to 1, not " + x + " and " + y);
      }
      x += 0.0;
      y += 0.0;
    }

    /** Along the columns alone: every row goes to its side. */
    public Shear(double x) {
      this(x, 0);
    }

    @Override
    public Raster apply(Raster raster) {
      return Shearing.of(raster, x, y);
    }

    @Override
    public String id() {
      return "sheared(" + Texts.number(x) + "," + Texts.number(y) + ")";
    }
  }

  /**
   * Several operations, one on what the other gives: {@code flipped|rotated-left(35)}.
   *
   * @param steps the operations in their order
   */
  record Chain(List<RasterOp> steps) implements RasterOp {
    /** Copies the list. */
    public Chain {
      steps = List.copyOf(steps);
    }

    @Override
    public Raster apply(Raster raster) {
      Raster result = raster;
      for (RasterOp step : steps) {
        result = step.apply(result);
      }
      return result;
    }

    @Override
    public String id() {
      return steps.isEmpty()
          ? new Identity().id()
          : steps.stream().map(RasterOp::id).collect(Collectors.joining("|"));
    }
  }

  /**
   * Salt-and-pepper noise as {@link Noise} does it: {@code salt-and-pepper-pixels(0.02,7)}. A share
   * of all pixels is replaced, half by white and half by black; all three channels of a pixel at
   * once.
   *
   * @param share the share of pixels, 0–1
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
      return "salt-and-pepper-pixels(" + Texts.number(share) + "," + seed + ")";
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
