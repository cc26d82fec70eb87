package org.leukokit.stats;

import java.util.Arrays;
import java.util.Locale;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

/**
 * Intervals from drawing groups of cells with replacement, as many as there are in each stratum
 * (see {@link Groups}). Cells of one group come or stay away together, as they would if other
 * subjects had been met.
 *
 * <ul>
 *   <li>Percentile: the quantiles of the metric over draws. Too narrow with few groups.
 *   <li>Studentised (bootstrap-t): the quantiles of (draw − estimate) / standard error of the draw,
 *       on the logit scale, with delete-one-group standard errors. Efron and Tibshirani, <em>An
 *       Introduction to the Bootstrap</em>, 1993, chapter 12.
 * </ul>
 *
 * <p>Draws depend on the seed and the groups alone, so metrics and methods on the same cells get
 * the same draws. Rules where draws fail: one in which the metric or its standard error is
 * undefined is left out, and if more than {@value #TOLERATED} of all are, the interval is
 * undefined; a draw without any variation counts as infinitely far out, so that the interval can
 * only get wider, to the end of the metric's range. It is undefined, too, where {@link
 * ClusterJackknife}'s is.
 *
 * @param draws how many draws, at least 200
 * @param seed the seed of the study
 * @param level the level of the intervals, such as 0.95
 */
public record ClusterBootstrap(int draws, long seed, double level) {
  /** The share of draws that may be undefined. */
  static final double TOLERATED = 0.01;

  /** What the studentised one is called in reports. */
  public static final String STUDENTISED = "studentised cluster bootstrap, logit scale";

  /** What the percentile one is called in reports. */
  public static final String PERCENTILE = "percentile cluster bootstrap";

  /**
   * @throws IllegalArgumentException if there are fewer than 200 draws or the level is not between
   *     0 and 1
   */
  public ClusterBootstrap {
    if (draws < 200) {
      throw new IllegalArgumentException("at least 200 draws are needed, not " + draws);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must lie between 0 and 1, was " + level);
    }
  }

  /** The kit's own: 2,000 draws at 95 %. */
  public static ClusterBootstrap ofSeed(long seed) {
    return new ClusterBootstrap(2000, seed, 0.95);
  }

  /**
   * The interval to print; see {@link GroupIntervals#recommended}. No draws are made for it.
   *
   * @throws IllegalArgumentException as {@link #intervals}
   */
  public Interval interval(Metric metric, boolean[] truth, double[] score, String[] group) {
    return ClusterJackknife.interval(metric, truth, score, group, level);
  }

  /**
   * A metric with all its intervals.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param score the score of each cell
   * @param group the group of each cell, not empty
   * @throws IllegalArgumentException if arrays differ in length, a score is out of the metric's
   *     range, a cell has no group, or the metric has no interval
   */
  public GroupIntervals intervals(Metric metric, boolean[] truth, double[] score, String[] group) {
    Sample sample = new Sample(metric, truth, score, group);
    Interval studentised;
    Interval percentile;
    if (sample.obstacle().isEmpty()) {
      double[] values = new double[draws];
      double[] pivots = new double[draws];
      draw(sample, values, pivots);
      studentised = studentised(sample, pivots);
      percentile = percentile(values);
    } else {
      studentised = Interval.undefined(level, STUDENTISED, sample.obstacle());
      percentile = Interval.undefined(level, PERCENTILE, sample.obstacle());
    }
    return new GroupIntervals(
        metric,
        sample.estimate,
        sample.standardError,
        sample.groupCount(),
        ClusterJackknife.interval(sample, level),
        studentised,
        percentile,
        new CellInterval(draws, seed, level).interval(metric, truth, score));
  }

  private void draw(Sample sample, double[] values, double[] pivots) {
    Scale scale = sample.scale();
    double centre = scale.to(sample.estimate);
    int[] weights = new int[sample.groups.count()];
    double[] leaveOneOut = new double[weights.length];
    for (int d = 0; d < draws; d++) {
      RandomStream random = RandomStream.at(seed, "bootstrap", d);
      Arrays.fill(weights, 0);
      for (int[] stratum : sample.groups.strata()) {
        for (int i = 0; i < stratum.length; i++) {
          weights[stratum[random.nextInt(stratum.length)]]++;
        }
      }
      double value = sample.statistic.evaluate(weights, leaveOneOut);
      double error = Jackknife.standardError(leaveOneOut, weights, sample.strata);
      values[d] = value;
      if (Double.isNaN(value) || Double.isNaN(error)) {
        pivots[d] = Double.NaN;
      } else if (error < 1e-12 || !scale.inside(value)) {
        pivots[d] = Math.signum(value - sample.estimate) * Double.POSITIVE_INFINITY;
      } else {
        pivots[d] = (scale.to(value) - centre) / (scale.slope(value) * error);
      }
    }
  }

  private Interval studentised(Sample sample, double[] pivots) {
    double[] sorted = definedAndSorted(pivots);
    if (sorted.length < draws * (1 - TOLERATED)) {
      return Interval.undefined(level, STUDENTISED, tooMany(sorted.length));
    }
    Scale scale = sample.scale();
    double error = sample.standardError * scale.slope(sample.estimate);
    double centre = scale.to(sample.estimate);
    double tail = (1 - level) / 2;
    return Interval.of(
        scale.from(centre - quantile(sorted, 1 - tail) * error),
        scale.from(centre - quantile(sorted, tail) * error),
        level,
        STUDENTISED);
  }

  private Interval percentile(double[] values) {
    double[] sorted = definedAndSorted(values);
    if (sorted.length < draws * (1 - TOLERATED)) {
      return Interval.undefined(level, PERCENTILE, tooMany(sorted.length));
    }
    double tail = (1 - level) / 2;
    return Interval.of(quantile(sorted, tail), quantile(sorted, 1 - tail), level, PERCENTILE);
  }

  private String tooMany(int defined) {
    return String.format(
        Locale.ROOT, "the metric is undefined in %d of %d draws of groups", draws - defined, draws);
  }

  private static double[] definedAndSorted(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The p-quantile at place (n + 1) p, interpolated (Hyndman and Fan's type 6). */
  static double quantile(double[] sorted, double p) {
    double place = Math.max(1, Math.min(sorted.length, p * (sorted.length + 1)));
    int below = (int) place;
    double low = sorted[below - 1];
    double part = place - below;
    // Beside an infinite neighbour the weighted mean would be infinite or NaN: so it is, or low.
    return part == 0 || low == sorted[below] ? low : low * (1 - part) + sorted[below] * part;
  }
}
