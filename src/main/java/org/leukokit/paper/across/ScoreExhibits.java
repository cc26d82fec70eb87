package org.leukokit.paper.across;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MethodRun;
import org.leukokit.stats.Interval;
import org.leukokit.stats.RankBootstrap;

/** Scores on the common folds, and how sure their order is. */
final class ScoreExhibits {
  private static final List<Metric> METRICS =
      List.of(
          Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.WEIGHTED_F1, Metric.KAPPA, Metric.AUC);

  private static final double[] NONE = {};

  private final AcrossRuns runs;
  private final long seed;
  private final List<RankBootstrap.Rank> byAccuracy;
  private final List<RankBootstrap.Rank> byAuc;

  ScoreExhibits(AcrossRuns runs) {
    this.runs = runs;
    this.seed = runs.any().inputs().seed();
    this.byAccuracy = ranks(Metric.ACCURACY);
    this.byAuc = ranks(Metric.AUC);
  }

  private List<RankBootstrap.Rank> ranks(Metric metric) {
    MethodRun any = runs.predictions().get(0);
    return RankBootstrap.ofSeed(seed)
        .ranks(
            metric,
            any.cells().truth(),
            runs.predictions().stream().map(r -> r.scores(metric)).toList(),
            any.cells().groups());
  }

  /** The rank of a method by accuracy. */
  RankBootstrap.Rank rank(MethodRun method) {
    return byAccuracy.get(runs.predictions().indexOf(method));
  }

  /** What the controls reach in accuracy, in percent, as lines. */
  static List<Figure.Level> controls(AcrossRuns runs) {
    return runs.controls().stream()
        .map(c -> new Figure.Level(c.title() + " (%)", 100 * c.predictions().accuracy()))
        .toList();
  }

  /** Whose method it is, for legends. */
  static String series(AcrossRuns.Entry entry) {
    return entry.control() ? "control" : entry.own() ? "your own" : entry.paper();
  }

  Figure accuracies() {
    List<Figure.ForestRow> rows = new ArrayList<>();
    double lowest = 100;
    for (AcrossRuns.Entry e : runs.entries()) {
      Interval i = e.predictions().interval(Metric.ACCURACY, seed);
      double value = 100 * e.predictions().accuracy();
      rows.add(
          new Figure.ForestRow(e.title(), series(e), value, 100 * i.low(), 100 * i.high(), NONE));
      lowest = Math.min(lowest, i.isDefined() ? 100 * i.low() : value);
    }
    return new Figure.Forest(
        "fig-scores",
        "Accuracy on the same cells and folds",
        "Each mark is a method's accuracy on all test cells of the common folds, the bar its 95 %"
            + " interval over groups of subjects. Broken lines: what the controls reach, none of which"
            + " looks into a cell.",
        "Accuracy (%)",
        Math.floor(Math.max(0, lowest) / 10) * 10,
        100,
        rows,
        controls(runs));
  }

  TableExhibit scores() {
    List<TableExhibit.Column> columns = new ArrayList<>(List.of(words("Method"), words("Paper")));
    METRICS.forEach(m -> columns.add(numbers(m.displayName() + (percent(m) ? " (%)" : ""))));
    columns.add(words("Run"));
    TableBuilder table =
        new TableBuilder(
            "scores",
            "Scores of all methods on the same cells and the same folds",
            "Test cells of all folds taken together. Brackets: 95 % interval over groups of"
                + " subjects; undefined where nothing varies between them. Weighted F1 and kappa"
                + " as in the papers. The lower rows are controls.",
            columns);
    String before = null;
    for (AcrossRuns.Entry e : runs.entries()) {
      List<Object> values = new ArrayList<>(List.of(e.title(), series(e)));
      for (Metric metric : METRICS) {
        Interval i = e.predictions().interval(metric, seed);
        double value = e.predictions().value(metric);
        values.add(
            percent(metric) ? Entry.Measured.percent(value, i, 1) : Entry.Measured.of(value, i, 3));
      }
      values.add(e.predictions().runId());
      table.add(
          e.predictions().origin(), !series(e).equals(before), e.predictions().runId(), values);
      before = series(e);
    }
    return table.build();
  }

  private static boolean percent(Metric metric) {
    return metric != Metric.AUC && metric != Metric.KAPPA;
  }

  TableExhibit ranks() {
    TableBuilder table =
        new TableBuilder(
            "ranks",
            "Ranks, and how sure they are",
            "1 is the best; equals share the mean of their ranks. Groups of subjects were drawn"
                + " with replacement 2,000 times, all methods ranked on each draw; brackets: the"
                + " middle 95 % of the ranks. \"Best\": in what share of the draws the method"
                + " was the best of all, equals sharing; the shares add up to 100 %.",
            List.of(
                words("Method"),
                numbers("Rank by accuracy"),
                numbers("Best (%)"),
                numbers("Rank by AUC"),
                numbers("Best by AUC (%)"),
                words("Run")));
    for (int i = 0; i < runs.entries().size(); i++) {
      AcrossRuns.Entry e = runs.entries().get(i);
      RankBootstrap.Rank a = byAccuracy.get(i);
      RankBootstrap.Rank b = byAuc.get(i);
      table.add(
          e.predictions().origin(),
          false,
          e.predictions().runId(),
          e.title(),
          new Entry.Measured(a.seen(), a.low(), a.high(), 1),
          TableBuilder.number(100 * a.best(), 1),
          new Entry.Measured(b.seen(), b.low(), b.high(), 1),
          TableBuilder.number(100 * b.best(), 1),
          e.predictions().runId());
    }
    return table.build();
  }

  Figure rankFigure() {
    List<Figure.ForestRow> rows = new ArrayList<>();
    List<Figure.Level> controls = new ArrayList<>();
    for (int i = 0; i < runs.entries().size(); i++) {
      AcrossRuns.Entry e = runs.entries().get(i);
      RankBootstrap.Rank r = byAccuracy.get(i);
      rows.add(new Figure.ForestRow(e.title(), series(e), r.seen(), r.low(), r.high(), NONE));
      if (e.control()) {
        controls.add(new Figure.Level(e.title(), r.seen()));
      }
    }
    return new Figure.Forest(
        "fig-ranks",
        "Rank by accuracy with its uncertainty",
        "Marks: the rank on the cells as they are, 1 the best. Bars: the middle 95 % of the ranks"
            + " over 2,000 draws of groups. Where bars overlap, these cells don't say who is"
            + " better. Broken lines: the controls' ranks.",
        "Rank (1 is the best)",
        0,
        runs.entries().size() + 1.0,
        rows,
        controls);
  }

  /** One sentence on the best method. */
  String best() {
    MethodRun best = MethodRun.best(runs.predictions());
    RankBootstrap.Rank rank = rank(best);
    return String.format(
        Locale.ROOT,
        "Of %d methods %s calls most cells right: %s %%. Had other groups of subjects been met, its"
            + " rank would lie between %.0f and %.0f of %d with 95 %% probability (controls"
            + " counted), and it would be the best of all with %.0f %%.",
        runs.methods().size(),
        best.title(),
        percent(best),
        rank.low(),
        rank.high(),
        runs.entries().size(),
        100 * rank.best());
  }

  private String percent(MethodRun run) {
    return Entry.Measured.percent(run.accuracy(), run.interval(Metric.ACCURACY, seed), 1).text();
  }
}
