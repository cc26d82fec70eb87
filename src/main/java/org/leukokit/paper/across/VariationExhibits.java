package org.leukokit.paper.across;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MethodRun;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;

/**
 * What changes an accuracy though nothing about the method changed, each source by itself: another
 * seed on the same folds, other folds, another split that fits a paper's numbers, another protocol,
 * other groups of subjects.
 */
final class VariationExhibits {
  private static final String ONE_CLASS = "all of one class";

  private final AcrossRuns runs;
  private final List<Source> sources = new ArrayList<>();

  /**
   * A source of variation.
   *
   * @param kind which
   * @param name kind and method
   * @param values how many values there are
   * @param differences between every two of them, in points, not negative
   * @param oneClass whether all of them are of runs that call all cells of a fold the same: such an
   *     accuracy is the share of a class, so that it says nothing of how much the source moves it
   */
  record Source(String kind, String name, int values, double[] differences, boolean oneClass) {
    /** The largest difference, in points; NaN if there is none. */
    double largest() {
      return Arrays.stream(differences).max().orElse(Double.NaN);
    }

    /** Half of all differences are at most this; NaN if there is none. */
    double median() {
      double[] sorted = Arrays.stream(differences).sorted().toArray();
      int n = sorted.length;
      return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
  }

  VariationExhibits(AcrossRuns runs) {
    this.runs = runs;
    for (String method : List.of(Across.CLASSICAL, Entrant.CHEAPEST)) {
      Optional<AcrossRuns.Entry> base = runs.entry(method);
      if (base.isPresent()) {
        replicated("Seed", base.get(), runs.otherSeeds(method), true);
        replicated("Folds", base.get(), runs.otherFolds(method), true);
        replicated("Admissible split", base.get(), runs.splits(method), false);
      }
    }
    protocol(Entrant.LOEY, Across.CLASSICAL);
    protocol(Entrant.LOEY, "cnn-10-fold");
    protocol(Entrant.OLIVEIRA, "vgg16");
    protocol(Entrant.MONDAL, "mobilenet-300");
    groups();
  }

  private void replicated(
      String kind, AcrossRuns.Entry base, List<RunFolder> others, boolean withBase) {
    List<MethodRun> values = new ArrayList<>();
    if (withBase) {
      values.add(base.predictions());
    }
    others.forEach(r -> values.add(MethodRun.of(r, false)));
    add(kind, base.title(), values);
  }

  // A method is named as its run names it, which says what was run.
  private void protocol(String paper, String method) {
    List<MethodRun> values = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      runs.own(paper, method, protocol).ifPresent(r -> values.add(MethodRun.of(r, false)));
    }
    if (!values.isEmpty()) {
      add("Protocol", values.get(0).title() + " (" + paper + ")", values);
    }
  }

  /** Half the width of the interval: how far the value would go with other subjects. */
  private void groups() {
    for (String method : List.of(Across.CLASSICAL, Entrant.CHEAPEST)) {
      runs.entry(method)
          .ifPresent(
              e -> {
                Interval i = e.predictions().interval(Metric.ACCURACY, runs.any().inputs().seed());
                if (i.isDefined()) {
                  double reach = 50 * i.width();
                  sources.add(
                      new Source(
                          "Groups met",
                          "Groups met: " + e.title(),
                          1,
                          new double[] {reach},
                          e.predictions().callsAllTheSame()));
                }
              });
    }
  }

  private void add(String kind, String title, List<MethodRun> runs) {
    if (runs.size() >= 2) {
      List<Double> values = runs.stream().map(MethodRun::accuracy).toList();
      boolean oneClass = runs.stream().allMatch(MethodRun::callsAllTheSame);
      sources.add(
          new Source(kind, kind + ": " + title, runs.size(), differences(values), oneClass));
    }
  }

  /** The sources that something can be said of. */
  private List<Source> measured() {
    return sources.stream().filter(s -> !s.oneClass()).toList();
  }

