package org.leukokit.image;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.RandomStream;

/**
 * Random copies of a cell as the program of oliveira2021 makes them, on the whole image: a
 * reflection (left to right, top to bottom or both, a third each), then a rotation by a whole
 * number of degrees about the middle with black outside, then, a quarter each, nothing more, a
 * shear, salt and pepper, or a Gaussian blur. A shear is along x, or along x and then by a factor
 * of its own along y, half each.
 *
 * @param degrees the angle, counter-clockwise
 * @param shear the factor of a shear, in hundredths of a pixel a pixel
 * @param noise the share of pixels that salt and pepper replace, in percent, 0–100
 * @param blur rows and columns of the blur's kernel, odd, 1–31
 */
public record CopyDraw(AugmentationDraw degrees, AugmentationDraw shear, int noise, int blur) {
  /**
   * @throws IllegalArgumentException if the kernel's size is even, or a number out of its range
   */
  public CopyDraw {
    GaussianBlur.check(blur);
    Noise.check(noise / 100.0);
    if (shear.min() < -100 || shear.max() > 100) {
      throw new IllegalArgumentException("a shear is drawn from -100 to 100 hundredths");
    }
  }

  /**
   * The operations of one copy.
   *
   * @param random the copy's own stream
   */
  public RasterOp.Chain draw(RandomStream random) {
    List<RasterOp> steps = new ArrayList<>();
    steps.add(
        switch (random.nextInt(3)) {
          case 0 -> new RasterOp.Reflection();
          case 1 -> new RasterOp.Flip();
          default -> new RasterOp.MirrorBothWays();
        });
    steps.add(degrees.rotationLeft(random));
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> steps.add(sheared(random));
      case 2 -> steps.add(new RasterOp.SaltAndPepper(noise / 100.0, random.nextLong()));
      default -> steps.add(new RasterOp.Blur(blur));
    }
    return new RasterOp.Chain(steps);
  }

  private RasterOp sheared(RandomStream random) {
    double x = shear.value(random) / 100.0;
    return new RasterOp.Shear(x, random.nextBoolean() ? shear.value(random) / 100.0 : 0);
  }

  /** For settings and reports. */
  public String describe() {
    return "on the whole image: mirrored left to right, top to bottom or both ways, then rotated by "
        + degrees.min()
        + " to "
        + degrees.max()
        + "°, then nothing, a shear by "
        + Texts.number(shear.min() / 100.0)
        + " to "
        + Texts.number(shear.max() / 100.0)
        + " along x or along x and y, salt and pepper on "
        + noise
        + " % of the pixels, or a blur of "
        + blur
        + " px";
  }
}
