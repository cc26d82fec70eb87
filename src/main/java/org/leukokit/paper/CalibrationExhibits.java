package org.leukokit.paper;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Calibration;
import org.leukokit.metric.Metric;
import org.leukokit.metric.Roc;

/** How far scores can be read as probabilities, and what a fixed specificity leaves. */
public final class CalibrationExhibits {
  private static final double[] SPECIFICITIES = {0.90, 0.95};

  private final List<MethodRun> runs;
  private final String protocol;
  private final String scores;
  private final long seed;

  /**
   * @param runs methods and controls under one protocol
   * @param protocol the protocol's id, for people
   * @param scores one or two sentences on what the methods' scores are, such as that those of an
   *     SVM are no probabilities
   * @param seed the seed of the study
   */
  public CalibrationExhibits(List<MethodRun> runs, String protocol, String scores, long seed) {
    this.runs = List.copyOf(runs);
    this.protocol = protocol;
    this.scores = scores;
    this.seed = seed;
  }

  /** What a report says of calibration. */
  public List<Report.Block> blocks() {
    return List.of(new Report.Shown(figure()), new Report.Shown(table()));
  }

  Figure figure() {
    List<Figure.Curve> curves = new ArrayList<>();
    for (MethodRun run : runs) {
      if (run.control()) {
        continue;
      }
      List<Calibration.Bin> bins = of(run).bins().stream().filter(b -> b.cells() > 0).toList();
      curves.add(
          new Figure.Curve(
              run.title(),
              bins.stream().mapToDouble(Calibration.Bin::meanScore).toArray(),
              bins.stream().mapToDouble(Calibration.Bin::observed).toArray()));
    }
    return new Figure.Curves(
        "fig-calibration",
        "Reliability curves, protocol " + protocol,
        "Cells in ten bins of equal width by score; each point is the mean score of a bin's cells"
            + " and the share of leukemic ones among them, empty bins left out. Below the line of"
            + " calibrated scores a method is surer of leukemia than it may be. A bin of few cells"
            + " swings widely. "
            + scores,
        "Mean score of the bin",
        "Share of leukemic cells in the bin",
        curves,
        "calibrated");
  }

  TableExhibit table() {
    boolean groups = runs.get(0).knowsGroups();
    TableBuilder table =
        new TableBuilder(
            "calibration",
            "Calibration, and sensitivity at a fixed specificity, protocol " + protocol,
            "Brier score: mean squared difference of score and truth, lower is better; 0.25 is what a"
                + " constant score of one half has. Brackets: 95 % interval over "
                + (groups ? "groups of subjects" : "cells, as groups are not known")
                + ". Expected calibration error: over the bins of the figure, no interval is known for"
                + " it. Sensitivity at the lowest threshold that reaches the specificity on these very"
                + " cells, so it is what the threshold could give, not what one chosen beforehand"
                + " would; 0 where no threshold but \"never\" reaches it. Margins of all folds are"
                + " pooled. "
                + scores,
            List.of(
                words("Method"),
                numbers("Brier score"),
                numbers("Calibration error"),
                numbers("Sensitivity at 90 % specificity (%)"),
                numbers("at 95 % (%)"),
                words("Run")));
    for (MethodRun run : runs) {
      Roc roc = Roc.of(run.cells().truth(), run.cells().ranking());
      Calibration calibration = of(run);
      table.add(
          run.origin(),
          false,
          run.runId(),
          run.title(),
          Entry.Measured.of(calibration.brier(), run.interval(Metric.BRIER, seed), 3),
          TableBuilder.number(calibration.expectedError(), 3),
          Arrays.stream(SPECIFICITIES)
              .mapToObj(s -> TableBuilder.number(100 * roc.sensitivityAtSpecificity(s), 1))
              .toList(),
          run.runId());
    }
    return table.build();
  }

  private static Calibration of(MethodRun run) {
    return Calibration.of(run.cells().truth(), run.cells().scores(), Calibration.BINS);
  }
}
