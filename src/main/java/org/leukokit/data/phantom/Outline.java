package org.leukokit.data.phantom;

import org.leukokit.base.RandomStream;

/**
 * A closed contour around the origin that every ray meets once: r(θ) = 1 + Σ aₖ cos(kθ + φₖ).
 *
 * <p>Radii are tabulated over the "diamond angle", which grows with θ and needs no arc tangent.
 */
final class Outline {
  private static final int STEPS = 1024;
  private static final double[] COS = new double[STEPS];
  private static final double[] SIN = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      // The point of |x| + |y| = 1 at this diamond angle, in [0, 4).
      double a = 4.0 * i / STEPS;
      double x = a < 2 ? 1 - a : a - 3;
      double y = a < 1 ? a : a < 3 ? 2 - a : a - 4;
      double norm = StrictMath.sqrt(x * x + y * y);
      COS[i] = x / norm;
      SIN[i] = y / norm;
    }
  }

  private final double[] radius = new double[STEPS + 1];

  private Outline() {}

  /**
   * Draws a contour.
   *
   * @param random where amplitudes and phases come from
   * @param elongation the amplitude of k = 2
   * @param lobes the scale of the amplitudes from k = 3, which fall off as 1/k
   * @param roughness the scale of the amplitudes from k = 7 to 30
   */
  static Outline draw(RandomStream random, double elongation, double lobes, double roughness) {
    Outline outline = new Outline();
    double[] r = outline.radius;
    java.util.Arrays.fill(r, 1.0);
    for (int k = 2; k <= 30; k++) {
      double amplitude =
          k == 2
              ? elongation
              : random.nextGaussian()
                  * (k < 7 ? 2 * lobes / k : roughness * StrictMath.sqrt(7.0 / k));
      double phase = 2 * StrictMath.PI * random.nextDouble();
      double c = amplitude * StrictMath.cos(phase);
      double s = amplitude * StrictMath.sin(phase);
      for (int i = 0; i < STEPS; i++) {
        // (cos θ + i sin θ)^k by squaring.
        double re = 1;
        double im = 0;
        double baseRe = COS[i];
        double baseIm = SIN[i];
        for (int n = k; n > 0; n >>= 1) {
          if ((n & 1) == 1) {
            double t = re * baseRe - im * baseIm;
            im = re * baseIm + im * baseRe;
            re = t;
          }
          double t = baseRe * baseRe - baseIm * baseIm;
          baseIm = 2 * baseRe * baseIm;
          baseRe = t;
        }
        r[i] += c * re - s * im;
      }
    }
    r[STEPS] = r[0];
    return outline;
  }

  /** The radius in the direction of (x, y). */
  double towards(double x, double y) {
    double sum = Math.abs(x) + Math.abs(y);
    if (sum == 0) {
      return radius[0];
    }
    double p = y / sum;
    double diamond = x < 0 ? 2 - p : p < 0 ? 4 + p : p;
    double at = diamond * (STEPS / 4.0);
    int i = Math.min((int) at, STEPS - 1);
    return radius[i] + (at - i) * (radius[i + 1] - radius[i]);
  }

  /** The largest radius. */
  double largest() {
    double largest = 0;
    for (double r : radius) {
      largest = Math.max(largest, r);
    }
    return largest;
  }

  /** Half the width and half the height of the contour: how far it reaches from its centre. */
  double[] halfExtent() {
    double left = 0;
    double right = 0;
    double up = 0;
    double down = 0;
    for (int i = 0; i < STEPS; i++) {
      left = Math.min(left, radius[i] * COS[i]);
      right = Math.max(right, radius[i] * COS[i]);
      up = Math.min(up, radius[i] * SIN[i]);
      down = Math.max(down, radius[i] * SIN[i]);
    }
    return new double[] {(right - left) / 2, (down - up) / 2};
  }
}
