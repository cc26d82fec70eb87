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
import org.leukokit.stats.GroupPermutation;
import org.leukokit.stats.Holm;
import org.leukokit.stats.McNemar;
import org.leukokit.stats.PairedDifference;

/** Whether the best method is better than the others, and what these cells could tell at all. */
public final class ComparisonExhibits {
  private static final int DRAWS = 2000;
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  private final String protocol;
  private final MethodRun best;
  private final List<Comparison> comparisons;

  /**
   * The best method beside another one; p-values are not yet corrected.
   *
   * @param other the other
   * @param accuracy difference of accuracies, best less other
   * @param overGroups p of the permutation of groups, for accuracy
   * @param overCells McNemar's mid-p
   * @param cellsError standard error of the difference, were cells independent
   * @param auc difference of the areas under the ROC curve
   * @param aucOverGroups p of the permutation of groups, for the area
   * @param aucOverCells DeLong's p
   */
  record Comparison(
      MethodRun other,
      PairedDifference accuracy,
      double overGroups,
      double overCells,
      double cellsError,
      PairedDifference auc,
      double aucOverGroups,
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
    List<MethodRun> others = runs.stream().filter(r -> r != best).toList();
    if (others.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare " + best.title() + " with");
    }
    // Each comparison has draws of its own address, so their order does not matter.
    this.comparisons = others.parallelStream().map(r -> compare(r, seed)).toList();
  }

  private Comparison compare(MethodRun other, long seed) {
    MethodRun.requireSameRows(best, other);
    boolean[] truth = best.cells().truth();
    String[] groups = best.cells().groups();
    double[] a = best.cells().scores();
    double[] b = other.cells().scores();
    double[] rankA = best.cells().ranking();
    double[] rankB = other.cells().ranking();
    GroupPermutation permutation = new GroupPermutation(DRAWS, seed);
    McNemar discordant = McNemar.of(truth, a, b);
    double n = discordant.cells();
    double share = (discordant.onlyFirst() + discordant.onlySecond()) / n;
    double difference = (discordant.onlyFirst() - discordant.onlySecond()) / n;
    return new Comparison(
        other,
        PairedDifference.of(Metric.ACCURACY, truth, a, b, groups, 1 - ALPHA),
        permutation.test(Metric.ACCURACY, truth, a, b, groups).p(),
        discordant.midP().p(),
        Math.sqrt((share - difference * difference) / n),
        PairedDifference.of(Metric.AUC, truth, rankA, rankB, groups, 1 - ALPHA),
        permutation.test(Metric.AUC, truth, rankA, rankB, groups).p(),
        DeLong.test(truth, rankA, rankB).p());
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
    double[] adjusted = Holm.adjust(column(Comparison::overGroups));
    long found = 0;
    for (int i = 0; i < adjusted.length; i++) {
      found += !comparisons.get(i).other().control() && adjusted[i] < ALPHA ? 1 : 0;
    }
    return found;
  }

  /** What difference these groups can detect. */
  public String detectable() {
    double[] overGroups =
        comparisons.stream()
            .filter(c -> !c.other().control())
            .mapToDouble(c -> 100 * c.accuracy().detectable(ALPHA, POWER))
            .filter(d -> d > 0)
            .sorted()
            .toArray();
    double[] overCells =
        comparisons.stream()
            .filter(c -> !c.other().control())
            .mapToDouble(c -> 100 * PairedDifference.detectable(c.cellsError(), ALPHA, POWER))
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
            + " 5 %% (normal approximation; with few groups the truth is somewhat larger). A test that takes every cell for a new"
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
    double[] groups = Holm.adjust(column(Comparison::overGroups));
    double[] cells = Holm.adjust(column(Comparison::overCells));
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Comparison c = comparisons.get(i);
      PairedDifference d = c.accuracy();
      Entry difference = Entry.Measured.percent(d.difference(), d.interval(), 1);
      rows.add(row(c, difference, c.overGroups(), groups[i], c.overCells(), cells[i]));
    }
    return table("comparisons-accuracy", "Accuracy", "points", "McNemar", rows);
  }

  /** Areas under the ROC curve compared. */
  TableExhibit auc() {
    double[] groups = Holm.adjust(column(Comparison::aucOverGroups));
    double[] cells = Holm.adjust(column(Comparison::aucOverCells));
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Comparison c = comparisons.get(i);
      PairedDifference d = c.auc();
      Entry difference = Entry.Measured.of(d.difference(), d.interval(), 3);
      rows.add(row(c, difference, c.aucOverGroups(), groups[i], c.aucOverCells(), cells[i]));
    }
    return table("comparisons-auc", "AUC", "of 1", "DeLong", rows);
  }

  private static TableExhibit.Row row(Comparison c, Entry difference, double... p) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(c.other().title()));
    entries.add(difference);
    Arrays.stream(p).forEach(value -> entries.add(p(value)));
    return new TableExhibit.Row(c.other().origin(), false, c.other().runId(), entries);
  }

  private TableExhibit table(
      String id, String metric, String unit, String cellTest, List<TableExhibit.Row> rows) {
    return new TableExhibit(
        id,
        metric + ": " + best.title() + " against each other method, protocol " + protocol,
        "Differences are "
            + best.title()
            + " less the other, on the same cells; brackets: 95 % interval over groups. p over"
            + " groups: permutation of whole groups between the two methods ("
            + String.format(Locale.ROOT, "%,d", DRAWS)
            + " draws, or all patterns where there are fewer)"
            + (best.knowsGroups() ? "" : "; groups are not known, so every cell is one")
            + ". Beside it, because it is the usual one, "
            + cellTest
            + "'s test, which takes every cell as independent and often finds a difference where"
            + " there is none. Holm: corrected for the "
            + comparisons.size()
            + " comparisons. The best method was picked by its accuracy on these very cells, which"
            + " flatters it. The lower rows are controls.",
        List.of(
            words("Other method"),
            numbers("Difference (" + unit + ")"),
            numbers("p over groups"),
            numbers("Holm"),
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
