package org.leukokit.paper.oliveira2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.leukokit.data.Label;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.LeakTable;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Fold;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.stats.Interval;
import org.leukokit.study.FoldTables;
import org.leukokit.study.network.TrainingRows;

/** The tables of the report, but for those of the challenge. */
final class OliveiraTables {
  /** Table 2's metrics in its order; the malignant class is the positive one. */
  static final List<Metric> METRICS =
      List.of(Metric.ACCURACY, Metric.PRECISION, Metric.SENSITIVITY, Metric.SPECIFICITY, Metric.F1);

  static final Entry NOT_RUN = new Entry.Missing("not run");
  private static final Entry NOT_AUGMENTED = new Entry.Missing("not augmented");
  static final Entry PRINTED = new Entry.Words("the paper, printed");

  private final OliveiraRuns runs;

  OliveiraTables(OliveiraRuns runs) {
    this.runs = runs;
  }

  /**
   * The name of a protocol in this report. By cell is published and split-first, as nothing is
   * augmented before the split.
   */
  static String name(Protocol protocol) {
    return switch (protocol) {
      case PUBLISHED, SPLIT_FIRST -> "by cell";
      case SUBJECT_DISJOINT -> "by subject";
      case GROUP_DISJOINT -> "by group";
      default -> protocol.id();
    };
  }

  TableExhibit table1() {
    TableBuilder table =
        new TableBuilder(
            "table-1",
            "Table 1. Cells in training, validation and test, and after augmentation",
            "Shaded rows are the paper's. Ours: the same 6:3:1 split of the cells at hand, by cell as"
                + " the paper does (protocols published and split-first, here the same), by subject, and by group of subjects that share cells; the last two"
                + " come as near to 6:3:1 as whole subjects allow. A class is filled up with copies to"
                + " the number that stands here, the test set is not; a class that has more keeps all.",
            List.of(
                words("Set"),
                words("Numbers from"),
                numbers("Malignant"),
                numbers("Healthy"),
                numbers("Malignant, augmented"),
                numbers("Healthy, augmented"),
                words("Run")));
    for (Map<String, String> printed : OliveiraPrinted.table(1).rows()) {
      String set = printed.get("set");
      table.published(
          true,
          set,
          PRINTED,
          Stream.of("malignant", "healthy", "malignant_augmented", "healthy_augmented")
              .map(column -> Entry.Published.or(printed.get(column), NOT_AUGMENTED.text()))
              .toList(),
          "");
      runs.protocols().forEach(p -> counts(table, set, p));
    }
    return table.build();
  }

  private void counts(TableBuilder table, String set, Protocol protocol) {
    RunFolder run = runs.anyNetwork(protocol);
    Fold fold = FoldTables.of(run).folds().get(0);
    Map<String, String> settings = run.record().inputs().settings();
    List<Row> part =
        switch (set) {
          case "Training" -> fold.train();
          case "Validation" -> fold.validation();
          default -> fold.test();
        };
    long malignant = part.stream().filter(r -> r.cell().label() == Label.LEUKEMIC).count();
    long healthy = part.size() - malignant;
    List<Object> augmented;
    if (set.equals("Test")) {
      augmented = List.of(NOT_AUGMENTED, NOT_AUGMENTED);
    } else {
      String count =
          set.equals("Training")
              ? TrainingRows.Balanced.TRAINING_COUNT
              : TrainingRows.Balanced.VALIDATION_COUNT;
      long filled = Long.parseLong(settings.get(count));
      augmented = List.of(Math.max(malignant, filled), Math.max(healthy, filled));
    }
    String id = run.record().shortId();
    table.add(
        Origin.OURS, false, id, set, "ours, " + name(protocol), malignant, healthy, augmented, id);
  }

