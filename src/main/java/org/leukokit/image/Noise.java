package org.leukokit.image;

import org.leukokit.base.RandomStream;

/** Noise that replaces pixels. */
public final class Noise {
  private Noise() {}

  /**
   * Salt and pepper: for each pixel, row by row, one draw in [0, 1); below half the share the pixel
   * becomes black, below the share white.
   *
   * @param raster what to disturb
   * @param share the probability of a pixel to be replaced, 0–1
   * @param random where the draws are from
   * @throws IllegalArgumentException if the share is not in [0, 1]
   */
  public static Raster saltAndPepper(Raster raster, double share, RandomStream random) {
    check(share);
    byte[] out = raster.rgb().clone();
    for (int i = 0; i < out.length; i += 3) {
      double draw = random.nextDouble();
      if (draw < share) {
        byte value = (byte) (draw < share / 2 ? 0 : 255);
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
