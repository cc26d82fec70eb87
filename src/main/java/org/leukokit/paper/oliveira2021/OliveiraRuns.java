package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.BalancedTest;
import org.leukokit.paper.MeasuredRuns;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.CellTable;
import org.leukokit.record.FurtherScores;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;

/** The runs of a study, with the numbers that its exhibits ask for. */
final class OliveiraRuns extends MeasuredRuns {
  /** The paper's data, complete: the training folder of C-NMC 2019. */
  private static final String PAPERS_DATA = "cnmc2019";

  private static final int PAPERS_CELLS = 10_661;

  /** How often cells are dropped, to see what the draw is worth. */
  static final int DROPS = 400;

  private final Map<String, Interval> balancedIntervals = new HashMap<>();

  OliveiraRuns(List<RunFolder> runs) {
    super(runs);
  }

  boolean has(OliveiraMethod method) {
    return protocols().stream().anyMatch(p -> has(method.id(), p));
  }

  /** The paper's networks that were run. */
  List<OliveiraMethod> networks() {
    return OliveiraMethod.NETWORKS.stream().filter(this::has).toList();
  }

  /** A run of a network under a protocol; all have the same folds. */
  RunFolder anyNetwork(Protocol protocol) {
    return OliveiraMethod.all().stream()
        .filter(m -> has(m.id(), protocol))
        .map(m -> get(m.id(), protocol))
        .filter(r -> !r.histories().isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no network was run"));
  }

  /** Whether it is the scale of the paper. */
  boolean fullScale() {
    return "full".equals(any().environment().get("scale"));
  }

  /** Why our numbers can't be set against the paper's; empty where they can. */
  Optional<String> notComparable() {
    RunRecord.Data data = any().data();
    List<String> reasons = new ArrayList<>();
    if (data.synthetic()) {
      reasons.add("the cells are synthetic");
    } else if (!data.name().equals(PAPERS_DATA)) {
      reasons.add("the cells are not the paper's");
    }
    if (data.cells() != PAPERS_CELLS) {
      reasons.add(data.cells() + " cells are split instead of 10,661");
    }
    if (!fullScale()) {
      reasons.add("the scale is smoke: fewer epochs, smaller images, fewer copies");
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  /** The test cells as the program scores them: the larger class dropped to the smaller. */
  Predictions balanced(String method, Protocol protocol) {
    return BalancedTest.of(get(method, protocol).predictions(), any().inputs().seed(), 0);
  }

  /** A metric on the balanced test set, 0 to 1; NaN where it is undefined. */
  double balanced(Metric metric, String method, Protocol protocol) {
    return RunNumbers.value(metric, balanced(method, protocol));
  }

  /** Its 95 % interval over groups. */
  Interval balancedInterval(Metric metric, String method, Protocol protocol) {
    return balancedIntervals.computeIfAbsent(
        metric.id() + "/" + method + "/" + protocol.id(),
        key -> RunNumbers.interval(metric, balanced(method, protocol), any().inputs().seed()));
  }

  /** The counts of the balanced test set behind every rate. */
  ConfusionMatrix balancedMatrix(String method, Protocol protocol) {
    return RunNumbers.matrix(balanced(method, protocol));
  }

  /**
   * Between which two values the middle 95 % of a metric lie when cells are dropped again and
   * again; equal where the classes are and nothing is dropped.
   */
  double[] otherDrops(Metric metric, String method, Protocol protocol) {
    Predictions all = get(method, protocol).predictions();
    double[] values =
        IntStream.rangeClosed(1, DROPS)
            .mapToDouble(
                draw -> RunNumbers.value(metric, BalancedTest.of(all, any().inputs().seed(), draw)))
            .sorted()
            .toArray();
    return new double[] {values[DROPS / 40], values[DROPS - 1 - DROPS / 40]};
  }

  /** What a network says of the cells of new subjects that have labels; empty if there are none. */
  Optional<Predictions> newSubjects(String method, Protocol protocol) {
    RunFolder run = get(method, protocol);
    Map<String, CellTable.CellRow> cells = cells(run);
    List<Prediction> rows =
        scores(run, OliveiraStudy.PRELIMINARY).stream()
            .filter(s -> !cells.get(s.cell()).label().equals("unknown"))
            .map(
                s -> {
                  CellTable.CellRow c = cells.get(s.cell());
                  return s.as(c.subject(), c.group(), c.label().equals("leukemic"));
                })
            .toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Predictions(rows));
  }

  /** The weighted F1 on the cells of new subjects with its interval over groups. */
  Interval weightedF1(Predictions newSubjects) {
    return RunNumbers.interval(Metric.WEIGHTED_F1, newSubjects, any().inputs().seed());
  }

  /** How many of these cells are from groups of subjects that training or validation knew. */
  long known(Predictions newSubjects, String method, Protocol protocol) {
    RunFolder run = get(method, protocol);
    Set<String> seen = new TreeSet<>();
    Map<String, CellTable.CellRow> cells = cells(run);
    run.folds()
        .rows()
        .forEach(
            row -> {
              if (row.roles().matches(".*[TV].*")) {
                seen.add(cells.get(row.cell()).group());
              }
            });
    seen.remove("");
    return newSubjects.rows().stream().filter(p -> seen.contains(p.group())).count();
  }

  /** What a network says of the challenge's final set. */
  List<FurtherScores.Scored> finalSet(String method, Protocol protocol) {
    return scores(get(method, protocol), OliveiraStudy.FINAL);
  }

  private static List<FurtherScores.Scored> scores(RunFolder run, String part) {
    Map<String, CellTable.CellRow> cells = cells(run);
    return run.further().map(FurtherScores::rows).orElse(List.of()).stream()
        .filter(s -> cells.get(s.cell()).part().equals(part))
        .toList();
  }

  private static Map<String, CellTable.CellRow> cells(RunFolder run) {
    return run.cells().map(CellTable::byCell).orElse(Map.of());
  }
}
