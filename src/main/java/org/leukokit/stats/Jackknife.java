package org.leukokit.stats;

import java.util.Arrays;
import java.util.List;

/**
 * The stratified delete-one-group jackknife: the variance is, added up over strata, (m − 1) / m
 * times the squared deviations of the m leave-one-out values from their mean. Efron and Tibshirani,
 * <em>An Introduction to the Bootstrap</em>, 1993, chapter 11; for strata, Shao and Tu, <em>The
 * Jackknife and Bootstrap</em>, 1995.
 *
 * @param standardError NaN if a stratum has one group only, or if a leave-one-out value is NaN
 * @param degreesOfFreedom Welch–Satterthwaite over strata, each with what its groups are worth, see
 *     {@link #worth}
 */
record Jackknife(double standardError, double degreesOfFreedom) {
  /**
   * @param leaveOneOut the value without each group
   * @param sizes the number of cells of each group
   */
  static Jackknife of(double[] leaveOneOut, int[] sizes, List<int[]> strata) {
    double[] once = new double[strata.size()];
    Arrays.fill(once, 1);
    return of(leaveOneOut, sizes, strata, once);
  }

  /**
   * @param factors what the variance of each stratum counts
   */
  static Jackknife of(double[] leaveOneOut, int[] sizes, List<int[]> strata, double[] factors) {
    double sum = 0;
    double parts = 0;
    for (int s = 0; s < strata.size(); s++) {
      int[] stratum = strata.get(s);
      int[] once = new int[leaveOneOut.length];
      for (int g : stratum) {
        once[g] = 1;
      }
      double variance = factors[s] * variance(leaveOneOut, once, stratum);
      sum += variance;
      parts += variance == 0 ? 0 : variance * variance / worth(stratum, sizes);
    }
    return new Jackknife(Math.sqrt(sum), sum * sum / parts);
  }

  /**
   * The degrees of freedom of a stratum's variance: the geometric mean of two counts of what groups
   * of unequal size are worth.
   *
   * <ul>
   *   <li>Kish's effective number less one, (Σn)² / Σn² − 1, says how precise a mean over them is;
   *       as degrees of freedom it is too many where a few groups hold most cells (Carter, Schnepel
   *       and Steigerwald, <em>Review of Economics and Statistics</em> 99, 2017).
   *   <li>Satterthwaite's for this very jackknife, as Bell and McCaffrey have it for theirs
   *       (<em>Survey Methodology</em> 28, 2002): 2 E(V)² / Var(V), exact where the groups' values
   *       are normal and vary alike whatever their size. Shares of cells are bounded and vary less,
   *       so that it is too few: 24 groups of 9 to 757 cells have 3.6, beside Kish's 11.8.
   * </ul>
   *
   * <p>On shares of cells with group effects the first covers less than was promised, the second
   * more, and their geometric mean comes nearest at the group sizes of C-NMC 2019; {@code leukokit
   * coverage} says how near.
   *
   * @param stratum the groups
   * @param sizes the number of cells of each group
   */
  static double worth(int[] stratum, int[] sizes) {
    return Math.sqrt((kish(stratum, sizes) - 1) * satterthwaite(stratum, sizes));
  }

  /** Kish's effective number of groups: (Σn)² / Σn². */
  static double kish(int[] stratum, int[] sizes) {
    double n = 0;
    double squares = 0;
    for (int g : stratum) {
      n += sizes[g];
      squares += (double) sizes[g] * sizes[g];
    }
    return n * n / squares;
  }

  /**
   * 2 E(V)² / Var(V) of the jackknife's variance V of a mean weighted by size, where the groups'
   * own means are independent, normal and of equal variance: (tr CB)² / tr(CBCB), with B the
   * products of the leave-one-out values' coefficients and C the centring matrix. Written out, so
   * that it takes no matrix: many data sets have as many groups as cells.
   */
  static double satterthwaite(int[] stratum, int[] sizes) {
    int m = stratum.length;
    double n = 0;
    for (int g : stratum) {
      n += sizes[g];
    }
    double[] w = new double[m]; // a group's share of the cells
    double[] u = new double[m]; // how far the mean moves without it
    double squares = 0;
    double sumU = 0;
    double sumUw = 0;
    for (int i = 0; i < m; i++) {
      w[i] = sizes[stratum[i]] / n;
      u[i] = w[i] / (1 - w[i]);
      squares += w[i] * w[i];
      sumU += u[i];
      sumUw += u[i] * w[i];
    }
    // B of two groups is u u' (squares − w − w'), of one and itself u² (1 + squares − 2 w).
    double[] moments = new double[3]; // Σ u², Σ u² w, Σ u² w²
    double trace = 0;
    double own = 0;
    double all = 0;
    double rows = 0;
    for (int i = 0; i < m; i++) {
      double u2 = u[i] * u[i];
      moments[0] += u2;
      moments[1] += u2 * w[i];
      moments[2] += u2 * w[i] * w[i];
      double off = u2 * (squares - 2 * w[i]);
      trace += u2 + off;
      own += (u2 + off) * (u2 + off) - off * off;
      double row = u2 + u[i] * (squares * sumU - sumUw - w[i] * sumU);
      all += row;
      rows += row * row;
    }
    double products =
        squares * squares * moments[0] * moments[0]
            + 2 * moments[2] * moments[0]
            - 4 * squares * moments[1] * moments[0]
            + 2 * moments[1] * moments[1]
            + own;
    double expected = trace - all / m;
    double variance = products - 2 * rows / m + all * all / m / m;
    return expected * expected / variance;
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