  TableExhibit table2() {
    TableBuilder table =
        new TableBuilder(
            "table-2",
            "Table 2. Performance on the test set, on both readings of it",
            "In percent, ours with "
                + (decimals() == 1 ? "one decimal, as so few cells bear no more" : "two decimals")
                + "; malignant is the positive class. Test sets as malignant + healthy. Table 1 and the"
                + " text say that the paper's is unbalanced, 727 + 339; the printed values can only come"
                + " from a balanced one, 339 + 339 (see the audit below), as stands here. Ours stands on"
                + " both: all test cells, with 95 % intervals over groups of subjects where there are"
                + " enough groups; and as if both classes were as large, each class weighing one half,"
                + " ½ + ½ (no cell is left out: the same sensitivity and specificity, precision, accuracy"
                + " and F1 from them). "
                + comparable(),
            columns("Network"));
    for (OliveiraMethod network : OliveiraMethod.NETWORKS) {
      Map<String, String> printed = OliveiraPrinted.table(2).row("architecture", network.title());
      table.published(
          true,
          network.title(),
          "the paper",
          "339 + 339",
          OliveiraPrinted.COLUMNS.stream().map(c -> new Entry.Published(printed.get(c))).toList(),
          "");
      for (Protocol protocol : runs.protocols()) {
        if (runs.has(network.id(), protocol)) {
          all(table, network, protocol, Origin.OURS);
          balanced(table, network, protocol);
        } else {
          List<Entry> none = METRICS.stream().map(m -> NOT_RUN).toList();
          table.row(network.title(), "ours, " + name(protocol), "", none, "");
        }
      }
    }
    return table.build();
  }

  private int decimals() {
    return runs.notComparable().isEmpty() ? 2 : 1;
  }

  private String comparable() {
    return runs.notComparable()
        .map(reason -> "Not comparable with the printed values: " + reason + ".")
        .orElse("Differences to the printed values stand in the next table.");
  }

  private static List<TableExhibit.Column> columns(String first) {
    List<TableExhibit.Column> columns = new ArrayList<>();
    columns.add(words(first));
    columns.add(words("Numbers from"));
    columns.add(words("Test set"));
    METRICS.forEach(m -> columns.add(numbers(m.displayName() + " (%)")));
    columns.add(words("Run"));
    return columns;
  }

  private void all(TableBuilder table, OliveiraMethod method, Protocol protocol, Origin origin) {
    ConfusionMatrix m = runs.matrix(method.id(), protocol);
    String run = runs.get(method.id(), protocol).record().shortId();
    table.add(
        origin,
        false,
        run,
        method.title(),
        "ours, " + name(protocol),
        m.positives() + " + " + m.negatives(),
        METRICS.stream()
            .map(
                metric ->
                    Entry.Measured.percent(
                        runs.value(metric, method.id(), protocol),
                        runs.interval(metric, method.id(), protocol),
                        decimals()))
            .toList(),
        run);
  }

  private void balanced(TableBuilder table, OliveiraMethod method, Protocol protocol) {
    String run = runs.get(method.id(), protocol).record().shortId();
    table.add(
        Origin.OURS,
        false,
        run,
        method.title(),
        "ours, " + name(protocol),
        "½ + ½",
        Arrays.stream(balanced(runs.matrix(method.id(), protocol)))
            .mapToObj(value -> TableBuilder.number(100 * value, decimals()))
            .toList(),
        run);
  }

  /**
   * The values of {@link #METRICS} if both classes weighed one half: from sensitivity s and
   * specificity t, accuracy (s + t) / 2, precision s / (s + 1 − t), F1 2s / (2s + 1 − t + 1 − s).
   */
  static double[] balanced(ConfusionMatrix m) {
    double s = m.sensitivity();
    double t = m.specificity();
    double called = s + 1 - t;
    return new double[] {
      (s + t) / 2, called == 0 ? Double.NaN : s / called, s, t, 2 * s / (called + 1)
    };
  }

