package org.leukokit.experiment.size;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.experiment.ExperimentRuns;
import org.leukokit.metric.Metric;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.stats.CellInterval;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;
import org.leukokit.study.MethodSpec;

/** The report on cell size, from run folders alone. */
public final class SizeReport {
  private static final List<Metric> METRICS =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.WEIGHTED_F1);

  private static final int FEW_CELLS = 500;

  private final ExperimentRuns runs;
  private final RunRecord.Data data;

  private SizeReport(List<RunFolder> folders) {
    runs = new ExperimentRuns(folders);
    data = runs.any().data();
  }

  /**
   * The report.
   *
   * @param folders all runs of the study
   * @param notes what a reader must know besides, a paragraph each
   */
  public static Report of(List<RunFolder> folders, List<String> notes) {
    return new SizeReport(folders).report(notes);
  }

  private Report report(List<String> notes) {
    return new Report(
        "size",
        "Cell size alone: what any network has to beat",
        data.citation(),
        data.synthetic(),
        String.format(
            Locale.ROOT,
            "%s: %,d cells of %,d in the collection (%,d leukemic, %,d healthy), %d subjects in %d"
                + " groups",
            data.title(),
            data.cells(),
            data.collectionCells(),
            data.leukemic(),
            data.cells() - data.leukemic(),
            data.subjects(),
            data.groups()),
        List.of(
            summary(notes),
            Section.of("Results", new Shown(results())),
            Section.of("What stricter folds cost", new Shown(costs())),
            made()));
  }

  private Section summary(List<String> notes) {
    Protocol first = runs.protocols().get(0);
    Protocol last = runs.protocols().get(runs.protocols().size() - 1);
    String best = SizeStudy.BEST_KNOWN;
    double chance = runs.value(Metric.ACCURACY, "majority", first);
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            String.format(
                Locale.ROOT,
                "A classifier that sees two numbers of each cell, the width and the height of its"
                    + " box, and nothing of the image, calls %.1f %% of the cells right (K-NN, k ="
                    + " 15, %s folds). Always naming the class that is more frequent in training gets"
                    + " %.1f %%. Whatever a network is said to have learned of the inside of cells"
                    + " has to show above what size alone gives.",
                100 * runs.value(Metric.ACCURACY, best, first),
                SizeStudy.folds(first),
                100 * chance)));
    if (first != last) {
      PairedDifference cost = runs.difference(Metric.ACCURACY, best, first, last);
      blocks.add(
          new Paragraph(
              String.format(
                  Locale.ROOT,
                  "Folds drawn %s instead of %s: %.1f %% (a difference of %+.1f points, %s).",
                  SizeStudy.folds(last),
                  SizeStudy.folds(first),
                  100 * runs.value(Metric.ACCURACY, best, last),
                  100 * cost.difference(),
                  inPoints(cost.interval()))));
    }
    Predictions p = runs.originals(best, first);
    Interval wrong =
        new CellInterval(2000, runs.any().inputs().seed(), ExperimentRuns.LEVEL)
            .interval(Metric.ACCURACY, p.truth(), p.scores());
    Interval right = runs.interval(Metric.ACCURACY, best, first);
    if (right.isDefined()) {
      blocks.add(
          new Paragraph(
              String.format(
                  Locale.ROOT,
                  "The 95 %% interval over groups of subjects is %.1f to %.1f %%. Taking every cell"
                      + " for a person of its own, as is usual, would have claimed %.1f to %.1f %%."
                      + " The honest interval is %.1f times as wide.",
                  100 * right.low(),
                  100 * right.high(),
                  100 * wrong.low(),
                  100 * wrong.high(),
                  right.width() / wrong.width())));
    }
    if (data.cells() < FEW_CELLS) {
      blocks.add(
          new Paragraph(
              data.cells()
                  + " cells are enough to prove that the way from pixels to numbers works, far too"
                  + " few to quote an accuracy from."));
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    blocks.add(new Shown(figure()));
    return new Section("In short", blocks);
  }

  private static String inPoints(Interval interval) {
    return interval.isDefined()
        ? String.format(
            Locale.ROOT,
            "95 %% interval over groups %+.1f to %+.1f",
            100 * interval.low(),
            100 * interval.high())
        : "no interval: " + interval.undefinedBecause();
  }

  private Figure figure() {
    List<MethodSpec> methods = SizeStudy.methods();
    List<Figure.PointSeries> series = new ArrayList<>();
    double lowest = 60;
    double highest = 90;
    for (Protocol protocol : runs.protocols()) {
      double[] values = new double[methods.size()];
      double[] low = new double[values.length];
      double[] high = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        String id = methods.get(i).id();
        Interval interval = runs.interval(Metric.ACCURACY, id, protocol);
        values[i] = 100 * runs.value(Metric.ACCURACY, id, protocol);
        low[i] = 100 * interval.low();
        high[i] = 100 * interval.high();
        lowest = Math.min(lowest, interval.isDefined() ? low[i] : values[i]);
        highest = Math.max(highest, interval.isDefined() ? high[i] : values[i]);
      }
      series.add(
          new Figure.PointSeries("folds " + SizeStudy.folds(protocol), false, values, low, high));
    }
    return new Figure.Points(
        "fig-accuracy",
        "Accuracy of cell size alone",
        "Points: all test cells. Bars: 95 % intervals over groups of subjects. Dotted: always"
            + " naming the class that is more frequent in training.",
        "Method",
        "Accuracy (%)",
        Math.floor(lowest / 10) * 10,
        Math.min(100, Math.ceil(highest / 10) * 10),
        methods.stream().map(SizeReport::shortTitle).toList(),
        series,
        100 * runs.value(Metric.ACCURACY, "majority", runs.protocols().get(0)),
        "majority class");
  }

  private static String shortTitle(MethodSpec method) {
    return method.title().replace(", shuffled labels", ", shuffled");
  }

  private TableExhibit results() {
    TableBuilder table =
        new TableBuilder(
            "results",
            "Cell size alone",
            "All values in percent, over the test cells of all folds; leukemic is the positive"
                + " class. Brackets: 95 % interval over groups of subjects ("
                + org.leukokit.stats.ClusterJackknife.METHOD
                + "). Last column but one: what the usual interval over cells would have claimed"
                + " for the accuracy.",
            List.of(
                words("Method"),
                words("Folds"),
                numbers("Accuracy (%)"),
                numbers("Balanced accuracy (%)"),
                numbers("Weighted F1 (%)"),
                words("Accuracy, over cells"),
                words("Run")));
    for (MethodSpec method : SizeStudy.methods()) {
      for (Protocol protocol : runs.protocols()) {
        List<Object> entries = new ArrayList<>();
        boolean first = protocol == runs.protocols().get(0);
        entries.add(method.title());
        entries.add(SizeStudy.folds(protocol));
        METRICS.forEach(m -> entries.add(runs.percent(m, method.id(), protocol, 1)));
        Predictions p = runs.originals(method.id(), protocol);
        Interval cells =
            new CellInterval(2000, runs.any().inputs().seed(), ExperimentRuns.LEVEL)
                .interval(Metric.ACCURACY, p.truth(), p.scores());
        entries.add(
            String.format(Locale.ROOT, "%.1f to %.1f", 100 * cells.low(), 100 * cells.high()));
        String run = runs.get(method.id(), protocol).record().shortId();
        entries.add(run);
        table.add(method.control() ? Origin.CONTROL : Origin.OURS, first, run, entries);
      }
    }
    return table.build();
  }

  private TableExhibit costs() {
    TableBuilder table =
        new TableBuilder(
            "stricter-folds",
            "What stricter folds cost",
            "Accuracy under the first kind of folds less accuracy under the second, on the same"
                + " cells, in percentage points; brackets: 95 % interval over groups. Last column:"
                + " the smallest true difference that these groups would show with 80 % power.",
            List.of(
                words("Method"),
                words("Folds"),
                numbers("Difference (points)"),
                numbers("Detectable (points)")));
    List<Protocol> protocols = runs.protocols();
    for (MethodSpec method : SizeStudy.methods()) {
      if (method.control()) {
        continue;
      }
      boolean first = true;
      for (int a = 0; a < protocols.size(); a++) {
        for (int b = a + 1; b < protocols.size(); b++) {
          PairedDifference d =
              runs.difference(Metric.ACCURACY, method.id(), protocols.get(a), protocols.get(b));
          Object[] row = {
            first ? method.title() : "",
            SizeStudy.folds(protocols.get(a)) + " − " + SizeStudy.folds(protocols.get(b)),
            Entry.Measured.percent(d.difference(), d.interval(), 2),
            TableBuilder.number(100 * d.detectable(0.05, 0.8), 1)
          };
          table.add(Origin.OURS, first, "", row);
          first = false;
        }
      }
    }
    return table.build();
  }

  private Section made() {
    RunRecord record = runs.get(SizeStudy.BEST_KNOWN, runs.protocols().get(0)).record();
    List<Item> items = new ArrayList<>();
    items.add(new Item("Data digest", record.inputs().dataDigest()));
    items.add(new Item("Licence of the images", data.licence()));
    items.add(new Item("Sizes", record.weights().description()));
    items.add(new Item("Seed", Long.toString(record.inputs().seed())));
    items.addAll(Provenance.settings(record));
    items.addAll(Provenance.environment(record));
    return Provenance.made(
        new Paragraph(
            "Every number above is computed from the run folders beside this page (runs/). Below:"
                + " the run of K-NN, k = 15, under the first kind of folds. Features are"
                + " standardised on the training cells (not for the tree); of neighbours at equal"
                + " distance those that come first by cell id count."),
        new Report.Definitions(items));
  }
}
