package org.leukokit.paper.plain;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.FourIntervals;
import org.leukokit.stats.Interval;

/** The tables of a report of any runs. */
final class PlainTables {
  /** Beyond this many groups an interval over groups needs no bootstrap to be told from others. */
  static final int MOST_GROUPS = 5000;

  private static final List<Metric> PERCENT =
      List.of(
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.SENSITIVITY,
          Metric.SPECIFICITY,
          Metric.PRECISION,
          Metric.WEIGHTED_F1);

  private static final List<Metric> PLAIN = List.of(Metric.KAPPA, Metric.AUC, Metric.BRIER);

  private final List<PlainRun> runs;

  PlainTables(List<PlainRun> runs) {
    this.runs = runs;
  }

  TableExhibit metrics() {
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Method"), words("Protocol")));
    PERCENT.forEach(m -> columns.add(numbers(m.displayName() + " (%)")));
    PLAIN.forEach(m -> columns.add(numbers(m.displayName())));
    columns.add(words("Run"));
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (PlainRun run : runs) {
      List<Entry> entries = start(run);
      PERCENT.forEach(m -> entries.add(measured(run, m, true)));
      PLAIN.forEach(m -> entries.add(measured(run, m, false)));
      entries.add(new Entry.Words(run.record().shortId()));
      rows.add(row(run, entries));
    }
    return new TableExhibit(
        "metrics",
        "Every run by every metric",
        "All test rows of the folds together; a row is called positive from a score of 0.5 upwards."
            + " Brackets: 95 % interval over groups of subjects (cluster jackknife, logit scale); a"
            + " value without brackets has none that is defined. Where groups are not known,"
            + " the interval is the usual one over cells, which is too narrow wherever cells of one"
            + " person are alike. AUC counts ties one half; lower Brier scores are better.",
        columns,
        rows);
  }

  TableExhibit counts() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (PlainRun run : runs) {
      ConfusionMatrix m = run.matrix();
      List<Entry> entries = start(run);
      for (long count : new long[] {m.tp(), m.fn(), m.fp(), m.tn(), run.rows()}) {
        entries.add(new Entry.Count(count));
      }
      entries.add(
          run.groupsKnown()
              ? new Entry.Count(run.groupCount())
              : new Entry.Missing("groups not known"));
      entries.add(new Entry.Words(run.record().shortId()));
      rows.add(row(run, entries));
    }
    return new TableExhibit(
        "counts",
        "The counts behind every rate",
        "TP: positive rows called positive; FN: positive called negative; FP: negative called"
            + " positive; TN: negative called negative.",
        List.of(
            words("Method"),
            words("Protocol"),
            numbers("TP"),
            numbers("FN"),
            numbers("FP"),
            numbers("TN"),
            numbers("Rows"),
            numbers("Groups"),
            words("Run")),
        rows);
  }

  /** What different ways to draw an interval say of the same accuracy; empty if none has groups. */
  List<TableExhibit> intervals() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (PlainRun run : runs) {
      if (run.groupsKnown() && run.groupCount() <= MOST_GROUPS) {
        List<Entry> entries = start(run);
        entries.addAll(FourIntervals.entries(run.accuracyIntervals()));
        entries.add(new Entry.Words(run.record().shortId()));
        rows.add(row(run, entries));
      }
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Method"), words("Protocol")));
    columns.addAll(FourIntervals.COLUMNS);
    columns.add(words("Run"));
    return List.of(
        new TableExhibit(
            "intervals",
            "The accuracy's 95 % interval, four ways",
            "Cells of one subject are alike, so an interval that takes every cell for a new witness"
                + " is too narrow. Runs without known groups are left out, and those with more than "
                + MOST_GROUPS
                + " of them, where drawing groups adds nothing.",
            columns,
            rows));
  }

  private static List<Entry> start(PlainRun run) {
    return new ArrayList<>(
        List.of(
            new Entry.Words(run.record().title()),
            new Entry.Words(run.record().inputs().protocol())));
  }

  private static TableExhibit.Row row(PlainRun run, List<Entry> entries) {
    return new TableExhibit.Row(OURS, false, run.record().shortId(), entries);
  }

  private static Entry measured(PlainRun run, Metric metric, boolean percent) {
    if (run.classOnly() && (metric == Metric.AUC || metric == Metric.BRIER)) {
      return new Entry.Missing("classes only");
    }
    double value = run.value(metric);
    Interval interval = run.interval(metric);
    return percent
        ? Entry.Measured.percent(value, interval, 2)
        : Entry.Measured.of(value, interval, 3);
  }
}
