package org.leukokit.paper;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.stats.DeLong;
import org.leukokit.stats.Holm;
import org.leukokit.stats.McNemar;
import org.leukokit.stats.PairedDifference;
import org.leukokit.stats.Simultaneous;

/** Whether the best method is better than the others, and what these cells could tell at all. */
public final class ComparisonExhibits {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  private final String protocol;
  private final MethodRun best;
  private final List<Comparison> comparisons;

  /**
   * The best method beside another one.
   *
   * @param other the other
   * @param accuracy difference of accuracies, best less other
   * @param overCells McNemar's mid-p, not corrected
   * @param cellsError standard error of the difference, were cells independent
   * @param auc difference of the areas under the ROC curve
   * @param aucOverCells DeLong's p, not corrected
   */
  record Comparison(
      MethodRun other,
      Simultaneous.Pair accuracy,
      double overCells,
      double cellsError,
      Simultaneous.Pair auc,
      double aucOverCells) {}

  /**
   * Compares the best method with every other and with every control.
   *
   * @param runs methods and controls under one protocol, on the same cells; two methods at least
   * @param protocol the protocol's id, for people
   * @param seed the seed of the study
   * @throws IllegalArgumentException if the runs are not on the same cells
   */
  public ComparisonExhibits(List<MethodRun> runs, String protocol, long seed) {
    this.protocol = protocol;
    this.best = MethodRun.best(runs);
    if (runs.size() < 2) {
      throw new IllegalArgumentException("nothing to compare " + best.title() + " with");
    }
    runs.forEach(r -> MethodRun.requireSameRows(best, r));
    // The best stands in the family as every other method: picking it is paid for by all pairs.
    Simultaneous accuracy = together(runs, Metric.ACCURACY, seed);
    Simultaneous auc = together(runs, Metric.AUC, seed);
    int first = runs.indexOf(best);
    List<Comparison> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (i != first) {
        all.add(compare(runs.get(i), accuracy.pair(first, i), auc.pair(first, i)));
      }
    }
    this.comparisons = List.copyOf(all);
  }

  private Simultaneous together(List<MethodRun> runs, Metric metric, long seed) {
    return Simultaneous.of(
        metric,
        best.cells().truth(),
        runs.stream().map(r -> r.scores(metric)).toList(),
        best.cells().groups(),
        1 - ALPHA,
        seed);
  }

  private Comparison compare(MethodRun other, Simultaneous.Pair accuracy, Simultaneous.Pair auc) {
    boolean[] truth = best.cells().truth();
    McNemar discordant = McNemar.of(truth, best.cells().scores(), other.cells().scores());
    double n = discordant.cells();
    double share = (discordant.onlyFirst() + discordant.onlySecond()) / n;
    double difference = (discordant.onlyFirst() - discordant.onlySecond()) / n;
    return new Comparison(
        other,
        accuracy,
        discordant.midP().p(),
        Math.sqrt((share - difference * difference) / n),
        auc,
        DeLong.test(truth, best.cells().ranking(), other.cells().ranking()).p());
  }

  List<Comparison> comparisons() {
    return comparisons;
  }

  /** What a report says of differences between methods. */
  public List<Report.Block> blocks() {
    return List.of(
        new Report.Paragraph(detectable()), new Report.Shown(accuracy()), new Report.Shown(auc()));
  }

  /** How many methods that are no controls differ from it in accuracy, corrected for all tests. */
  public long different() {
    return comparisons.stream()
        .filter(c -> !c.other().control() && c.accuracy().adjusted() < ALPHA)
        .count();
  }

  /** What difference these groups can detect. */
  public String detectable() {
    double[] overGroups =
        comparisons.stream()
            .filter(c -> !c.other().control())
            .mapToDouble(c -> 100 * c.accuracy().single().detectable(ALPHA, POWER))
            .filter(d -> d > 0)
            .sorted()
            .toArray();
    double[] overCells =
        comparisons.stream()
            .filter(c -> !c.other().control())
            .mapToDouble(
                c ->
                    100
                        * PairedDifference.detectable(
                            c.cellsError(), Double.POSITIVE_INFINITY, ALPHA, POWER))
            .filter(d -> d > 0)
            .sorted()
            .toArray();
    long groups = Arrays.stream(best.cells().groups()).distinct().count();
    int cells = best.cells().rows().size();
    if (overGroups.length == 0) {
      return String.format(
          Locale.ROOT,
          "What difference %d groups (%,d cells) can detect between two methods is undefined here:"
              + " no difference varies between them.",
          groups,
          cells);
    }
    String unit = best.knowsGroups() ? "groups of subjects" : "cells, each taken as a group";
    return String.format(
        Locale.ROOT,
        "What these data can tell apart: with %d %s (%,d cells) under the protocol %s, a true"
            + " difference in accuracy between %s and another method must be about %s points,"
            + " depending on the method, to be found in 80 %% of the cases by a two-sided test at"
            + " 5 %%. A test that takes every cell for a new"
            + " witness would have claimed %s points. Smaller differences than that are neither"
            + " shown nor ruled out here.",
        groups,
        unit,
        cells,
        protocol,
        best.title(),
        range(overGroups),
        range(overCells));
  }

  private static String range(double[] sorted) {
    if (sorted.length == 0) {
      return "no number of";
    }
    String low = String.format(Locale.ROOT, "%.1f", sorted[0]);
    String high = String.format(Locale.ROOT, "%.1f", sorted[sorted.length - 1]);
    return low.equals(high) ? low : low + " to " + high;
  }

  /** Accuracies compared. */
  TableExhibit accuracy() {
    double[] cells = Holm.adjust(column(Comparison::overCells));
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Comparison c = comparisons.get(i);
      Simultaneous.Pair pair = c.accuracy();
      double difference = pair.single().difference();
      rows.add(
          row(
              c,
              pair,
              Entry.Measured.percent(difference, pair.single().interval(), 1),
              Entry.Measured.percent(difference, pair.together(), 1),
              c.overCells(),
              cells[i]));
    }
    return table("comparisons-accuracy", "Accuracy", "points", "McNemar", rows);
  }

  /** Areas under the ROC curve compared. */
  TableExhibit auc() {
    double[] cells = Holm.adjust(column(Comparison::aucOverCells));
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Comparison c = comparisons.get(i);
      Simultaneous.Pair pair = c.auc();
      double difference = pair.single().difference();
      rows.add(
          row(
              c,
              pair,
              Entry.Measured.of(difference, pair.single().interval(), 3),
              Entry.Measured.of(difference, pair.together(), 3),
              c.aucOverCells(),
              cells[i]));
    }
    return table("comparisons-auc", "AUC", "of 1", "DeLong", rows);
  }

  private static TableExhibit.Row row(
      Comparison c,
      Simultaneous.Pair pair,
      Entry single,
      Entry together,
      double overCells,
      double overCellsHolm) {
    return new TableExhibit.Row(
        c.other().origin(),
        false,
        c.other().runId(),
        List.of(
            new Entry.Words(c.other().title()),
            single,
            p(pair.single().test().p()),
            together,
            p(pair.adjusted()),
            p(overCells),
            p(overCellsHolm)));
  }

  private TableExhibit table(
      String id, String metric, String unit, String cellTest, List<TableExhibit.Row> rows) {
    return new TableExhibit(
        id,
        metric + ": " + best.title() + " against each other method, protocol " + protocol,
        "Differences are "
            + best.title()
            + " less the other, on the same cells. Interval (95 %, in brackets) and p are of one"
            + " statistic, the difference over its standard error over groups (cluster jackknife,"
            + " t)"
            + (best.knowsGroups() ? "" : "; groups are not known, so every cell is one")
            + ". All pairs: the same, so that the intervals of all pairs of the "
            + (comparisons.size() + 1)
            + " methods hold together (max-t over groups). The best method was picked by its"
            + " accuracy on these very cells, which flatters it; what is found for all pairs is"
            + " corrected for that, too. Beside it, because it is the usual one, "
            + cellTest
            + "'s test, which takes every cell as independent and often finds a difference where"
            + " there is none; Holm corrects it for the "
            + comparisons.size()
            + " comparisons. The lower rows are controls.",
        List.of(
            words("Other method"),
            numbers("Difference (" + unit + ")"),
            numbers("p"),
            numbers("All pairs (" + unit + ")"),
            numbers("p, all pairs"),
            numbers(cellTest + " over cells"),
            numbers(cellTest + ", Holm")),
        rows);
  }

  private double[] column(ToDoubleFunction<Comparison> p) {
    return comparisons.stream().mapToDouble(p).toArray();
  }

  private static Entry p(double p) {
    return p < 0.0001 ? new Entry.Words("< 0.0001") : TableBuilder.number(p, 4);
  }
}
