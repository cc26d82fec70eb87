package org.leukokit.paper.plain;

import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.metric.Roc;
import org.leukokit.record.Prediction;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.CellInterval;
import org.leukokit.stats.ClusterBootstrap;
import org.leukokit.stats.GroupIntervals;
import org.leukokit.stats.Interval;

/** One run with its predictions as arrays, made once. */
final class PlainRun {
  private final RunRecord record;
  private final boolean[] truth;
  private final double[] scores;
  private final double[] ranking;
  private final String[] groups;
  private final boolean groupsKnown;
  private final int groupCount;

  PlainRun(RunFolder run) {
    record = run.record();
    Predictions predictions = run.predictions();
    truth = predictions.truth();
    scores = predictions.scores();
    ranking = predictions.ranking();
    groups = predictions.groups();
    groupsKnown = predictions.rows().stream().noneMatch(p -> p.group().isEmpty());
    groupCount = (int) java.util.Arrays.stream(groups).distinct().count();
  }

  RunRecord record() {
    return record;
  }

  /** Such as {@code SVM (cubic), group-disjoint}. */
  String title() {
    return record.title() + ", " + record.inputs().protocol();
  }

  /** Whether the scores are decisions alone, so that they order nothing. */
  boolean classOnly() {
    return PredictionImport.classesOnly(record.inputs());
  }

  /** Whether the subject groups are known; if not, each cell stands for itself. */
  boolean groupsKnown() {
    return groupsKnown;
  }

  int groupCount() {
    return groupCount;
  }

  int rows() {
    return truth.length;
  }

  ConfusionMatrix matrix() {
    return ConfusionMatrix.of(truth, scores, Prediction.THRESHOLD);
  }

  Roc roc() {
    return Roc.of(truth, ranking);
  }

  double value(Metric metric) {
    return metric.of(truth, ordering(metric));
  }

  /** The 95 % interval over groups; over cells where no groups are known. */
  Interval interval(Metric metric) {
    ClusterBootstrap bootstrap = bootstrap();
    return groupsKnown
        ? bootstrap.interval(metric, truth, ordering(metric), groups)
        : new CellInterval(bootstrap.draws(), bootstrap.seed(), bootstrap.level())
            .interval(metric, truth, ordering(metric));
  }

  GroupIntervals accuracyIntervals() {
    return bootstrap().intervals(Metric.ACCURACY, truth, scores, groups);
  }

  private ClusterBootstrap bootstrap() {
    return ClusterBootstrap.ofSeed(record.inputs().seed());
  }

  private double[] ordering(Metric metric) {
    return metric == Metric.AUC ? ranking : scores;
  }
}