  /** Between every two values, in points. */
  static double[] differences(List<Double> values) {
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < i; j++) {
        differences.add(100 * Math.abs(values.get(i) - values.get(j)));
      }
    }
    return differences.stream().mapToDouble(d -> d).toArray();
  }

  /** Whether there is anything to show. */
  boolean any() {
    return !measured().isEmpty();
  }

  private static long smaller(Source source, List<ClaimedGain> claims) {
    return claims.stream().filter(c -> c.points() < source.largest()).count();
  }

  private static List<ClaimedGain> readable() {
    return ClaimedGain.all().stream().filter(c -> !Double.isNaN(c.points())).toList();
  }

  TableExhibit table() {
    List<ClaimedGain> claims = readable();
    TableBuilder table =
        new TableBuilder(
            "variation",
            "What changes an accuracy though the method stays the same",
            "Each source by itself, in points of accuracy. Seed: other draws of augmentation and"
                + " training on the same folds. Folds: other draws of the common folds. Admissible"
                + " split: splits of these cells that fit mondal2021's printed numbers of subjects"
                + " and cells as near as the first. Protocol: the paper's own runs under all"
                + " protocols that were run. Groups met: half the width of the 95 % interval over"
                + " groups. \""
                + ONE_CLASS
                + "\": every run calls all cells of a fold the same, so that its accuracy is the"
                + " share of a class, and a difference of 0 would say nothing. The last column counts, of "
                + claims.size()
                + " differences that the papers print, those that the largest difference by this"
                + " source alone exceeds.",
            List.of(
                words("Source"),
                numbers("Values"),
                numbers("Median difference (points)"),
                numbers("Largest difference (points)"),
                numbers("Claimed differences below it")));
    String before = null;
    Entry none = new Entry.Missing(ONE_CLASS);
    for (Source s : sources) {
      boolean first = !s.kind().equals(before);
      table.add(
          TableExhibit.Origin.OURS,
          first,
          "",
          s.name(),
          s.kind().equals("Groups met") ? new Entry.Missing("interval") : s.values(),
          s.oneClass() ? none : TableBuilder.number(s.median(), 1),
          s.oneClass() ? none : TableBuilder.number(s.largest(), 1),
          s.oneClass() ? none : smaller(s, claims));
      before = s.kind();
    }
    return table.build();
  }

  Figure figure() {
    List<Figure.ForestRow> rows = new ArrayList<>();
    double highest = 1;
    for (Source s : measured()) {
      rows.add(
          new Figure.ForestRow(
              s.name(), s.kind(), s.largest(), Double.NaN, Double.NaN, s.differences()));
      highest = Math.max(highest, s.largest());
    }
    List<Figure.Level> levels = new ArrayList<>();
    for (ClaimedGain c : ClaimedGain.lines()) {
      levels.add(
          new Figure.Level(c.paper() + ", " + c.source().replaceFirst("^.*?, ", ""), c.points()));
      highest = Math.max(highest, c.points());
    }
    controls().ifPresent(levels::add);
    return new Figure.Forest(
        "fig-variation",
        "What changes an accuracy, and what the papers claim",
        "Large marks: the largest difference in accuracy by one source alone, small dots: all"
            + " differences between two values. Broken lines: differences that the papers print"
            + " between two of their methods, and how far this page's best method is above the"
            + " best control. A mark to the right of a line: this source alone moves an accuracy"
            + " further than the paper's two methods are apart.",
        "Difference in accuracy (points)",
        0,
        Math.ceil(highest / 5) * 5,
        rows,
        levels);
  }

  private Optional<Figure.Level> controls() {
    double best = MethodRun.best(runs.predictions()).accuracy();
    double control =
        runs.controls().stream()
            .mapToDouble(c -> c.predictions().accuracy())
            .max()
            .orElse(Double.NaN);
    double above = 100 * (best - control);
    return above > 0
        ? Optional.of(new Figure.Level("here: best method less best control", above))
        : Optional.empty();
  }

  /** One sentence on the largest source. */
  Optional<String> sentence() {
    List<ClaimedGain> claims = readable();
    return measured().stream()
        .filter(s -> !s.kind().equals("Groups met"))
        .max(java.util.Comparator.comparingDouble(Source::largest))
        .map(
            s ->
                String.format(
                    Locale.ROOT,
                    "Of what is not the method, %s moves the accuracy most: by up to %.1f points,"
                        + " more than %d of %d differences between methods that the papers print.",
                    s.name().substring(0, 1).toLowerCase(Locale.ROOT) + s.name().substring(1),
                    s.largest(),
                    smaller(s, claims),
                    claims.size()));
  }
}
