package org.leukokit.stats;

import java.util.List;

/**
 * The stratified delete-one-group jackknife: the variance is, added up over strata, (m − 1) / m
 * times the squared deviations of the m leave-one-out values from their mean. Efron and Tibshirani,
 * <em>An Introduction to the Bootstrap</em>, 1993, chapter 11; for strata, Shao and Tu, <em>The
 * Jackknife and Bootstrap</em>, 1995.
 *
 * @param standardError NaN if a stratum has one group only, or if a leave-one-out value is NaN
 * @param degreesOfFreedom Welch–Satterthwaite over strata. Groups of unequal size are worth fewer
 *     than there are: a stratum counts (Σn)² / Σn² − 1 (Kish's effective number, less one) and not
 *     m − 1; compare Carter, Schnepel and Steigerwald, <em>Review of Economics and Statistics</em>
 *     99, 2017
 */
record Jackknife(double standardError, double degreesOfFreedom) {
  /**
   * @param leaveOneOut the value without each group
   * @param sizes the number of cells of each group
   */
  static Jackknife of(double[] leaveOneOut, int[] sizes, List<int[]> strata) {
    double sum = 0;
    double parts = 0;
    for (int[] stratum : strata) {
      int[] once = new int[leaveOneOut.length];
      double n = 0;
      double squares = 0;
      for (int g : stratum) {
        once[g] = 1;
        n += sizes[g];
        squares += (double) sizes[g] * sizes[g];
      }
      double variance = variance(leaveOneOut, once, stratum);
      sum += variance;
      parts += variance == 0 ? 0 : variance * variance / (n * n / squares - 1);
    }
    return new Jackknife(Math.sqrt(sum), sum * sum / parts);
  }

  /** The standard error where group g counts {@code weights[g]} times. */
  static double standardError(double[] leaveOneOut, int[] weights, List<int[]> strata) {
    double variance = 0;
    for (int[] stratum : strata) {
      variance += variance(leaveOneOut, weights, stratum);
    }
    return Math.sqrt(variance);
  }

  private static double variance(double[] leaveOneOut, int[] weights, int[] stratum) {
    double m = 0;
    double mean = 0;
    for (int g : stratum) {
      if (weights[g] > 0) {
        m += weights[g];
        mean += weights[g] * leaveOneOut[g];
      }
    }
    mean /= m;
    double squares = 0;
    for (int g : stratum) {
      if (weights[g] > 0) {
        double off = leaveOneOut[g] - mean;
        squares += weights[g] * off * off;
      }
    }
    return m < 2 ? Double.NaN : squares * (m - 1) / m;
  }
}
