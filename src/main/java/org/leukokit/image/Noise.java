package org.leukokit.image;

import org.leukokit.base.RandomStream;

/** Noise that replaces pixels. */
public final class Noise {
  /** Rounds half up; what is a half but for the last bits of a product counts as one. */
  private static final double HALF = 0.5 + 1e-9;

  private Noise() {}

  /**
   * Salt and pepper: a share of all pixels, of the background too, is replaced; every set of so
   * many is as likely as any other, and half of them become white, half black.
   *
   * <p>The share of W · H pixels is rounded half up, and of an odd number one more becomes black.
   * For each pixel, row by row, there is one draw in [0, 1), times the number of pixels from this
   * one on (Knuth, <em>The Art of Computer Programming</em> 2, algorithm S, for two samples at
   * once): below the number of black pixels still to come it becomes black, from there on and below
   * that of all to come white.
   *
   * @param raster what to disturb
   * @param share the share of pixels to be replaced, 0–1
   * @param random where the draws are from
   * @throws IllegalArgumentException if the share is not in [0, 1]
   */
  public static Raster saltAndPepper(Raster raster, double share, RandomStream random) {
    check(share);
    byte[] out = raster.rgb().clone();
    int left = raster.width() * raster.height();
    int replaced = (int) Math.floor(share * left + HALF);
    int salt = replaced / 2;
    int pepper = replaced - salt;
    for (int i = 0; i < out.length; i += 3, left--) {
      double draw = random.nextDouble() * left;
      if (draw < pepper + salt) {
        byte value = (byte) (draw < pepper ? 0 : 255);
        if (value == 0) {
          pepper--;
        } else {
          salt--;
        }
        out[i] = value;
        out[i + 1] = value;
        out[i + 2] = value;
      }
    }
    return new Raster(raster.width(), raster.height(), out);
  }

  static void check(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the share of noise lies between 0 and 1, was " + share);
    }
  }
}
