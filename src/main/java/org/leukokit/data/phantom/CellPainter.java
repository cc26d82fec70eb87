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
  /**
   * What a nucleus of density 1, and cytoplasm, let through; the light around cells. RGB, 0-255.
   */
  private static final double[] NUCLEUS = {63, 22.5, 75};

  private static final double[] CYTOPLASM = {80, 55, 112};
  private static final double[] LIGHT = {205, 170, 198};

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
  private final double[] nucleusAbsorbance = new double[3];
  private final double[] cytoplasmAbsorbance = new double[3];
  private final double[] light = new double[3];
  private final double nucleusX;
  private final double nucleusY;
  private final Outline nucleusWaves;
  private final long grainKey;

  private CellPainter(RandomStream random, CellTraits traits, int size) {
    this.traits = traits;
    this.size = size;
    unit = size / 450.0;
    shape = new CellShape(random, traits, size);
    double direction = 2 * StrictMath.PI * random.nextDouble();
    nucleusX = traits.offset() * shape.radius() * StrictMath.cos(direction);
    nucleusY = traits.offset() * shape.radius() * StrictMath.sin(direction);
    nucleusWaves = Outline.draw(random, 0.01, 0.012, 0.002);
    chromatin = new Chromatin(random, traits, shape.radius(), unit);
    grainKey = random.nextLong();
    double[] hue = {StrictMath.exp(traits.hue()), 1, StrictMath.exp(-traits.hue())};
    for (int c = 0; c < 3; c++) {
      light[c] = LIGHT[c] * traits.light();
      nucleusAbsorbance[c] = StrictMath.log(LIGHT[c] / (NUCLEUS[c] * hue[c])) * traits.density();
      cytoplasmAbsorbance[c] =
          StrictMath.log(LIGHT[c] / (CYTOPLASM[c] * hue[c])) * traits.density();
    }
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
    double step = shape.step();
    for (int row = 0; row < size; row++) {
      double y = row - centre;
      for (int column = 0; column < size; column++) {
        double x = column - centre;
        if (x * x + y * y > 6.25 * shape.radius() * shape.radius()) {
          continue;
        }
        double contour = shape.insideContour(x, y);
        double lobe = shape.insideLobe(x, y);
        double neighbour = shape.insideNeighbour(x, y);
        double inside = Math.max(contour, Math.max(lobe, neighbour));
        if (inside < -24 * unit) {
          continue;
        }
        if (step == 1 ? shape.kept(x, y, inside) : keptOnGrid(x, y, step)) {
          pixel(raster, row, column, x, y, contour, lobe, neighbour);
        }
      }
    }
    return raster;
  }

  private boolean keptOnGrid(double x, double y, double step) {
    double gx = Math.rint(x / step) * step;
    double gy = Math.rint(y / step) * step;
    double inside =
        Math.max(
            shape.insideContour(gx, gy),
            Math.max(shape.insideLobe(gx, gy), shape.insideNeighbour(gx, gy)));
    return shape.kept(gx, gy, inside);
  }

  private void pixel(
      Raster raster,
      int row,
      int column,
      double x,
      double y,
      double contour,
      double lobe,
      double neighbour) {
    double blur = 3.2 * unit * traits.focus();
    // The optical edge lies a little inside the segmented one.
    double body = soft((contour - 0.9 * unit) / blur);
    double other = soft((neighbour - 0.9 * unit) / blur);
    double plasma = Math.max(Math.max(body, other), soft((lobe - unit) / blur));
    double rim = traits.cytoplasm() * shape.radius();
    double waves = nucleusWaves.towards(x, y) - 1;
    double nucleusDepth =
        shape.insideContour(x - nucleusX, y - nucleusY) - rim + waves * shape.radius();
    double nucleus = Math.max(Math.min(body, soft(nucleusDepth / (1.4 * blur))), other);
    double texture = chromatin.at(x, y);
    double density = nucleus * (1 + texture);
    // Debris outside the cell keeps a veil of stain.
    double veil = 0.62 + 0.38 * plasma;
    double rest = Math.max(0, veil - nucleus) * (1 + 0.25 * texture);
    double redder = 0.16 * texture;
    double grain = ValueNoise.hash(grainKey, column, row) * (1.1 / (1L << 31));
    int to = 3 * (row * size + column);
    for (int c = 0; c < 3; c++) {
      double absorbance = density * nucleusAbsorbance[c] + rest * cytoplasmAbsorbance[c];
      if (c != 1) {
        absorbance += c == 0 ? redder : -redder;
      }
      double value = light[c] * exp(absorbance) + grain + 0.5;
      // Never black: black is what the segmentation took away.
      raster.rgb()[to + c] = (byte) Math.max(1, Math.min(255, (int) value));
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
