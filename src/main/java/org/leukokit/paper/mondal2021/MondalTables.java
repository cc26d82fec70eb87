package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;
import static org.leukokit.exhibit.TableExhibit.Origin.PUBLISHED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;

/** The paper's tables. */
final class MondalTables {
  /** Table 4's metrics in its order. */
  static final List<Metric> METRICS =
      List.of(
          Metric.WEIGHTED_PRECISION,
          Metric.WEIGHTED_RECALL,
          Metric.WEIGHTED_F1,
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.AUC);

  private final MondalRuns runs;

  MondalTables(MondalRuns runs) {
    this.runs = runs;
  }

  /** Our run of a row of Table 4. */
  Optional<RunFolder> run(MondalInput input, String classifier, Protocol protocol) {
    for (MondalNetwork network : MondalNetwork.values()) {
      if (network.title().equals(classifier)) {
        return runs.single(network, input, protocol);
      }
    }
    return runs.ensemble(weighting(classifier), false, input, protocol);
  }

  /** The weighting of an ensemble's name in Table 4, {@code SAP} or {@code WEN kappa}. */
  static Weighting weighting(String classifier) {
    return switch (classifier) {
      case "SAP" -> Weighting.EQUAL;
      case "WEN acc" -> Weighting.ACCURACY;
      case "WEN auc" -> Weighting.AUC;
      case "WEN f1" -> Weighting.F1;
      case "WEN kappa" -> Weighting.KAPPA;
      default -> throw new IllegalArgumentException("no classifier of Table 4: " + classifier);
    };
  }

  TableExhibit table4() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : MondalAudit.read("table4.csv").rows()) {
      MondalInput input = row.get("input").equals("450") ? MondalInput.WHOLE : MondalInput.CROPPED;
      List<Entry> printed = new ArrayList<>();
      printed.add(new Entry.Words(row.get("input")));
      printed.add(new Entry.Words(row.get("classifier")));
      printed.add(new Entry.Words("the paper, printed"));
      for (String column : MondalAudit.COLUMNS) {
        printed.add(new Entry.Published(row.get(column)));
      }
      printed.add(new Entry.Words(""));
      rows.add(new TableExhibit.Row(PUBLISHED, true, "", printed));
      for (Protocol protocol : runs.protocols()) {
        run(input, row.get("classifier"), protocol)
            .ifPresent(run -> rows.add(ours(row, protocol, run)));
      }
    }
    return new TableExhibit(
        "table-4",
        "Table 4. Results of the networks and their ensembles",
        "",
        List.of(
            words("Input (px)"),
            words("Classifier"),
            words("Numbers from"),
            numbers("WP"),
            numbers("WR"),
            numbers("WFS"),
            numbers("ACC"),
            numbers("BA"),
            numbers("AUC"),
            words("Run")),
        rows);
  }

  private static TableExhibit.Row ours(Map<String, String> row, Protocol protocol, RunFolder run) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(row.get("input")));
    entries.add(new Entry.Words(row.get("classifier")));
    entries.add(new Entry.Words("ours, " + protocol.id()));
    for (Metric metric : METRICS) {
      Interval interval = MondalRuns.interval(metric, run);
      entries.add(
          new Entry.Measured(MondalRuns.value(metric, run), interval.low(), interval.high(), 3));
    }
    String id = run.record().shortId();
    entries.add(new Entry.Words(id));
    return new TableExhibit.Row(OURS, false, id, entries);
  }
}
