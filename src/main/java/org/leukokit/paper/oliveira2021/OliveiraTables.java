package org.leukokit.paper.oliveira2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.CONTROL;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;
import static org.leukokit.exhibit.TableExhibit.Origin.PUBLISHED;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.data.Label;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.PublishedTable;
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

  private static final List<String> COLUMNS =
      List.of(
          "accuracy_percent",
          "precision_percent",
          "sensitivity_percent",
          "specificity_percent",
          "f1_percent");

  static final Entry NOT_RUN = new Entry.Missing("not run");
  static final Entry PRINTED = new Entry.Words("the paper, printed");

  private final OliveiraRuns runs;

  OliveiraTables(OliveiraRuns runs) {
    this.runs = runs;
  }

  static PublishedTable published(int number) {
    return PublishedTable.read(OliveiraTables.class, "table" + number + ".csv");
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
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> printed : published(1).rows()) {
      String set = printed.get("set");
      List<Entry> entries = new ArrayList<>(List.of(new Entry.Words(set), PRINTED));
      for (String column :
          List.of("malignant", "healthy", "malignant_augmented", "healthy_augmented")) {
        String value = printed.get(column);
        entries.add(
            value.isEmpty() ? new Entry.Missing("not augmented") : new Entry.Published(value));
      }
      entries.add(new Entry.Words(""));
      rows.add(new TableExhibit.Row(PUBLISHED, true, "", entries));
      runs.protocols().forEach(p -> rows.add(counts(set, p)));
    }
    return new TableExhibit(
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
            words("Run")),
        rows);
  }

  private TableExhibit.Row counts(String set, Protocol protocol) {
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
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(set));
    entries.add(new Entry.Words("ours, " + name(protocol)));
    entries.add(new Entry.Count(malignant));
    entries.add(new Entry.Count(healthy));
    if (set.equals("Test")) {
      entries.add(new Entry.Missing("not augmented"));
      entries.add(new Entry.Missing("not augmented"));
    } else {
      String count =
          set.equals("Training")
              ? TrainingRows.Balanced.TRAINING_COUNT
              : TrainingRows.Balanced.VALIDATION_COUNT;
      long filled = Long.parseLong(settings.get(count));
      entries.add(new Entry.Count(Math.max(malignant, filled)));
      entries.add(new Entry.Count(Math.max(healthy, filled)));
    }
    entries.add(new Entry.Words(run.record().shortId()));
    return new TableExhibit.Row(OURS, false, run.record().shortId(), entries);
  }

  TableExhibit table2() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (OliveiraMethod network : OliveiraMethod.NETWORKS) {
      rows.add(published(network));
      for (Protocol protocol : runs.protocols()) {
        if (runs.has(network.id(), protocol)) {
          rows.add(all(network, protocol, OURS));
          rows.add(balanced(network, protocol));
        } else {
          rows.add(notRun(network, protocol));
        }
      }
    }
    return new TableExhibit(
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
        columns("Network"),
        rows);
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

  private static TableExhibit.Row published(OliveiraMethod network) {
    Map<String, String> printed = published(2).row("architecture", network.title());
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(network.title()));
    entries.add(new Entry.Words("the paper"));
    entries.add(new Entry.Words("339 + 339"));
    COLUMNS.forEach(c -> entries.add(new Entry.Published(printed.get(c))));
    entries.add(new Entry.Words(""));
    return new TableExhibit.Row(PUBLISHED, true, "", entries);
  }

  private static TableExhibit.Row notRun(OliveiraMethod network, Protocol protocol) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(network.title()));
    entries.add(new Entry.Words("ours, " + name(protocol)));
    entries.add(new Entry.Words(""));
    METRICS.forEach(m -> entries.add(NOT_RUN));
    entries.add(new Entry.Words(""));
    return new TableExhibit.Row(OURS, false, "", entries);
  }

  private TableExhibit.Row all(
      OliveiraMethod method, Protocol protocol, TableExhibit.Origin origin) {
    ConfusionMatrix m = runs.matrix(method.id(), protocol);
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(method.title()));
    entries.add(new Entry.Words("ours, " + name(protocol)));
    entries.add(new Entry.Words(m.positives() + " + " + m.negatives()));
    for (Metric metric : METRICS) {
      Interval i = runs.interval(metric, method.id(), protocol);
      entries.add(
          new Entry.Measured(
              100 * runs.value(metric, method.id(), protocol),
              100 * i.low(),
              100 * i.high(),
              decimals()));
    }
    String run = runs.get(method.id(), protocol).record().shortId();
    entries.add(new Entry.Words(run));
    return new TableExhibit.Row(origin, false, run, entries);
  }

  private TableExhibit.Row balanced(OliveiraMethod method, Protocol protocol) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(method.title()));
    entries.add(new Entry.Words("ours, " + name(protocol)));
    entries.add(new Entry.Words("½ + ½"));
    double[] values = balanced(runs.matrix(method.id(), protocol));
    for (double value : values) {
      entries.add(plain(100 * value, decimals()));
    }
    String run = runs.get(method.id(), protocol).record().shortId();
    entries.add(new Entry.Words(run));
    return new TableExhibit.Row(OURS, false, run, entries);
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

  private static Entry plain(double value, int decimals) {
    return new Entry.Measured(value, Double.NaN, Double.NaN, decimals);
  }

  /** Ours minus printed, where they can be set against each other. */
  TableExhibit differences() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (!runs.has(network.id(), runs.first())) {
        continue;
      }
      Map<String, String> printed = published(2).row("architecture", network.title());
      double[] balanced = balanced(runs.matrix(network.id(), runs.first()));
      String run = runs.get(network.id(), runs.first()).record().shortId();
      List<Entry> all = new ArrayList<>();
      all.add(new Entry.Words(network.title()));
      all.add(new Entry.Words("all test cells"));
      List<Entry> half = new ArrayList<>();
      half.add(new Entry.Words(network.title()));
      half.add(new Entry.Words("balanced"));
      int inside = 0;
      for (int i = 0; i < METRICS.size(); i++) {
        double theirs = Double.parseDouble(printed.get(COLUMNS.get(i)));
        Interval interval = runs.interval(METRICS.get(i), network.id(), runs.first());
        boolean within = theirs >= 100 * interval.low() && theirs <= 100 * interval.high();
        inside += within ? 1 : 0;
        all.add(plain(100 * runs.value(METRICS.get(i), network.id(), runs.first()) - theirs, 2));
        half.add(plain(100 * balanced[i] - theirs, 2));
      }
      all.add(new Entry.Words(inside + " of " + METRICS.size() + " inside"));
      half.add(new Entry.Missing("no interval"));
      rows.add(new TableExhibit.Row(OURS, true, run, all));
      rows.add(new TableExhibit.Row(OURS, false, run, half));
    }
    List<TableExhibit.Column> columns = new ArrayList<>();
    columns.add(words("Architecture"));
    columns.add(words("Test set"));
    METRICS.forEach(m -> columns.add(numbers(m.displayName() + " (points)")));
    columns.add(words("Printed value in our 95 % interval"));
    return new TableExhibit(
        "table-2-differences",
        "Ours minus the printed values of Table 2, split by cell",
        "In points of percent. The verdict: whether the printed value lies in our 95 % interval"
            + " over groups of subjects. One draw of the split and one training each.",
        columns,
        rows);
  }

  TableExhibit controls() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (OliveiraMethod method : OliveiraMethod.all()) {
      for (Protocol protocol : runs.protocols()) {
        if (method.control() && runs.has(method.id(), protocol)) {
          rows.add(all(method, protocol, CONTROL));
        }
      }
    }
    return new TableExhibit(
        "controls",
        "Controls: what a network has to beat",
        "On the same folds as the networks. Majority class: the share of the classes in training"
            + " and nothing else. Cell size only: the 15 nearest neighbours by width and height of"
            + " the cell's box. Shuffled labels: a network trained on permuted labels, under the"
            + " first protocol, which must fall to chance. Percent, with 95 % intervals over groups"
            + " of subjects.",
        columns("Control"),
        rows);
  }

  TableExhibit leaks() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Protocol protocol : runs.protocols()) {
      RunFolder run = runs.anyNetwork(protocol);
      Leakage leakage = Leakage.of(FoldTables.of(run));
      List<Entry> entries = new ArrayList<>();
      entries.add(new Entry.Words(name(protocol)));
      entries.add(new Entry.Count(leakage.testRows()));
      entries.add(new Entry.Words(subjects(run)));
      for (Leakage.Kind kind : Leakage.Kind.values()) {
        entries.add(plain(100 * leakage.affectedShare(kind), 2));
      }
      rows.add(new TableExhibit.Row(OURS, false, run.record().shortId(), entries));
    }
    List<TableExhibit.Column> columns = new ArrayList<>();
    columns.add(words("Split"));
    columns.add(numbers("Test cells"));
    columns.add(words("Subjects in training / validation / test"));
    for (Leakage.Kind kind : Leakage.Kind.values()) {
      columns.add(numbers(kind.display() + " (%)"));
    }
    return new TableExhibit(
        "leaks",
        "What stands on both sides of the split",
        "Share of the test cells that have a counterpart in training: a copy made from the same"
            + " cell, a file of identical bytes, another cell of the same subject, or of the same"
            + " group of subjects that share cells. Augmentation comes behind the split here, so"
            + " copies never stand on both sides.",
        columns,
        rows);
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
