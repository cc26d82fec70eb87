package org.leukokit.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;
import org.leukokit.study.StudyRuns;

/** The runs of a paper's study with the numbers that its exhibits ask for. */
public class MeasuredRuns extends StudyRuns {
  private final Map<String, Interval> intervals = new HashMap<>();

  /**
   * @param runs the runs of one study on one data set
   * @throws IllegalArgumentException if there is none
   */
  public MeasuredRuns(List<RunFolder> runs) {
    super(runs);
  }

  /** The value of a metric on all test rows, 0 to 1; NaN where it is undefined. */
  public final double value(Metric metric, String method, Protocol protocol) {
    return RunNumbers.value(metric, get(method, protocol).predictions());
  }

  /** The 95 % interval over groups that is printed. */
  public final Interval interval(Metric metric, String method, Protocol protocol) {
    return intervals.computeIfAbsent(
        metric.id() + "/" + method + "/" + protocol.id(),
        key ->
            RunNumbers.interval(
                metric, get(method, protocol).predictions(), any().inputs().seed()));
  }

  /** The counts behind every rate. */
  public final ConfusionMatrix matrix(String method, Protocol protocol) {
    return RunNumbers.matrix(get(method, protocol).predictions());
  }
}
