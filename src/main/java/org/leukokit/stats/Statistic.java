package org.leukokit.stats;

import org.leukokit.metric.Metric;

/**
 * A metric as a function of how often each group counts, prepared once so that a draw of groups is
 * cheap.
 */
interface Statistic {
  /**
   * The metric where group g counts {@code weights[g]} times.
   *
   * @param weights one number a group, not negative
   * @param leaveOneOut if not null, receives for each group of positive weight the metric with one
   *     copy of that group fewer
   * @return the metric; NaN where undefined
   */
  double evaluate(int[] weights, double[] leaveOneOut);

  /**
   * The statistic of a metric.
   *
   * @throws IllegalArgumentException if there is none: the calibration error, whose bins make it
   *     biased upward in every draw
   */
  static Statistic of(Metric metric, boolean[] truth, double[] score, int[] group, int groups) {
    if (metric.isOfCounts()) {
      return new CountStatistic(metric, truth, score, group, groups);
    }
    return switch (metric) {
      case AUC -> {
        SortedCells cells = SortedCells.of(truth, score, group);
        // Work of a draw: groups × groups, or cells.
        boolean few = (long) groups * groups <= 2L * truth.length;
        yield few ? new AucMatrix(cells, groups) : new AucSweep(cells, groups);
      }
      case BRIER -> new BrierStatistic(truth, score, group, groups);
      default -> throw new IllegalArgumentException("no interval is known for " + metric.id());
    };
  }
}
