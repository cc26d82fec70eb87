package org.leukokit.paper;

import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.record.Predictions;
import org.leukokit.stats.ClusterBootstrap;
import org.leukokit.stats.Interval;

/** The numbers that exhibits ask of predictions. */
public final class RunNumbers {
  private RunNumbers() {}

  /** What a metric asks for: the area under the curve an order, everything else decisions. */
  public static double[] scores(Metric metric, Predictions predictions) {
    return metric == Metric.AUC ? predictions.ranking() : predictions.scores();
  }

  /** The value of a metric on all rows, 0 to 1; NaN where it is undefined. */
  public static double value(Metric metric, Predictions predictions) {
    return metric.of(predictions.truth(), scores(metric, predictions));
  }

  /** Its 95 % interval over groups; copies of a cell stay with its group. */
  public static Interval interval(Metric metric, Predictions predictions, long seed) {
    return ClusterBootstrap.ofSeed(seed)
        .interval(metric, predictions.truth(), scores(metric, predictions), predictions.groups());
  }

  /** The counts behind every rate. */
  public static ConfusionMatrix matrix(Predictions predictions) {
    return ConfusionMatrix.of(predictions.truth(), predictions.scores(), Metric.THRESHOLD);
  }
}
