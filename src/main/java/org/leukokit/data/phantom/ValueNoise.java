package org.leukokit.data.phantom;

import org.leukokit.base.RandomStream;

/**
 * Smooth noise over the plane: random values on a lattice, joined by quintic curves. The lattice is
 * turned and shifted at random, so that sums of several show no axes.
 */
final class ValueNoise {
  private final long key;
  private final double cos;
  private final double sin;
  private final double shiftX;
  private final double shiftY;

  /**
   * Draws a noise.
   *
   * @param random where it comes from
   * @param wavelength pixels between lattice points
   */
  ValueNoise(RandomStream random, double wavelength) {
    key = random.nextLong();
    double angle = 2 * StrictMath.PI * random.nextDouble();
    cos = StrictMath.cos(angle) / wavelength;
    sin = StrictMath.sin(angle) / wavelength;
    shiftX = 1000 + random.nextDouble();
    shiftY = 1000 + random.nextDouble();
  }

  /** The noise at a point at most a few thousand pixels from the origin: mean 0, within [-1, 1]. */
  double at(double x, double y) {
    double u = cos * x - sin * y + shiftX;
    double v = sin * x + cos * y + shiftY;
    int iu = (int) u;
    int iv = (int) v;
    double fu = curve(u - iu);
    double fv = curve(v - iv);
    double a = lattice(iu, iv);
    double b = lattice(iu + 1, iv);
    double c = lattice(iu, iv + 1);
    double d = lattice(iu + 1, iv + 1);
    double above = a + fu * (b - a);
    return above + fv * (c + fu * (d - c) - above);
  }

  private static double curve(double t) {
    return t * t * t * (t * (6 * t - 15) + 10);
  }

  private double lattice(int x, int y) {
    return hash(key, x, y) * 0x1.0p-31;
  }

  /** A well mixed int of three numbers (the finaliser of SplitMix64). */
  static int hash(long key, int x, int y) {
    long z = key + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (int) (z >>> 32);
  }
}
