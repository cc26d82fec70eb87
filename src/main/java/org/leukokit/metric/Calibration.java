package org.leukokit.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How far scores can be read as probabilities of the positive class.
 *
 * <p>Bins have equal width; a score on an inner edge belongs to the upper bin, as a score of 0.5 is
 * called positive (scikit-learn's {@code calibration_curve} puts it into the lower one). Empty bins
 * are kept, with NaN for their means.
 *
 * @param brier mean squared difference of score and outcome, in [0, 1]; NaN without cells. Brier,
 *     <em>Monthly Weather Review</em> 78, 1950
 * @param expectedError expected calibration error: |observed − mean score| of the bins, weighted by
 *     their numbers of cells, in [0, 1]; NaN without cells. Naeini et al., AAAI 2015
 * @param bins the reliability curve, from low to high scores
 */
public record Calibration(double brier, double expectedError, List<Bin> bins) {
  /** The kit's number of bins. */
  public static final int BINS = 10;

  /**
   * One bin of the reliability curve.
   *
   * @param low lower edge, inclusive
   * @param high upper edge, exclusive (inclusive for the last bin)
   * @param cells how many cells fall into it
   * @param meanScore their mean score; NaN without cells
   * @param observed the share of positives among them; NaN without cells
   */
  public record Bin(double low, double high, long cells, double meanScore, double observed) {}

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Brier score, calibration error and reliability curve.
   *
   * @param truth whether each cell is positive
   * @param score probabilities of the positive class, in [0, 1], as many as truths
   * @param bins how many bins, at least 1
   * @throws IllegalArgumentException if the lengths differ or a score lies outside [0, 1]
   */
  public static Calibration of(boolean[] truth, double[] score, int bins) {
    Checks.probabilities(truth, score);
    if (bins < 1) {
      throw new IllegalArgumentException("at least 1 bin is needed, not " + bins);
    }
    long[] cells = new long[bins];
    long[] positive = new long[bins];
    double[] scores = new double[bins];
    double squares = 0;
    for (int i = 0; i < truth.length; i++) {
      int bin = bin(score[i], bins);
      cells[bin]++;
      positive[bin] += truth[i] ? 1 : 0;
      scores[bin] += score[i];
      double difference = score[i] - (truth[i] ? 1 : 0);
      squares += difference * difference;
    }
    List<Bin> curve = new ArrayList<>();
    double error = 0;
    for (int b = 0; b < bins; b++) {
      double n = cells[b];
      curve.add(
          new Bin((double) b / bins, (b + 1.0) / bins, cells[b], scores[b] / n, positive[b] / n));
      error += Math.abs(positive[b] - scores[b]);
    }
    double n = truth.length;
    return new Calibration(squares / n, error / n, curve);
  }

  private static int bin(double score, int bins) {
    int bin = Math.min(bins - 1, (int) (score * bins));
    // score × bins may round over an edge; the edges themselves decide.
    if (score < (double) bin / bins) {
      return bin - 1;
    }
    return bin + 1 < bins && score >= (bin + 1.0) / bins ? bin + 1 : bin;
  }
}
