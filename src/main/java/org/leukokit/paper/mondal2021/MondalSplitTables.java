package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.metric.Metric;
import org.leukokit.paper.LeakTable;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Leakage;
import org.leukokit.split.PartSize;
import org.leukokit.split.PartSizes;
import org.leukokit.split.Protocol;

/** The tables of what was trained and tested on, and what the way of splitting changes. */
final class MondalSplitTables {
  private final MondalRuns runs;

  MondalSplitTables(MondalRuns runs) {
    this.runs = runs;
  }

  /** Table 3, published and each protocol's own. */
  TableExhibit table3() {
    TableBuilder table =
        new TableBuilder(
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
                numbers("Cells, Hem")));
    Map<Protocol, RunFolder> controls = new LinkedHashMap<>();
    for (Protocol protocol : runs.protocols()) {
      runs.find("majority", protocol).ifPresent(run -> controls.put(protocol, run));
    }
    for (Map<String, String> printed : MondalPrinted.table("table3.csv").rows()) {
      String set = printed.get("set").isEmpty() ? printed.get("phase") : printed.get("set");
      table.published(
          true,
          set,
          MondalTables.PRINTED,
          Stream.of("subjects_all", "subjects_hem", "cells_all", "cells_hem")
              .map(column -> new Entry.Published(printed.get(column)))
              .toList());
      controls.forEach((protocol, run) -> ours(table, set, protocol, run));
    }
    return table.build();
  }

  private static void ours(TableBuilder table, String set, Protocol protocol, RunFolder run) {
    PartSizes sizes = MondalNotes.sizes(run);
    Object noLabels = new Entry.Missing("no labels");
    List<Object> counts =
        switch (set) {
          case "Training" -> counts(sizes.train());
          case "Validation" -> counts(sizes.validation());
          case "Preliminary test" -> counts(sizes.test());
          case "Total" -> total(sizes, protocol);
          default -> List.of(noLabels, noLabels, noLabels, noLabels);
        };
    table.add(Origin.OURS, false, run.record().shortId(), set, "ours, " + protocol.id(), counts);
  }

  private static List<Object> counts(PartSize size) {
    return List.of(
        size.leukemicSubjects(), size.healthySubjects(), size.leukemicCells(), size.healthyCells());
  }

  private static List<Object> total(PartSizes sizes, Protocol protocol) {
    List<PartSize> all = List.of(sizes.train(), sizes.validation(), sizes.test());
    boolean apart = protocol != Protocol.SPLIT_FIRST;
    Entry shared = new Entry.Missing("in several sets");
    return List.of(
        apart ? all.stream().mapToInt(PartSize::leukemicSubjects).sum() : shared,
        apart ? all.stream().mapToInt(PartSize::healthySubjects).sum() : shared,
        all.stream().mapToInt(PartSize::leukemicCells).sum(),
        all.stream().mapToInt(PartSize::healthyCells).sum());
  }

  /** What stands on both sides of each protocol's split. */
  TableExhibit leaks() {
    LeakTable table =
        new LeakTable(
            "What stands in training and test at once",
            "Share of the test cells that have a counterpart in the training cells: the same cell, a"
                + " file of identical bytes, another cell of the same subject, or of the same group"
                + " of subjects that share cells. The paper's split by subject lets groups through.",
            1,
            words("Protocol"),
            numbers("Test rows"));
    for (Protocol protocol : runs.protocols()) {
      runs.find("majority", protocol)
          .ifPresent(
              run -> {
                Leakage leaks = LeakTable.leaks(run);
                table.row(run, leaks, protocol.id(), leaks.testRows());
              });
    }
    return table.build();
  }

  /** What the split is worth: the same methods under each protocol. */
  TableExhibit byProtocol() {
    List<TableExhibit.Column> columns = new ArrayList<>(List.of(words("Method"), words("Metric")));
    runs.protocols().forEach(p -> columns.add(numbers(p.id())));
    TableBuilder table =
        new TableBuilder(
            "protocols",
            "What the way of splitting is worth",
            "Split-first lets a subject's cells stand in training and test, published keeps subjects"
                + " apart (so it is subject-disjoint, which is not run again), group-disjoint also"
                + " subjects that share cells. Where the test part is the collection's own, published"
                + " and group-disjoint test the same cells and split-first tests others. Brackets: 95 %"
                + " interval over groups of subjects.",
            columns);
    for (MondalMethod method : MondalMethod.all()) {
      List<RunFolder> all =
          runs.protocols().stream().flatMap(p -> runs.find(method.id(), p).stream()).toList();
      if (all.size() < runs.protocols().size()) {
        continue;
      }
      boolean first = true;
      for (Metric metric : List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.AUC)) {
        table.add(
            method.control() ? Origin.CONTROL : Origin.OURS,
            first,
            "",
            runs.title(method, all.get(0)),
            metric.displayName(),
            all.stream().map(run -> MondalTables.measured(metric, run)).toList());
        first = false;
      }
    }
    return table.build();
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
    List<TableExhibit.Column> columns =
        new ArrayList<>(
            List.of(words("Split"), words("Training"), words("Validation"), words("Test")));
    columns.addAll(List.of(numbers("WFS"), numbers("ACC"), numbers("BA"), numbers("AUC")));
    columns.add(words("Run"));
    TableBuilder table =
        new TableBuilder(
            "splits",
            "Other splits that fit the printed numbers as well",
            MondalMethod.title(MondalNetwork.CHEAPEST, MondalInput.CROPPED, 1)
                + ", trained again on further splits that come as near to Table 3: the paper does"
                + " not say which subjects it trained on, and this is how much that alone moves the"
                + " result.",
            columns);
    all.forEach(
        (number, run) -> {
          PartSizes sizes = MondalNotes.sizes(run);
          String id = run.record().shortId();
          table.add(
              Origin.OURS,
              false,
              id,
              "split " + number,
              sizes.train().text(),
              sizes.validation().text(),
              sizes.test().text(),
              metrics.stream()
                  .map(metric -> TableBuilder.number(MondalRuns.value(metric, run), 3))
                  .toList(),
              id);
        });
    List<Entry> ranges = new ArrayList<>();
    for (Metric metric : metrics) {
      DoubleSummaryStatistics values =
          all.values().stream()
              .mapToDouble(run -> MondalRuns.value(metric, run))
              .summaryStatistics();
      ranges.add(TableBuilder.number(values.getMax() - values.getMin(), 3));
    }
    table.first("largest less smallest", "", "", "", ranges, "");
    return Optional.of(table.build());
  }
}
