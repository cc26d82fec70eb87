package org.leukokit.paper.loey2020;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.CONTROL;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;
import static org.leukokit.exhibit.TableExhibit.Origin.PUBLISHED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.PublishedTable;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;
import org.leukokit.stats.GroupIntervals;
import org.leukokit.stats.Interval;
import org.leukokit.study.FoldTables;

/** The tables of the report. */
final class LoeyTables {
  /** Table 1's metrics in its order, as the paper defines them in Section 4.2. */
  static final List<Metric> METRICS =
      List.of(Metric.PRECISION, Metric.SENSITIVITY, Metric.ACCURACY, Metric.SPECIFICITY);

  private static final List<String> PUBLISHED_COLUMNS =
      List.of("precision_percent", "recall_percent", "accuracy_percent", "specificity_percent");

  private static final PublishedTable TABLE_1 = PublishedTable.read(LoeyTables.class, "table1.csv");

  private final Runs runs;

  LoeyTables(Runs runs) {
    this.runs = runs;
  }

  /** What the paper prints for a method and a metric of Table 1; empty where we can't read it. */
  static String published(String title, Metric metric) {
    return TABLE_1.row("method", title).get(PUBLISHED_COLUMNS.get(METRICS.indexOf(metric)));
  }

  TableExhibit table1() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    List<LoeyMethod> methods = runs.methods();
    for (Map<String, String> row : TABLE_1.rows()) {
      rows.add(publishedRow(row.get("method")));
      methods.stream()
          .filter(m -> m.title().equals(row.get("method")))
          .forEach(m -> runs.protocols(m).forEach(p -> rows.add(ourRow(m, p, false))));
    }
    return new TableExhibit(
        "table-1",
        "Table 1. Performance of the models",
        "All values in percent; leukemic is the positive class. Shaded rows are the paper's printed"
            + " values, on its own images, which can't be had: they stand beside ours and are not"
            + " compared with them. Brackets: 95 % interval over groups of subjects (cluster"
            + " jackknife, logit scale); a value without brackets has none that is defined.",
        List.of(
            words("Method"),
            words("Numbers from"),
            numbers("Precision (%)"),
            numbers("Recall (%)"),
            numbers("Accuracy (%)"),
            numbers("Specificity (%)"),
            words("Run")),
        rows);
  }

  TableExhibit controls() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (LoeyMethod method : runs.methods()) {
      if (method.control()) {
        for (Protocol p : runs.protocols(method)) {
          rows.add(ourRow(method, p, p == runs.protocols(method).get(0)));
        }
      }
    }
    return new TableExhibit(
        "controls",
        "Controls: what a method has to beat",
        "Majority class: the share of the classes in training and nothing else. Cell size only: the"
            + " 15 nearest neighbours by width and height of the cell's box. Shuffled labels: the"
            + " paper's best classifier trained on permuted labels, which must fall to chance."
            + " Values in percent, with 95 % intervals over groups of subjects.",
        List.of(
            words("Control"),
            words("Numbers from"),
            numbers("Precision (%)"),
            numbers("Recall (%)"),
            numbers("Accuracy (%)"),
            numbers("Specificity (%)"),
            words("Run")),
        rows);
  }

  private TableExhibit.Row publishedRow(String title) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(title));
    entries.add(new Entry.Words("the paper, printed"));
    for (Metric metric : METRICS) {
      String printed = published(title, metric);
      entries.add(
          printed.isEmpty() ? new Entry.Missing("not available") : new Entry.Published(printed));
    }
    entries.add(new Entry.Words(""));
    return new TableExhibit.Row(PUBLISHED, true, "", entries);
  }

  private TableExhibit.Row ourRow(LoeyMethod method, Protocol protocol, boolean first) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(method.title()));
    entries.add(new Entry.Words("ours, " + protocol.id()));
    for (Metric metric : METRICS) {
      Interval interval = runs.interval(metric, method.id(), protocol);
      entries.add(
          new Entry.Measured(
              100 * runs.value(metric, method.id(), protocol),
              100 * interval.low(),
              100 * interval.high(),
              2));
    }
    String run = runs.get(method.id(), protocol).record().shortId();
    entries.add(new Entry.Words(run));
    return new TableExhibit.Row(method.control() ? CONTROL : OURS, first, run, entries);
  }

  /** What different ways to draw an interval say of the same accuracy. */
  TableExhibit intervals() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (LoeyMethod method : runs.methods()) {
      for (Protocol protocol : runs.protocols(method)) {
        if (method.control()) {
          continue;
        }
        GroupIntervals all = runs.accuracyIntervals(method.id(), protocol);
        String run = runs.get(method.id(), protocol).record().shortId();
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Words(method.title()));
        entries.add(new Entry.Words(protocol.id()));
        for (Interval i :
            List.of(all.recommended(), all.studentised(), all.percentile(), all.overCells())) {
          entries.add(new Entry.Measured(100 * all.estimate(), 100 * i.low(), 100 * i.high(), 1));
        }
        rows.add(new TableExhibit.Row(OURS, protocol == runs.protocols().get(0), run, entries));
      }
    }
    return new TableExhibit(
        "intervals",
        "The accuracy's 95 % interval, four ways",
        "Cells of one subject are alike, so an interval that takes every cell (or augmented copy)"
            + " for a new witness is too narrow. In simulations with the 28 subject sizes of the"
            + " C-NMC 2019 preliminary test, the interval over cells held the true accuracy in 42 %"
            + " of the cases instead of 95 %, the percentile bootstrap over groups in 91 %, the"
            + " studentised one in 93 %, the cluster jackknife, which this report prints, in 94 %.",
        List.of(
            words("Method"),
            words("Protocol"),
            numbers("cluster jackknife (%)"),
            numbers("studentised bootstrap (%)"),
            numbers("percentile bootstrap (%)"),
            numbers("over cells: too narrow (%)")),
        rows);
  }

  TableExhibit table2() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : PublishedTable.read(LoeyTables.class, "table2.csv").rows()) {
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              false,
              "",
              List.of(
                  new Entry.Words(row.get("work")),
                  new Entry.Published(row.get("images")),
                  new Entry.Words(row.get("feature_extraction")),
                  new Entry.Words(row.get("classifier")),
                  new Entry.Published(row.get("accuracy_percent")))));
    }
    return new TableExhibit(
        "table-2",
        "Table 2. Accuracy of other works, as the paper compares them",
        "Every row is the paper's: each work has images of its own, so the numbers rank nothing.",
        List.of(
            words("Work"),
            numbers("Images"),
            words("Features"),
            words("Classifier"),
            numbers("Accuracy (%)")),
        rows);
  }

  TableExhibit counts() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (LoeyMethod method : runs.methods()) {
      for (Protocol protocol : runs.protocols(method)) {
        ConfusionMatrix m = runs.matrix(method.id(), protocol);
        String run = runs.get(method.id(), protocol).record().shortId();
        double auc = runs.value(Metric.AUC, method.id(), protocol);
        Interval interval = runs.interval(Metric.AUC, method.id(), protocol);
        rows.add(
            new TableExhibit.Row(
                method.control() ? CONTROL : OURS,
                protocol == runs.protocols().get(0),
                run,
                List.of(
                    new Entry.Words(method.title()),
                    new Entry.Words(protocol.id()),
                    new Entry.Count(m.tp()),
                    new Entry.Count(m.fn()),
                    new Entry.Count(m.fp()),
                    new Entry.Count(m.tn()),
                    new Entry.Measured(auc, interval.low(), interval.high(), 3),
                    new Entry.Words(run))));
      }
    }
    return new TableExhibit(
        "confusion-counts",
        "Counts behind every rate, and the area under the ROC curve",
        "TP: leukemic rows called leukemic; FN: leukemic called healthy; FP: healthy called"
            + " leukemic; TN: healthy called healthy. Under the published protocol augmented copies"
            + " are rows too. AUC counts ties one half; its 95 % interval is over groups.",
        List.of(
            words("Method"),
            words("Protocol"),
            numbers("TP"),
            numbers("FN"),
            numbers("FP"),
            numbers("TN"),
            numbers("AUC"),
            words("Run")),
        rows);
  }

  /** Accuracy under each protocol, and what each leak adds to it. */
  TableExhibit inflation() {
    List<Protocol> protocols = runs.protocols();
    boolean copies =
        protocols.contains(Protocol.PUBLISHED) && protocols.contains(Protocol.SPLIT_FIRST);
    boolean subjects =
        protocols.contains(Protocol.SPLIT_FIRST) && protocols.contains(Protocol.GROUP_DISJOINT);
    List<TableExhibit.Column> columns = new ArrayList<>(List.of(words("Method")));
    protocols.forEach(p -> columns.add(numbers(p.id() + " (%)")));
    if (copies) {
      columns.add(numbers("copies add (points)"));
    }
    if (subjects) {
      columns.add(numbers("subjects add (points)"));
    }
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (LoeyMethod method : runs.methods()) {
      if (runs.protocols(method).size() < protocols.size()) {
        continue;
      }
      List<Entry> entries = new ArrayList<>(List.of(new Entry.Words(method.title())));
      protocols.forEach(p -> entries.add(percent(runs.accuracyOnOriginals(method.id(), p))));
      if (copies) {
        entries.add(difference(method.id(), Protocol.PUBLISHED, Protocol.SPLIT_FIRST));
      }
      if (subjects) {
        entries.add(difference(method.id(), Protocol.SPLIT_FIRST, Protocol.GROUP_DISJOINT));
      }
      rows.add(new TableExhibit.Row(method.control() ? CONTROL : OURS, false, "", entries));
    }
    return new TableExhibit(
        "inflation",
        "What leaks add to the accuracy",
        "Accuracy on the cells themselves, without augmented copies, so that all protocols are"
            + " scored on the same rows. \"Copies add\": published minus split-first, what it gains"
            + " to train on augmented copies of test cells. \"Subjects add\": split-first minus"
            + " group-disjoint, what it gains to train on other cells of the same persons. One draw"
            + " of folds each; a difference of a point or two is within what another draw gives.",
        columns,
        rows);
  }

  private Entry percent(double share) {
    return new Entry.Measured(100 * share, Double.NaN, Double.NaN, 2);
  }

  private Entry difference(String method, Protocol laxer, Protocol stricter) {
    return percent(
        runs.accuracyOnOriginals(method, laxer) - runs.accuracyOnOriginals(method, stricter));
  }

  TableExhibit leaks() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Protocol protocol : runs.protocols()) {
      Leakage leakage = Leakage.of(FoldTables.of(runs.get("majority", protocol)));
      List<Entry> entries = new ArrayList<>(List.of(new Entry.Words(protocol.id())));
      entries.add(new Entry.Count(leakage.testRows()));
      for (Leakage.Kind kind : Leakage.Kind.values()) {
        entries.add(percent(leakage.affectedShare(kind)));
      }
      String run = runs.get("majority", protocol).record().shortId();
      rows.add(new TableExhibit.Row(OURS, false, run, entries));
    }
    List<TableExhibit.Column> columns = new ArrayList<>();
    columns.add(words("Protocol"));
    columns.add(numbers("Test rows"));
    for (Leakage.Kind kind : Leakage.Kind.values()) {
      columns.add(numbers(kind.display() + " (%)"));
    }
    return new TableExhibit(
        "leaks",
        "What stands on both sides of the folds",
        "Share of the test rows that have a counterpart in the training rows of the same fold: a"
            + " copy made from the same cell, a file of identical bytes, another cell of the same"
            + " subject, or of the same group of subjects that share cells.",
        columns,
        rows);
  }
}
