package org.leukokit.paper.loey2020;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.FourIntervals;
import org.leukokit.paper.LeakTable;
import org.leukokit.paper.PublishedTable;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;

/** The tables of the report. */
final class LoeyTables {
  /** Table 1's metrics in its order, as the paper defines them in Section 4.2. */
  static final List<Metric> METRICS =
      List.of(Metric.PRECISION, Metric.SENSITIVITY, Metric.ACCURACY, Metric.SPECIFICITY);

  private static final List<String> PUBLISHED_COLUMNS =
      List.of("precision_percent", "recall_percent", "accuracy_percent", "specificity_percent");

  private static final PublishedTable TABLE_1 = PublishedTable.read(LoeyTables.class, "table1.csv");

  private final LoeyRuns runs;

  LoeyTables(LoeyRuns runs) {
    this.runs = runs;
  }

  /** What the paper prints for a method and a metric of Table 1; empty where we can't read it. */
  static String published(String title, Metric metric) {
    return TABLE_1.row("method", title).get(PUBLISHED_COLUMNS.get(METRICS.indexOf(metric)));
  }

  TableExhibit table1() {
    TableBuilder table =
        new TableBuilder(
            "table-1",
            "Table 1. Performance of the models",
            "All values in percent; leukemic is the positive class. Shaded rows are the paper's"
                + " printed values, on its own images, which can't be had: they stand beside ours and"
                + " are not compared with them. A row of ours is named by what was run: folds, input"
                + " and layers as here, not as in the paper. Brackets: 95 % interval over groups of subjects"
                + " (cluster jackknife, logit scale); a value without brackets has none that is"
                + " defined.",
            columns("Method"));
    List<LoeyMethod> methods = runs.methods();
    for (Map<String, String> row : TABLE_1.rows()) {
      String title = row.get("method");
      table.published(
          true,
          title,
          "the paper, printed",
          METRICS.stream()
              .map(m -> Entry.Published.or(published(title, m), "not available"))
              .toList(),
          "");
      methods.stream()
          .filter(m -> m.printed().equals(title))
          .forEach(m -> runs.protocols(m).forEach(p -> add(table, m, p, false)));
    }
    return table.build();
  }

  TableExhibit controls() {
    TableBuilder table =
        new TableBuilder(
            "controls",
            "Controls: what a method has to beat",
            "Majority class: the share of the classes in training and nothing else. Cell size only:"
                + " the 15 nearest neighbours by width and height of the cell's box. Shuffled labels:"
                + " the paper's best classifier trained on permuted labels, which must fall to"
                + " chance. Values in percent, with 95 % intervals over groups of subjects.",
            columns("Control"));
    for (LoeyMethod method : runs.methods()) {
      if (method.control()) {
        List<Protocol> protocols = runs.protocols(method);
        protocols.forEach(p -> add(table, method, p, p == protocols.get(0)));
      }
    }
    return table.build();
  }

  private static List<TableExhibit.Column> columns(String first) {
    return List.of(
        words(first),
        words("Numbers from"),
        numbers("Precision (%)"),
        numbers("Recall (%)"),
        numbers("Accuracy (%)"),
        numbers("Specificity (%)"),
        words("Run"));
  }

  private void add(TableBuilder table, LoeyMethod method, Protocol protocol, boolean first) {
    String run = shortId(method, protocol);
    table.add(
        origin(method),
        first,
        run,
        method.title(),
        "ours, " + protocol.id(),
        METRICS.stream()
            .map(
                m ->
                    Entry.Measured.percent(
                        runs.value(m, method.id(), protocol),
                        runs.interval(m, method.id(), protocol),
                        2))
            .toList(),
        run);
  }

  private String shortId(LoeyMethod method, Protocol protocol) {
    return runs.get(method.id(), protocol).record().shortId();
  }

  private static Origin origin(LoeyMethod method) {
    return method.control() ? Origin.CONTROL : Origin.OURS;
  }

  /** What different ways to draw an interval say of the same accuracy. */
  TableExhibit intervals() {
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Method"), words("Protocol")));
    columns.addAll(FourIntervals.COLUMNS);
    TableBuilder table =
        new TableBuilder(
            "intervals",
            "The accuracy's 95 % interval, four ways",
            "Cells of one subject are alike, so an interval that takes every cell (or augmented"
                + " copy) for a new witness is too narrow. The cluster"
                + " jackknife is the one that this report prints. How often each of them holds the"
                + " truth at real group sizes, the command leukokit coverage simulates.",
            columns);
    for (LoeyMethod method : runs.methods()) {
      for (Protocol protocol : runs.protocols(method)) {
        if (!method.control()) {
          table.add(
              Origin.OURS,
              protocol == runs.protocols().get(0),
              shortId(method, protocol),
              method.title(),
              protocol.id(),
              FourIntervals.entries(runs.accuracyIntervals(method.id(), protocol)));
        }
      }
    }
    return table.build();
  }

