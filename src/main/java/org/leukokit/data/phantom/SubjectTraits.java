package org.leukokit.data.phantom;

import org.leukokit.base.RandomStream;

/**
 * What all cells of one person have in common: staining, illumination, focus, size. Natural
 * logarithms of factors unless said otherwise; 0 is the average person.
 *
 * @param size of the diameter
 * @param density of the optical density of the stain
 * @param hue red up and blue down, of the transmitted light
 * @param light of the illumination
 * @param grainSize of the wavelength of the chromatin texture
 * @param contrast of the amplitude of the chromatin texture
 * @param focus of the width of the blurred edge
 */
record SubjectTraits(
    double size,
    double density,
    double hue,
    double light,
    double grainSize,
    double contrast,
    double focus) {
  /** Draws a person; the signal scales every trait. */
  static SubjectTraits draw(long seed, String person, double signal) {
    RandomStream random = RandomStream.at(seed, "phantom-subject", person);
    return new SubjectTraits(
        0.078 * signal * random.nextGaussian(),
        0.055 * signal * random.nextGaussian(),
        0.034 * signal * random.nextGaussian(),
        0.045 * signal * random.nextGaussian(),
        0.18 * signal * random.nextGaussian(),
        0.16 * signal * random.nextGaussian(),
        0.30 * signal * random.nextGaussian());
  }
}
