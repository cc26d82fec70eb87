package org.leukokit.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;

/**
 * The usual interval over cells, as if every cell came from a subject of its own. Far too narrow
 * where cells of a subject are alike; it is here to show by how much.
 *
 * <ul>
 *   <li>Accuracy, weighted recall, sensitivity, specificity, precision: Wilson's score interval
 *       (<em>JASA</em> 22, 1927).
 *   <li>AUC: normal, with DeLong's variance.
 *   <li>Brier score: normal, with the variance of the squares.
 *   <li>Other metrics of counts: percentile bootstrap over the cells of each class.
 * </ul>
 *
 * @param draws how many bootstrap draws
 * @param seed the seed of the study
 * @param level the level of the intervals
 */
public record CellInterval(int draws, long seed, double level) {
  /**
   * The interval of a metric.
   *
   * @throws IllegalArgumentException if arrays differ in length, a score is out of the metric's
   *     range, or the metric has no interval (the calibration error)
   */
  public Interval interval(Metric metric, boolean[] truth, double[] score) {
    if (Double.isNaN(metric.of(truth, score))) {
      return Interval.undefined(
          level, "over cells", metric.displayName() + " is undefined on these cells");
    }
    if (metric == Metric.AUC) {
      DeLong.Area area = DeLong.of(truth, score);
      return normal(area.auc(), Math.sqrt(area.variance()), "over cells, DeLong");
    }
    if (metric == Metric.BRIER) {
      return brier(truth, score);
    }
    if (!metric.isOfCounts()) {
      throw new IllegalArgumentException("no interval is known for " + metric.id());
    }
    ConfusionMatrix m = ConfusionMatrix.of(truth, score, Metric.THRESHOLD);
    return switch (metric) {
      case ACCURACY, WEIGHTED_RECALL -> wilson(m.tp() + m.tn(), m.total(), level);
      case SENSITIVITY -> wilson(m.tp(), m.positives(), level);
      case SPECIFICITY -> wilson(m.tn(), m.negatives(), level);
      case PRECISION -> wilson(m.tp(), m.tp() + m.fp(), level);
      default -> bootstrap(metric, m);
    };
  }

  /**
   * Wilson's score interval of a share.
   *
   * @param hits how many of them
   * @param n of how many, at least 1
   */
  public static Interval wilson(long hits, long n, double level) {
    if (n < 1 || hits < 0 || hits > n) {
      throw new IllegalArgumentException("no share is " + hits + " of " + n);
    }
    double z = z(level);
    double p = (double) hits / n;
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double reach = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
    // At the ends the formula gives 0 and 1 but for rounding.
    double low = hits == 0 ? 0 : centre - reach;
    double high = hits == n ? 1 : centre + reach;
    return Interval.of(low, high, level, "over cells, Wilson");
  }

  private Interval normal(double estimate, double error, String method) {
    if (!(error > 0)) {
      return Interval.undefined(level, method, "nothing varies between cells");
    }
    double reach = z(level) * error;
    return Interval.of(Math.max(0, estimate - reach), Math.min(1, estimate + reach), level, method);
  }

  private Interval brier(boolean[] truth, double[] score) {
    double mean = Metric.BRIER.of(truth, score);
    double squares = 0;
    for (int i = 0; i < truth.length; i++) {
      double off = Math.pow(score[i] - (truth[i] ? 1 : 0), 2) - mean;
      squares += off * off;
    }
    double n = truth.length;
    return normal(mean, Math.sqrt(squares / (n - 1) / n), "over cells, normal");
  }

  private Interval bootstrap(Metric metric, ConfusionMatrix m) {
    String method = "over cells, percentile bootstrap";
    double[] positive = Binomials.cumulative(m.positives(), (double) m.tp() / m.positives());
    double[] negative = Binomials.cumulative(m.negatives(), (double) m.tn() / m.negatives());
    double[] values = new double[draws];
    for (int d = 0; d < draws; d++) {
      RandomStream random = RandomStream.at(seed, "bootstrap over cells", d);
      int tp = Binomials.draw(positive, random);
      int tn = Binomials.draw(negative, random);
      values[d] = metric.of(new ConfusionMatrix(tp, m.positives() - tp, m.negatives() - tn, tn));
    }
    values = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(values);
    if (values.length < draws * (1 - ClusterBootstrap.TOLERATED)) {
      return Interval.undefined(level, method, "the metric is undefined in too many draws");
    }
    double tail = (1 - level) / 2;
    return Interval.of(
        ClusterBootstrap.quantile(values, tail),
        ClusterBootstrap.quantile(values, 1 - tail),
        level,
        method);
  }

  private static double z(double level) {
    return new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
  }
}