  /** Ours minus printed, where they can be set against each other. */
  TableExhibit differences() {
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Architecture"), words("Test set")));
    METRICS.forEach(m -> columns.add(numbers(m.displayName() + " (points)")));
    columns.add(words("Printed value in our 95 % interval"));
    TableBuilder table =
        new TableBuilder(
            "table-2-differences",
            "Ours minus the printed values of Table 2, split by cell",
            "In points of percent. The verdict: whether the printed value lies in our 95 % interval"
                + " over groups of subjects. One draw of the split and one training each.",
            columns);
    for (OliveiraMethod network : runs.networks()) {
      if (!runs.has(network.id(), runs.first())) {
        continue;
      }
      Map<String, String> printed = OliveiraPrinted.table(2).row("architecture", network.title());
      double[] balanced = balanced(runs.matrix(network.id(), runs.first()));
      String run = runs.get(network.id(), runs.first()).record().shortId();
      List<Entry> all = new ArrayList<>();
      List<Entry> half = new ArrayList<>();
      int inside = 0;
      for (int i = 0; i < METRICS.size(); i++) {
        double theirs = Double.parseDouble(printed.get(OliveiraPrinted.COLUMNS.get(i)));
        Interval interval = runs.interval(METRICS.get(i), network.id(), runs.first());
        boolean within = theirs >= 100 * interval.low() && theirs <= 100 * interval.high();
        inside += within ? 1 : 0;
        double ours = runs.value(METRICS.get(i), network.id(), runs.first());
        all.add(TableBuilder.number(100 * ours - theirs, 2));
        half.add(TableBuilder.number(100 * balanced[i] - theirs, 2));
      }
      String verdict = inside + " of " + METRICS.size() + " inside";
      table.add(Origin.OURS, true, run, network.title(), "all test cells", all, verdict);
      Entry none = new Entry.Missing("no interval");
      table.add(Origin.OURS, false, run, network.title(), "balanced", half, none);
    }
    return table.build();
  }

  TableExhibit controls() {
    TableBuilder table =
        new TableBuilder(
            "controls",
            "Controls: what a network has to beat",
            "On the same folds as the networks. Majority class: the share of the classes in training"
                + " and nothing else. Cell size only: the 15 nearest neighbours by width and height of"
                + " the cell's box. Shuffled labels: a network trained on permuted labels, under the"
                + " first protocol, which must fall to chance. Percent, with 95 % intervals over groups"
                + " of subjects.",
            columns("Control"));
    for (OliveiraMethod method : OliveiraMethod.all()) {
      for (Protocol protocol : runs.protocols()) {
        if (method.control() && runs.has(method.id(), protocol)) {
          all(table, method, protocol, Origin.CONTROL);
        }
      }
    }
    return table.build();
  }

  TableExhibit leaks() {
    LeakTable table =
        new LeakTable(
            "What stands on both sides of the split",
            "Share of the test cells that have a counterpart in training: a copy made from the same"
                + " cell, a file of identical bytes, another cell of the same subject, or of the"
                + " same group of subjects that share cells. Augmentation comes behind the split"
                + " here, so copies never stand on both sides.",
            2,
            words("Split"),
            numbers("Test cells"),
            words("Subjects in training / validation / test"));
    for (Protocol protocol : runs.protocols()) {
      RunFolder run = runs.anyNetwork(protocol);
      Leakage leaks = LeakTable.leaks(run);
      table.row(run, leaks, name(protocol), leaks.testRows(), subjects(run));
    }
    return table.build();
  }

  private static String subjects(RunFolder run) {
    Fold fold = FoldTables.of(run).folds().get(0);
    List<String> counts = new ArrayList<>();
    for (List<Row> part : List.of(fold.train(), fold.validation(), fold.test())) {
      Set<String> names = new HashSet<>();
      part.forEach(r -> names.add(r.cell().subject()));
      names.remove("");
      counts.add(names.isEmpty() ? "not known" : Integer.toString(names.size()));
    }
    return String.join(" / ", counts);
  }
}
