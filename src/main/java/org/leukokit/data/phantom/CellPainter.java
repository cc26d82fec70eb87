package org.leukokit.data.phantom;

import org.leukokit.base.RandomStream;
import org.leukokit.image.Raster;

/**
 * Draws one cell on black: light that falls through a stained nucleus and its cytoplasm (Beer and
 * Lambert), out of focus at the edge, cut out along the shape.
 *
 * <p>Only arithmetic that is the same on every machine is used: the four operations, square roots,
 * and {@link StrictMath}.
 */
final class CellPainter {
  /** The light around cells, RGB, 0-255. */
  private static final double[] LIGHT = {205, 170, 198};

  /** Absorbances of a nucleus of density 1, of cytoplasm, and of the plasma around the cell. */
  private static final double[] NUCLEUS = absorbance(65, 24, 73);

  private static final double[] CYTOPLASM = absorbance(84, 52, 107);
  private static final double[] VEIL = absorbance(100, 66, 98);

  /** exp(-x) for x in [0, 8), tabulated: relative error below 4e-6. */
  private static final int EXP_STEPS_PER_UNIT = 256;

  private static final double[] EXP = new double[8 * EXP_STEPS_PER_UNIT + 2];

  static {
    for (int i = 0; i < EXP.length; i++) {
      EXP[i] = StrictMath.exp(-(double) i / EXP_STEPS_PER_UNIT);
    }
  }

  private final CellTraits traits;
  private final CellShape shape;
  private final int size;
  private final double unit;
  private final Chromatin chromatin;
  private final double[] light = new double[3];
  private final double blur;
  private final double rim;
  private final double nucleusX;
  private final double nucleusY;
  private final double haloX;
  private final double haloY;
  private final long grainKey;

  private CellPainter(RandomStream random, CellTraits traits, int size) {
    this.traits = traits;
    this.size = size;
    unit = size / 450.0;
    blur = 3.0 * unit * traits.focus();
    shape = new CellShape(random, traits, size);
    rim = traits.cytoplasm() * shape.radius();
    double direction = 2 * StrictMath.PI * random.nextDouble();
    nucleusX = traits.offset() * shape.radius() * StrictMath.cos(direction);
    nucleusY = traits.offset() * shape.radius() * StrictMath.sin(direction);
    // The segmentation lies a little beside the cell; in a few a light crescent is left.
    double beside = unit * (random.nextDouble() < 0.06 ? 3.5 : 0.9);
    haloX = beside * random.nextGaussian();
    haloY = beside * random.nextGaussian();
    chromatin = new Chromatin(random, traits, shape.radius(), unit);
    grainKey = random.nextLong();
    for (int c = 0; c < 3; c++) {
      light[c] = LIGHT[c] * traits.light();
    }
  }

  private static double[] absorbance(double... rgb) {
    double[] absorbance = new double[3];
    for (int c = 0; c < 3; c++) {
      absorbance[c] = StrictMath.log(LIGHT[c] / rgb[c]);
    }
    return absorbance;
  }

  /**
   * Draws a cell.
   *
   * @param random the cell's stream, after its traits were drawn
   * @param traits the cell
   * @param size pixels a side
   */
  static Raster paint(RandomStream random, CellTraits traits, int size) {
    return new CellPainter(random, traits, size).paint();
  }

  private Raster paint() {
    Raster raster = Raster.black(size, size);
    double centre = (size - 1) / 2.0;
    double reach = shape.reach();
    int first = Math.max(0, (int) (centre - reach));
    int last = Math.min(size - 1, (int) (centre + reach) + 1);
    for (int row = first; row <= last; row++) {
      double y = row - centre;
      for (int column = first; column <= last; column++) {
        double x = column - centre;
        if (x * x + y * y < reach * reach && shape.kept(x, y)) {
          pixel(raster.rgb(), 3 * (row * size + column), x, y);
        }
      }
    }
    return raster;
  }

  private void pixel(byte[] out, int to, double x, double y) {
    double body = soft((shape.insideContour(x - haloX, y - haloY) - 1.9 * unit) / blur);
    double other = soft((shape.insideNeighbour(x, y) - unit) / blur);
    double texture = chromatin.at(x, y);
    double depth = shape.insideContour(x - nucleusX, y - nucleusY) - rim + 8 * unit * texture;
    double nucleus = Math.max(Math.min(body, soft(depth / (1.5 * blur))), other);
    double lobe = soft((shape.insideLobe(x, y) - unit) / blur);
    double cytoplasm = Math.max(Math.max(body, lobe), other);
    double nuclear = nucleus * (1 + texture);
    double plasmic = (cytoplasm - nucleus) * (1 + 0.25 * texture);
    double veil = (1 - cytoplasm) * (1 + 0.5 * texture);
    // Gaps between clumps let red through rather than blue.
    double redder = 0.38 * texture * nucleus;
    double grain = ValueNoise.hash(grainKey, to, 0) * (1.1 / (1L << 31));
    for (int c = 0; c < 3; c++) {
      double absorbance = nuclear * NUCLEUS[c] + plasmic * CYTOPLASM[c] + veil * VEIL[c];
      absorbance = absorbance * traits.density() + (1 - c) * (redder - traits.hue());
      double value = light[c] * exp(absorbance) + grain + 0.5;
      // Never black: black is what the segmentation took away.
      out[to + c] = (byte) Math.max(1, Math.min(255, (int) value));
    }
  }

  /** From 0 far outside to 1 far inside, 1/2 on the line. */
  private static double soft(double t) {
    if (t <= -2) {
      return 0;
    }
    if (t >= 2) {
      return 1;
    }
    double u = (t + 2) / 4;
    return u * u * (3 - 2 * u);
  }

  private static double exp(double x) {
    double at = Math.max(0, Math.min(x, 7.99)) * EXP_STEPS_PER_UNIT;
    int i = (int) at;
    return EXP[i] + (at - i) * (EXP[i + 1] - EXP[i]);
  }
}
