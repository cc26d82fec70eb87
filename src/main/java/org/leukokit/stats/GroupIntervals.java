package org.leukokit.stats;

import org.leukokit.metric.Metric;

/**
 * A metric with its intervals over groups and, beside them, what the usual one over cells would
 * have claimed. Which to print: {@link #recommended}.
 *
 * @param metric the metric
 * @param estimate its value on all cells; NaN if undefined
 * @param standardError the cluster jackknife's; NaN if undefined
 * @param groups how many groups the metric depends on
 * @param jackknife by {@link ClusterJackknife}: the recommended one
 * @param studentised by {@link ClusterBootstrap}, studentised
 * @param percentile by {@link ClusterBootstrap}, percentiles
 * @param overCells by {@link CellInterval}: wrong wherever cells of a group are alike
 */
public record GroupIntervals(
    Metric metric,
    double estimate,
    double standardError,
    int groups,
    Interval jackknife,
    Interval studentised,
    Interval percentile,
    Interval overCells) {

  /**
   * The interval to print: the cluster jackknife's on the logit scale. It holds its level at least
   * as well as the studentised bootstrap and takes no draws; see {@code reports/coverage}.
   */
  public Interval recommended() {
    return jackknife;
  }

  /** How many times wider the recommended interval is than the one over cells; NaN if undefined. */
  public double widthOverCells() {
    return recommended().width() / overCells.width();
  }
}
