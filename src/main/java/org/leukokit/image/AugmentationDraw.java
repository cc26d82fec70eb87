package org.leukokit.image;

import org.leukokit.base.RandomStream;

/**
 * Whole numbers from {@code min} to {@code max} in steps, and the augmentations whose parameters
 * are drawn from them, each value being as likely as any other.
 *
 * <p>Give each row of a study its own stream, {@code RandomStream.at(seed, "augment", cell.id(),
 * version)}; then the draw of one row depends on no other row.
 *
 * @param min the smallest value
 * @param max the largest value that may be drawn if the steps meet it; at least {@code min}
 * @param step the distance of neighbouring values, at least 1
 */
public record AugmentationDraw(int min, int max, int step) {
  /**
   * @throws IllegalArgumentException if the range is empty, wider than 2^31 - 2, or the step below
   *     1
   */
  public AugmentationDraw {
    if (max < min || step < 1 || (long) max - min >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a range has min <= max and a step of at least 1, not "
              + min
              + ".."
              + max
              + " by "
              + step);
    }
  }

  /** Every whole number from {@code min} to {@code max}, both included. */
  public static AugmentationDraw range(int min, int max) {
    return new AugmentationDraw(min, max, 1);
  }

  /** One of the values: min, min + step, …, at most max. */
  public int value(RandomStream random) {
    return min + step * random.nextInt((max - min) / step + 1);
  }

  /**
   * A shift, first along x, then along y, each drawn from this range. Positive values go right and
   * down; a paper that gives only magnitudes, as in "values in [15, 25]", is taken at its word.
   */
  public RasterOp.Translation translation(RandomStream random) {
    int dx = value(random);
    return new RasterOp.Translation(dx, value(random));
  }

  /** A counter-clockwise rotation by one of the values, in degrees. */
  public RasterOp.Rotation rotationLeft(RandomStream random) {
    return new RasterOp.Rotation(value(random));
  }

  /** A clockwise rotation by one of the values, in degrees. */
  public RasterOp.Rotation rotationRight(RandomStream random) {
    return new RasterOp.Rotation(-value(random));
  }

  /** A Gaussian blur with one of the values as the size of its kernel. */
  public RasterOp.Blur blur(RandomStream random) {
    return new RasterOp.Blur(value(random));
  }

  /** A shear along the columns by one of the values, in hundredths of a column a row. */
  public RasterOp.Shear shear(RandomStream random) {
    return new RasterOp.Shear(value(random) / 100.0);
  }

  /** Salt-and-pepper noise with one of the values as the share of pixels, in percent. */
  public RasterOp.SaltAndPepper saltAndPepper(RandomStream random) {
    double share = value(random) / 100.0;
    return new RasterOp.SaltAndPepper(share, random.nextLong());
  }
}
