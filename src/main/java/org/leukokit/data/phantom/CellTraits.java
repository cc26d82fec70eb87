package org.leukokit.data.phantom;

import org.leukokit.base.RandomStream;

/**
 * What one cell is like, before it is drawn: the average cell, plus what its class, its subject and
 * chance add to it. Lengths are fractions of the cell's mean radius unless said otherwise.
 *
 * @param diameter of the cell's box, as a fraction of the side of a 450-pixel picture
 * @param elongation amplitude of the contour's second harmonic
 * @param lobes scale of its next harmonics
 * @param roughness scale of its fine harmonics
 * @param cytoplasm width of the rim of cytoplasm
 * @param offset by how much the nucleus lies off the centre of the cell
 * @param density optical density of the stain, 1 on average
 * @param hue logarithm of a factor: red up, blue down
 * @param light factor of the illumination
 * @param grainSize factor of the wavelength of the chromatin texture
 * @param clumping amplitude of the coarse chromatin texture, as a fraction of the density
 * @param fineness amplitude of the fine chromatin texture, likewise
 * @param focus factor of the width of the blurred edge
 * @param nucleoli probability of each of four possible nucleoli
 */
record CellTraits(
    double diameter,
    double elongation,
    double lobes,
    double roughness,
    double cytoplasm,
    double offset,
    double density,
    double hue,
    double light,
    double grainSize,
    double clumping,
    double fineness,
    double focus,
    double nucleoli) {

  /**
   * Draws a cell.
   *
   * @param random the cell's own stream; always the same number of draws is taken in the same order
   * @param side +1 for leukemic, -1 for healthy, times the class signal: leukemic cells are larger,
   *     fill more of themselves with nucleus, have finer and more even chromatin and more nucleoli
   * @param subject what the person adds
   */
  static CellTraits draw(RandomStream random, double side, SubjectTraits subject) {
    double z = random.nextGaussian();
    // Sizes are skewed to the right.
    double size = 0.095 * z + 0.014 * (z * z - 1) + subject.size() + 0.079 * side;
    return new CellTraits(
        clamp(0.445 * exp(size), 0.2, 0.9),
        0.075 * Math.abs(random.nextGaussian()),
        0.035 * exp(0.4 * random.nextGaussian()),
        0.0033 * exp(0.5 * random.nextGaussian()),
        0.055 * exp(0.5 * random.nextGaussian() - 0.40 * side),
        0.03 * random.nextGaussian(),
        exp(0.04 * random.nextGaussian() + subject.density() - 0.01 * side),
        0.02 * random.nextGaussian() + subject.hue(),
        exp(0.02 * random.nextGaussian() + subject.light()),
        exp(0.12 * random.nextGaussian() + subject.grainSize() - 0.15 * side),
        0.140 * exp(0.25 * random.nextGaussian() + subject.contrast() - 0.20 * side),
        0.06 * exp(0.25 * random.nextGaussian() + subject.contrast() + 0.14 * side),
        exp(0.15 * random.nextGaussian() + subject.focus()),
        clamp(0.30 + 0.20 * side, 0, 1));
  }

  private static double exp(double x) {
    return StrictMath.exp(x);
  }

  private static double clamp(double x, double min, double max) {
    return Math.max(min, Math.min(max, x));
  }
}
