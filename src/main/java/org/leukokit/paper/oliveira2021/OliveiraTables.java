package org.leukokit.paper.oliveira2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
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
                + " the paper does (protocols published and split-first, here the same), by subject,"
                + " and by group of subjects that share cells: "
                + OliveiraDeviations.shares(runs)
                + ". Both classes are filled up with copies to the number that stands here, or to as"
                + " many as the larger one has; the test set is not.",
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
      augmented =
          List.of(
              TrainingRows.Balanced.filled(filled, malignant, healthy),
              TrainingRows.Balanced.filled(filled, healthy, malignant));
    }
    String id = run.record().shortId();
    table.add(
        Origin.OURS, false, id, set, "ours, " + name(protocol), malignant, healthy, augmented, id);
  }

  TableExhibit table2() {
    TableBuilder table =
        new TableBuilder(
            "table-2",
            "Table 2. Performance on the test set, balanced and whole",
            "In percent, ours with "
                + (decimals() == 1 ? "one decimal, as so few cells bear no more" : "two decimals")
                + "; malignant is the positive class. Test sets as malignant + healthy. Table 1 and the"
                + " text say that the paper's is unbalanced, 727 + 339; the printed values can only come"
                + " from a balanced one, 339 + 339 (see the audit below), and the authors' program drops"
                + " cells of the larger class at random before it scores a network. Ours stands on both:"
                + " balanced by such a drop, the same cells for all networks, and on all test cells."
                + " With 95 % intervals over groups of subjects where there are enough groups. "
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
          both(table, network, protocol, Origin.OURS);
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

  private void both(TableBuilder table, OliveiraMethod method, Protocol protocol, Origin origin) {
    row(table, method, protocol, origin, true);
    row(table, method, protocol, origin, false);
  }

  private void row(
      TableBuilder table,
      OliveiraMethod method,
      Protocol protocol,
      Origin origin,
      boolean balanced) {
    String id = method.id();
    ConfusionMatrix m = balanced ? runs.balancedMatrix(id, protocol) : runs.matrix(id, protocol);
    String run = runs.get(id, protocol).record().shortId();
    table.add(
        origin,
        false,
        run,
        method.title(),
        "ours, " + name(protocol),
        (balanced ? "balanced, " : "all, ") + m.positives() + " + " + m.negatives(),
        METRICS.stream()
            .map(
                metric ->
                    Entry.Measured.percent(
                        value(metric, id, protocol, balanced),
                        interval(metric, id, protocol, balanced),
                        decimals()))
            .toList(),
        run);
  }

  private double value(Metric metric, String id, Protocol protocol, boolean balanced) {
    return balanced ? runs.balanced(metric, id, protocol) : runs.value(metric, id, protocol);
  }

  private Interval interval(Metric metric, String id, Protocol protocol, boolean balanced) {
    return balanced
        ? runs.balancedInterval(metric, id, protocol)
        : runs.interval(metric, id, protocol);
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
                + " over groups of subjects, on the balanced test set that it must come from. One draw"
                + " of the split, one of the dropped cells and one training each.",
            columns);
    for (OliveiraMethod network : runs.networks()) {
      if (!runs.has(network.id(), runs.first())) {
        continue;
      }
      Map<String, String> printed = OliveiraPrinted.table(2).row("architecture", network.title());
      String run = runs.get(network.id(), runs.first()).record().shortId();
      List<Entry> all = new ArrayList<>();
      List<Entry> half = new ArrayList<>();
      int inside = 0;
      for (int i = 0; i < METRICS.size(); i++) {
        double theirs = Double.parseDouble(printed.get(OliveiraPrinted.COLUMNS.get(i)));
        Interval interval = runs.balancedInterval(METRICS.get(i), network.id(), runs.first());
        boolean within = theirs >= 100 * interval.low() && theirs <= 100 * interval.high();
        inside += within ? 1 : 0;
        double balanced = runs.balanced(METRICS.get(i), network.id(), runs.first());
        double ours = runs.value(METRICS.get(i), network.id(), runs.first());
        half.add(TableBuilder.number(100 * balanced - theirs, 2));
        all.add(TableBuilder.number(100 * ours - theirs, 2));
      }
      String verdict = inside + " of " + METRICS.size() + " inside";
      table.add(Origin.OURS, true, run, network.title(), "balanced", half, verdict);
      Entry none = new Entry.Missing("another test set");
      table.add(Origin.OURS, false, run, network.title(), "all test cells", all, none);
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
                + " first protocol, which must fall to chance. On the balanced test set and on all test"
                + " cells, as in Table 2. Percent, with 95 % intervals over groups of subjects.",
            columns("Control"));
    for (OliveiraMethod method : OliveiraMethod.all()) {
      for (Protocol protocol : runs.protocols()) {
        if (method.control() && runs.has(method.id(), protocol)) {
          both(table, method, protocol, Origin.CONTROL);
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
