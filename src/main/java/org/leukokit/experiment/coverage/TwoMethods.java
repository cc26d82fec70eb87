package org.leukokit.experiment.coverage;

import org.leukokit.base.RandomStream;

/**
 * Draws what two methods say of the same cells: a group that is hard for one tends to be hard for
 * the other, and so is a cell.
 *
 * @param sizes the groups
 * @param first the first method
 * @param second the second method
 */
record TwoMethods(GroupSizes sizes, Effects first, Effects second) {
  /** The correlation of the methods' group effects, and of what is left of their cells. */
  static final double CORRELATION = 0.5;

  private static final double REST = Math.sqrt(1 - CORRELATION * CORRELATION);

  /**
   * Scores of both methods, a cell each in the order of {@link GroupSizes#truth}.
   *
   * @param random all draws of this sample
   */
  double[][] draw(RandomStream random) {
    double[][] scores = new double[2][sizes.cells()];
    int next = 0;
    for (int kind = 0; kind < 2; kind++) {
      boolean positive = kind == 0;
      for (int n : positive ? sizes.positive() : sizes.negative()) {
        double a = random.nextGaussian();
        double b = CORRELATION * a + REST * random.nextGaussian();
        double meanA = mean(first, positive) + spread(first, positive) * a;
        double meanB = mean(second, positive) + spread(second, positive) * b;
        for (int i = next; i < next + n; i++) {
          double noise = random.nextGaussian();
          double other = CORRELATION * noise + REST * random.nextGaussian();
          scores[0][i] = score(meanA + noise, positive);
          scores[1][i] = score(meanB + other, positive);
        }
        next += n;
      }
    }
    return scores;
  }

  // Any increasing function with 0.5 at 0 gives the same decisions and ranks.
  private static double score(double right, boolean positive) {
    return 1 / (1 + Math.exp(positive ? -right : right));
  }

  private static double mean(Effects effects, boolean positive) {
    return positive ? effects.positiveMean() : effects.negativeMean();
  }

  private static double spread(Effects effects, boolean positive) {
    return positive ? effects.positiveSpread() : effects.negativeSpread();
  }
}
