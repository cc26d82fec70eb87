package org.leukokit.paper.loey2020;

import java.util.List;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MeasuredRuns;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.ClusterBootstrap;
import org.leukokit.stats.GroupIntervals;

/** The runs of a study, with the numbers that its exhibits ask for. */
final class LoeyRuns extends MeasuredRuns {
  LoeyRuns(List<RunFolder> runs) {
    super(runs);
  }

  /** The methods that were run, under one protocol at least, named as their runs name them. */
  List<LoeyMethod> methods() {
    return LoeyMethod.all().stream()
        .filter(m -> !protocols(m).isEmpty())
        .map(m -> m.titled(get(m.id(), protocols(m).get(0)).record().title()))
        .toList();
  }

  /** The protocols under which a method was run. */
  List<Protocol> protocols(LoeyMethod method) {
    return protocols().stream().filter(p -> has(method.id(), p)).toList();
  }

  /** Accuracy on the test rows that are no augmented copies, 0 to 1. */
  double accuracyOnOriginals(String method, Protocol protocol) {
    return RunNumbers.value(Metric.ACCURACY, get(method, protocol).predictions().originals());
  }

  /** All intervals of the accuracy, to compare them. */
  GroupIntervals accuracyIntervals(String method, Protocol protocol) {
    Predictions predictions = get(method, protocol).predictions();
    return ClusterBootstrap.ofSeed(any().inputs().seed())
        .intervals(
            Metric.ACCURACY, predictions.truth(), predictions.scores(), predictions.groups());
  }
}
