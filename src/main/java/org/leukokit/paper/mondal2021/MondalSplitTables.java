package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;
import static org.leukokit.exhibit.TableExhibit.Origin.PUBLISHED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Leakage;
import org.leukokit.split.PartSize;
import org.leukokit.split.PartSizes;
import org.leukokit.split.Protocol;
import org.leukokit.study.FoldTables;

/** The tables of what was trained and tested on, and what the way of splitting changes. */
final class MondalSplitTables {
  private final MondalRuns runs;

  MondalSplitTables(MondalRuns runs) {
    this.runs = runs;
  }

  /** Table 3, published and each protocol's own. */
  TableExhibit table3() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    Map<Protocol, PartSizes> sizes = new LinkedHashMap<>();
    Map<Protocol, String> ids = new LinkedHashMap<>();
    for (Protocol protocol : runs.protocols()) {
      runs.find("majority", protocol)
          .ifPresent(
              run -> {
                sizes.put(protocol, MondalNotes.sizes(run));
                ids.put(protocol, run.record().shortId());
              });
    }
    for (Map<String, String> printed : MondalAudit.read("table3.csv").rows()) {
      String set = printed.get("set").isEmpty() ? printed.get("phase") : printed.get("set");
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              true,
              "",
              List.of(
                  new Entry.Words(set),
                  new Entry.Words("the paper, printed"),
                  new Entry.Published(printed.get("subjects_all")),
                  new Entry.Published(printed.get("subjects_hem")),
                  new Entry.Published(printed.get("cells_all")),
                  new Entry.Published(printed.get("cells_hem")))));
      sizes.forEach((protocol, of) -> rows.add(ours(set, protocol, of, ids.get(protocol))));
    }
    return new TableExhibit(
        "table-3",
        "Table 3. Subjects and cells of each set",
        "Published and split-first, which draws cells, aim at the printed numbers, scaled to the"
            + " cells that there are; group-disjoint keeps subjects that share cells together."
            + " Under split-first a subject stands in several sets. The final test set has no public"
            + " labels, so nobody can test on it here.",
        List.of(
            words("Set"),
            words("Numbers from"),
            numbers("Subjects, ALL"),
            numbers("Subjects, Hem"),
            numbers("Cells, ALL"),
            numbers("Cells, Hem")),
        rows);
  }

  private static TableExhibit.Row ours(String set, Protocol protocol, PartSizes sizes, String run) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(set));
    entries.add(new Entry.Words("ours, " + protocol.id()));
    Optional<PartSize> size =
        switch (set) {
          case "Training" -> Optional.of(sizes.train());
          case "Validation" -> Optional.of(sizes.validation());
          case "Preliminary test" -> Optional.of(sizes.test());
          default -> Optional.empty();
        };
    if (size.isPresent()) {
      entries.add(new Entry.Count(size.get().leukemicSubjects()));
      entries.add(new Entry.Count(size.get().healthySubjects()));
      entries.add(new Entry.Count(size.get().leukemicCells()));
      entries.add(new Entry.Count(size.get().healthyCells()));
    } else if (set.equals("Total")) {
      List<PartSize> all = List.of(sizes.train(), sizes.validation(), sizes.test());
      boolean apart = protocol != Protocol.SPLIT_FIRST;
      Entry shared = new Entry.Missing("in several sets");
      int leukemic = all.stream().mapToInt(PartSize::leukemicSubjects).sum();
      int healthy = all.stream().mapToInt(PartSize::healthySubjects).sum();
      entries.add(apart ? new Entry.Count(leukemic) : shared);
      entries.add(apart ? new Entry.Count(healthy) : shared);
      entries.add(new Entry.Count(all.stream().mapToInt(PartSize::leukemicCells).sum()));
      entries.add(new Entry.Count(all.stream().mapToInt(PartSize::healthyCells).sum()));
    } else {
      for (int i = 0; i < 4; i++) {
        entries.add(new Entry.Missing("no labels"));
      }
    }
    return new TableExhibit.Row(OURS, false, run, entries);
  }

  /** What stands on both sides of each protocol's split. */
  TableExhibit leaks() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Protocol protocol : runs.protocols()) {
      Optional<RunFolder> run = runs.find("majority", protocol);
      if (run.isPresent()) {
        Leakage leakage = Leakage.of(FoldTables.of(run.get()));
        List<Entry> entries = new ArrayList<>(List.of(new Entry.Words(protocol.id())));
        entries.add(new Entry.Count(leakage.testRows()));
        for (Leakage.Kind kind : Leakage.Kind.values()) {
          entries.add(percent(leakage.affectedShare(kind)));
        }
        rows.add(new TableExhibit.Row(OURS, false, run.get().record().shortId(), entries));
      }
    }
    List<TableExhibit.Column> columns = new ArrayList<>();
    columns.add(words("Protocol"));
    columns.add(numbers("Test rows"));
    for (Leakage.Kind kind : Leakage.Kind.values()) {
      columns.add(numbers(kind.display() + " (%)"));
    }
    return new TableExhibit(
        "leaks",
        "What stands in training and test at once",
        "Share of the test cells that have a counterpart in the training cells: the same cell, a"
            + " file of identical bytes, another cell of the same subject, or of the same group of"
            + " subjects that share cells. The paper's split by subject lets groups through.",
        columns,
        rows);
  }

  /** What the split is worth: the same methods under each protocol. */
  TableExhibit byProtocol() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    List<TableExhibit.Column> columns = new ArrayList<>(List.of(words("Method"), words("Metric")));
    runs.protocols().forEach(p -> columns.add(numbers(p.id())));
    for (MondalMethod method : MondalMethod.all()) {
      boolean everywhere =
          runs.protocols().stream().allMatch(p -> runs.find(method.id(), p).isPresent());
      if (!everywhere) {
        continue;
      }
      boolean first = true;
      for (Metric metric : List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.AUC)) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Words(method.title()));
        entries.add(new Entry.Words(metric.displayName()));
        for (Protocol protocol : runs.protocols()) {
          RunFolder run = runs.find(method.id(), protocol).orElseThrow();
          var interval = MondalRuns.interval(metric, run);
          entries.add(
              new Entry.Measured(
                  MondalRuns.value(metric, run), interval.low(), interval.high(), 3));
        }
        rows.add(
            new TableExhibit.Row(
                method.control() ? TableExhibit.Origin.CONTROL : OURS, first, "", entries));
        first = false;
      }
    }
    return new TableExhibit(
        "protocols",
        "What the way of splitting is worth",
        "Split-first lets a subject's cells stand in training and test, published keeps subjects"
            + " apart (so it is subject-disjoint, which is not run again), group-disjoint also"
            + " subjects that share cells. Where the test part is the collection's own, published"
            + " and group-disjoint test the same cells and split-first tests others. Brackets: 95 %"
            + " interval over groups of subjects.",
        columns,
        rows);
  }

  /** How much the choice among splits that fit the printed numbers moves the result. */
  Optional<TableExhibit> splits() {
    Map<Integer, RunFolder> all = new LinkedHashMap<>();
    runs.single(MondalNetwork.CHEAPEST, MondalInput.CROPPED, runs.main())
        .ifPresent(run -> all.put(1, run));
    all.putAll(runs.otherSplits());
    if (all.size() < 2) {
      return Optional.empty();
    }
    List<Metric> metrics =
        List.of(Metric.WEIGHTED_F1, Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.AUC);
    List<TableExhibit.Row> rows = new ArrayList<>();
    double[] low = new double[metrics.size()];
    double[] high = new double[metrics.size()];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    all.forEach(
        (number, run) -> {
          PartSizes sizes = MondalNotes.sizes(run);
          List<Entry> entries = new ArrayList<>();
          entries.add(new Entry.Words("split " + number));
          entries.add(new Entry.Words(sizes.train().text()));
          entries.add(new Entry.Words(sizes.validation().text()));
          entries.add(new Entry.Words(sizes.test().text()));
          for (int i = 0; i < metrics.size(); i++) {
            double value = MondalRuns.value(metrics.get(i), run);
            low[i] = Math.min(low[i], value);
            high[i] = Math.max(high[i], value);
            entries.add(new Entry.Measured(value, Double.NaN, Double.NaN, 3));
          }
          entries.add(new Entry.Words(run.record().shortId()));
          rows.add(new TableExhibit.Row(OURS, false, run.record().shortId(), entries));
        });
    List<Entry> range = new ArrayList<>(List.of(new Entry.Words("largest less smallest")));
    for (int i = 0; i < 3; i++) {
      range.add(new Entry.Words(""));
    }
    for (int i = 0; i < low.length; i++) {
      range.add(new Entry.Measured(high[i] - low[i], Double.NaN, Double.NaN, 3));
    }
    range.add(new Entry.Words(""));
    rows.add(new TableExhibit.Row(OURS, true, "", range));
    List<TableExhibit.Column> columns =
        new ArrayList<>(
            List.of(words("Split"), words("Training"), words("Validation"), words("Test")));
    columns.addAll(List.of(numbers("WFS"), numbers("ACC"), numbers("BA"), numbers("AUC")));
    columns.add(words("Run"));
    return Optional.of(
        new TableExhibit(
            "splits",
            "Other splits that fit the printed numbers as well",
            MondalMethod.title(MondalNetwork.CHEAPEST, MondalInput.CROPPED, 1)
                + ", trained again on further splits that come as near to Table 3: the paper does"
                + " not say which subjects it trained on, and this is how much that alone moves the"
                + " result.",
            columns,
            rows));
  }

  private static Entry percent(double share) {
    return new Entry.Measured(100 * share, Double.NaN, Double.NaN, 1);
  }
}
