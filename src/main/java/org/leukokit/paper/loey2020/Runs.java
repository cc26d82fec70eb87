package org.leukokit.paper.loey2020;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.stats.ClusterBootstrap;
import org.leukokit.stats.GroupIntervals;
import org.leukokit.stats.Interval;

/** The runs of a study, with the numbers that its exhibits ask for. */
final class Runs {
  private final Map<String, RunFolder> byName = new HashMap<>();
  private final Map<String, Interval> recommended = new HashMap<>();
  private final Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
  private final RunRecord any;
  private final List<RunFolder> all;

  Runs(List<RunFolder> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs runs");
    }
    all = List.copyOf(runs);
    any = runs.get(0).record();
    for (RunFolder run : runs) {
      Protocol protocol = Protocol.named(run.record().inputs().protocol());
      protocols.add(protocol);
      byName.put(run.record().inputs().method() + "/" + protocol.id(), run);
    }
  }

  /** The protocols that were run, from the paper's own to the strictest. */
  List<Protocol> protocols() {
    return List.copyOf(protocols);
  }

  /** The strictest protocol that was run. */
  Protocol strictest() {
    return protocols().get(protocols.size() - 1);
  }

  /** Every run. */
  List<RunFolder> all() {
    return all;
  }

  /** The methods that were run, under one protocol at least. */
  List<LoeyMethod> methods() {
    return LoeyMethod.all().stream().filter(m -> !protocols(m).isEmpty()).toList();
  }

  /** The protocols under which a method was run. */
  List<Protocol> protocols(LoeyMethod method) {
    return protocols.stream().filter(p -> has(method.id(), p)).toList();
  }

  private boolean has(String method, Protocol protocol) {
    return byName.containsKey(method + "/" + protocol.id());
  }

  /** The provenance of one run, for what all of them share. */
  RunRecord any() {
    return any;
  }

  RunFolder get(String method, Protocol protocol) {
    RunFolder run = byName.get(method + "/" + protocol.id());
    if (run == null) {
      throw new IllegalArgumentException(
          "there is no run of " + method + " under " + protocol.id());
    }
    return run;
  }

  /** The value of a metric on all test rows, 0 to 1; NaN where it is undefined. */
  double value(Metric metric, String method, Protocol protocol) {
    var predictions = get(method, protocol).predictions();
    return metric.of(predictions.truth(), ordering(metric, predictions));
  }

  /** Accuracy on the test rows that are no augmented copies, 0 to 1. */
  double accuracyOnOriginals(String method, Protocol protocol) {
    var rows =
        get(method, protocol).predictions().rows().stream()
            .filter(p -> p.version().equals("original"))
            .toList();
    long right = rows.stream().filter(p -> p.positive() == p.predictedPositive()).count();
    return (double) right / rows.size();
  }

  /** The 95 % interval over groups that is printed; copies of a cell stay with its group. */
  Interval interval(Metric metric, String method, Protocol protocol) {
    Predictions predictions = get(method, protocol).predictions();
    return recommended.computeIfAbsent(
        metric.id() + "/" + method + "/" + protocol.id(),
        key ->
            bootstrap()
                .interval(
                    metric,
                    predictions.truth(),
                    ordering(metric, predictions),
                    predictions.groups()));
  }

  /** All intervals of the accuracy, to compare them. */
  GroupIntervals accuracyIntervals(String method, Protocol protocol) {
    Predictions predictions = get(method, protocol).predictions();
    return bootstrap()
        .intervals(
            Metric.ACCURACY, predictions.truth(), predictions.scores(), predictions.groups());
  }

  private ClusterBootstrap bootstrap() {
    return ClusterBootstrap.ofSeed(any.inputs().seed());
  }

  // The area under the curve asks for an order, everything else for decisions.
  private static double[] ordering(Metric metric, Predictions predictions) {
    return metric == Metric.AUC ? predictions.ranking() : predictions.scores();
  }

  ConfusionMatrix matrix(String method, Protocol protocol) {
    var predictions = get(method, protocol).predictions();
    return ConfusionMatrix.of(predictions.truth(), predictions.scores(), Prediction.THRESHOLD);
  }
}