  TableExhibit table2() {
    TableBuilder table =
        new TableBuilder(
            "table-2",
            "Table 2. Accuracy of other works, as the paper compares them",
            "Every row is the paper's: each work has images of its own, so the numbers rank"
                + " nothing.",
            List.of(
                words("Work"),
                numbers("Images"),
                words("Features"),
                words("Classifier"),
                numbers("Accuracy (%)")));
    for (Map<String, String> row : PublishedTable.read(LoeyTables.class, "table2.csv").rows()) {
      table.published(
          false,
          row.get("work"),
          new Entry.Published(row.get("images")),
          row.get("feature_extraction"),
          row.get("classifier"),
          new Entry.Published(row.get("accuracy_percent")));
    }
    return table.build();
  }

  TableExhibit counts() {
    TableBuilder table =
        new TableBuilder(
            "confusion-counts",
            "Counts behind every rate, and the area under the ROC curve",
            "TP: leukemic rows called leukemic; FN: leukemic called healthy; FP: healthy called"
                + " leukemic; TN: healthy called healthy. Under the published protocol augmented"
                + " copies are rows too. AUC counts ties one half; its 95 % interval is over groups.",
            List.of(
                words("Method"),
                words("Protocol"),
                numbers("TP"),
                numbers("FN"),
                numbers("FP"),
                numbers("TN"),
                numbers("AUC"),
                words("Run")));
    for (LoeyMethod method : runs.methods()) {
      for (Protocol protocol : runs.protocols(method)) {
        ConfusionMatrix m = runs.matrix(method.id(), protocol);
        String run = shortId(method, protocol);
        table.add(
            origin(method),
            protocol == runs.protocols().get(0),
            run,
            method.title(),
            protocol.id(),
            List.of(m.tp(), m.fn(), m.fp(), m.tn()),
            Entry.Measured.of(
                runs.value(Metric.AUC, method.id(), protocol),
                runs.interval(Metric.AUC, method.id(), protocol),
                3),
            run);
      }
    }
    return table.build();
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
    TableBuilder table =
        new TableBuilder(
            "inflation",
            "What leaks add to the accuracy",
            "Accuracy on the cells themselves, without augmented copies, so that all protocols are"
                + " scored on the same rows. \"Copies add\": published minus split-first, what it"
                + " gains to train on augmented copies of test cells. \"Subjects add\": split-first"
                + " minus group-disjoint, what it gains to train on other cells of the same persons."
                + " One draw of folds each; a difference of a point or two is within what another"
                + " draw gives.",
            columns);
    for (LoeyMethod method : runs.methods()) {
      if (runs.protocols(method).size() < protocols.size()) {
        continue;
      }
      List<Entry> entries = new ArrayList<>();
      protocols.forEach(p -> entries.add(percent(runs.accuracyOnOriginals(method.id(), p))));
      if (copies) {
        entries.add(difference(method.id(), Protocol.PUBLISHED, Protocol.SPLIT_FIRST));
      }
      if (subjects) {
        entries.add(difference(method.id(), Protocol.SPLIT_FIRST, Protocol.GROUP_DISJOINT));
      }
      table.add(origin(method), false, "", method.title(), entries);
    }
    return table.build();
  }

  private static Entry percent(double share) {
    return TableBuilder.number(100 * share, 2);
  }

  private Entry difference(String method, Protocol laxer, Protocol stricter) {
    return percent(
        runs.accuracyOnOriginals(method, laxer) - runs.accuracyOnOriginals(method, stricter));
  }

  TableExhibit leaks() {
    LeakTable table =
        new LeakTable(
            "What stands on both sides of the folds",
            "Share of the test rows that have a counterpart in the training rows of the same fold: a"
                + " copy made from the same cell, a file of identical bytes, another cell of the same"
                + " subject, or of the same group of subjects that share cells.",
            2,
            words("Protocol"),
            numbers("Test rows"));
    for (Protocol protocol : runs.protocols()) {
      RunFolder run = runs.get("majority", protocol);
      Leakage leaks = LeakTable.leaks(run);
      table.row(run, leaks, protocol.id(), leaks.testRows());
    }
    return table.build();
  }
}
