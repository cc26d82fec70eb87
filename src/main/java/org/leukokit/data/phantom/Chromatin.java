package org.leukokit.data.phantom;

import org.leukokit.base.RandomStream;

/**
 * The texture of a nucleus: clumps of chromatin over several octaves, light gaps between them, and
 * nucleoli. Values are relative changes of the optical density, 0 on average outside nucleoli.
 */
final class Chromatin {
  /** The texture is blurred, as in photographs; every second pixel carries all of it. */
  private static final int GRID = 2;

  private static final double[] WAVELENGTHS = {52, 24, 13};
  private static final double[] SHARES = {0.50, 0.66, 0.58};
  private static final double FINE_WAVELENGTH = 6.5;
  private static final int NUCLEOLI = 4;

  private final ValueNoise[] clumps = new ValueNoise[WAVELENGTHS.length];
  private final ValueNoise fine;
  private final double clumping;
  private final double fineness;
  private final double[][] nucleoli;
  private final double slopeX;
  private final double slopeY;
  private final int half;
  private final int width;
  private final float[] grid;

  Chromatin(RandomStream random, CellTraits traits, double radius, double unit) {
    clumping = traits.clumping();
    fineness = traits.fineness();
    for (int i = 0; i < clumps.length; i++) {
      clumps[i] = new ValueNoise(random, WAVELENGTHS[i] * unit * traits.grainSize());
    }
    fine = new ValueNoise(random, FINE_WAVELENGTH * unit * StrictMath.sqrt(traits.grainSize()));
    slopeX = 0.045 * random.nextGaussian() / radius;
    slopeY = 0.045 * random.nextGaussian() / radius;
    nucleoli = new double[NUCLEOLI][];
    for (int i = 0; i < NUCLEOLI; i++) {
      double angle = 2 * StrictMath.PI * random.nextDouble();
      double distance = 0.68 * radius * StrictMath.sqrt(random.nextDouble());
      double size = radius * random.nextDouble(0.09, 0.17);
      double depth = random.nextDouble(0.10, 0.24);
      if (random.nextDouble() < traits.nucleoli()) {
        double x = distance * StrictMath.cos(angle);
        double y = distance * StrictMath.sin(angle);
        nucleoli[i] = new double[] {x, y, size * size, depth};
      }
    }
    half = (int) Math.ceil(2.5 * radius / GRID) + 2;
    width = 2 * half + 1;
    grid = new float[width * width];
    java.util.Arrays.fill(grid, Float.NaN);
  }

  /** The texture at a point, in pixels from the centre of the cell. */
  double at(double x, double y) {
    double u = x / GRID + half;
    double v = y / GRID + half;
    int iu = (int) u;
    int iv = (int) v;
    double fu = u - iu;
    double fv = v - iv;
    double a = node(iu, iv);
    double b = node(iu + 1, iv);
    double c = node(iu, iv + 1);
    double d = node(iu + 1, iv + 1);
    double above = a + fu * (b - a);
    return above + fv * (c + fu * (d - c) - above);
  }

  private double node(int i, int j) {
    float known = grid[j * width + i];
    if (Float.isNaN(known)) {
      known = (float) compute((i - half) * GRID, (j - half) * GRID);
      grid[j * width + i] = known;
    }
    return known;
  }

  private double compute(double x, double y) {
    double clump = 0;
    for (int i = 0; i < clumps.length; i++) {
      clump += SHARES[i] * clumps[i].at(x, y);
    }
    // Gaps between clumps are light and narrow, the clumps themselves nearly even.
    clump = clump < 0 ? 1.35 * clump : 0.75 * clump;
    double value = clumping * (clump + 0.11) + fineness * fine.at(x, y) + slopeX * x + slopeY * y;
    for (double[] nucleolus : nucleoli) {
      if (nucleolus != null) {
        double dx = x - nucleolus[0];
        double dy = y - nucleolus[1];
        double t = (dx * dx + dy * dy) / nucleolus[2];
        if (t < 4) {
          // A hill that ends at twice its radius.
          double hill = (1 - t / 4) * (1 - t / 4);
          value -= nucleolus[3] * hill * hill;
        }
      }
    }
    return value;
  }
}
