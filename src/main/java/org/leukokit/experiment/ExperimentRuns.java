package org.leukokit.experiment;

import java.util.List;
import org.leukokit.exhibit.Entry;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.ClusterJackknife;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;
import org.leukokit.study.StudyRuns;

/** The runs of an experiment with the numbers that its exhibits ask for. */
public final class ExperimentRuns extends StudyRuns {
  /** The level of all intervals. */
  public static final double LEVEL = 0.95;

  /**
   * @param folders the runs of one study on one data set
   * @throws IllegalArgumentException if there is none
   */
  public ExperimentRuns(List<RunFolder> folders) {
    super(folders);
  }

  /** The value of a metric on the test rows that are cells and not augmented copies. */
  public double value(Metric metric, String method, Protocol protocol) {
    Predictions p = originals(method, protocol);
    return metric.of(p.truth(), p.scores());
  }

  /** Its 95 % interval over groups. */
  public Interval interval(Metric metric, String method, Protocol protocol) {
    Predictions p = originals(method, protocol);
    return ClusterJackknife.interval(metric, p.truth(), p.scores(), p.groups(), LEVEL);
  }

  /** Value and interval in percent, for a table. */
  public Entry percent(Metric metric, String method, Protocol protocol, int decimals) {
    return Entry.Measured.percent(
        value(metric, method, protocol), interval(metric, method, protocol), decimals);
  }

  /**
   * What a method gains under a laxer protocol: a − b on the same cells, with an interval over
   * groups.
   *
   * @throws IllegalArgumentException if the two did not test the same cells
   */
  public PairedDifference difference(Metric metric, String method, Protocol a, Protocol b) {
    Predictions first = byCell(originals(method, a));
    Predictions second = byCell(originals(method, b));
    for (int i = 0; i < Math.max(first.rows().size(), second.rows().size()); i++) {
      if (first.rows().size() != second.rows().size()
          || !first.rows().get(i).cell().equals(second.rows().get(i).cell())) {
        throw new IllegalArgumentException(
            method + ": " + a.id() + " and " + b.id() + " did not test the same cells");
      }
    }
    return PairedDifference.of(
        metric, first.truth(), first.scores(), second.scores(), first.groups(), LEVEL);
  }

  /** The test rows that are cells and not augmented copies, so that protocols can be compared. */
  public Predictions originals(String method, Protocol protocol) {
    return get(method, protocol).predictions().originals();
  }

  // Rows are ordered by fold first, and folds differ between protocols.
  private static Predictions byCell(Predictions predictions) {
    return new Predictions(
        predictions.rows().stream()
            .map(
                p ->
                    new Prediction(
                        p.cell(), p.version(), p.subject(), p.group(), "", p.positive(), p.score()))
            .toList());
  }
}
