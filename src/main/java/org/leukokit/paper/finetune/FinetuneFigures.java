package org.leukokit.paper.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunFigures;
import org.leukokit.record.History;
import org.leukokit.record.PanelFolder;
import org.leukokit.stats.Interval;
import org.leukokit.study.StudyPanels;

/** The figures of the report. */
final class FinetuneFigures {
  private final FinetuneRuns runs;
  private final PanelFolder panels;

  FinetuneFigures(FinetuneRuns runs, PanelFolder panels) {
    this.runs = runs;
    this.panels = panels;
  }

  /** Balanced accuracy of network and controls, with the folds behind it. */
  Figure balanced() {
    List<Figure.ForestRow> rows = new ArrayList<>();
    double least = 30;
    for (FinetuneRuns.Entry e : runs.entries()) {
      double value = 100 * runs.value(Metric.BALANCED_ACCURACY, e);
      Interval over = runs.interval(Metric.BALANCED_ACCURACY, e);
      rows.add(
          new Figure.ForestRow(
              e.shortTitle(),
              e == runs.network() ? "the network" : "control",
              value,
              100 * over.low(),
              100 * over.high(),
              new double[0]));
      least = Math.min(least, over.isDefined() ? 100 * over.low() : value);
    }
    return new Figure.Forest(
        "fig-balanced-accuracy",
        "Balanced accuracy of the network and its controls",
        "All test cells of the folds together. Lines: 95 % intervals over groups of subjects; a"
            + " point without a line has none that is defined. Vertical line: chance.",
        "Balanced accuracy (%)",
        Math.max(0, Math.floor(least / 10) * 10),
        100,
        rows,
        List.of(new Figure.Level("chance", 50)));
  }

  /** Confusion matrices of the network and its first shuffle. */
  Figure matrices() {
    List<Figure.Matrix> matrices = new ArrayList<>();
    for (FinetuneRuns.Entry e : List.of(runs.network(), runs.shuffled().get(0))) {
      String name = e == runs.network() ? "own labels" : "shuffled labels 1";
      matrices.add(RunFigures.matrix(name, e.matrix()));
    }
    return new Figure.Matrices(
        "fig-confusion-matrices",
        "Confusion matrices, learned from own and from shuffled labels",
        "Rows: truth; columns: prediction; counts over the test cells of all folds, with their"
            + " share of the row.",
        List.of("leukemic", "healthy"),
        matrices);
  }

  /** ROC curves of the network and its shuffles. */
  Figure roc() {
    List<FinetuneRuns.Entry> shown = new ArrayList<>(List.of(runs.network()));
    shown.addAll(runs.shuffled());
    return RunFigures.rocs(
        "fig-roc",
        "ROC curves",
        "Margins of all folds pooled, though each fold's network has a scale of its own.",
        shown.stream().map(e -> RunFigures.roc(e.shortTitle(), e.method().cells())).toList());
  }

  /** How the trainings went. */
  Figure learning() {
    return learning(
        "fig-learning",
        "Learning curves",
        "One line a fold, and their mean. Loss on the training cells as their steps saw them, warped"
            + " and with dropout; loss and accuracy on the fold's validation cells behind each"
            + " epoch.",
        runs.network());
  }

  /** How they went on shuffled labels. */
  Figure learningShuffled() {
    return learning(
        "fig-learning-shuffled",
        "Learning curves of the control, shuffled labels 1",
        "The same on shuffled labels, those of validation shuffled as well: what falls here is"
            + " what a network learns by heart. A fold has few validation cells and may stray far by"
            + " chance; the mean of the folds should get no better.",
        runs.shuffled().get(0));
  }

  private static Figure learning(
      String id, String title, String caption, FinetuneRuns.Entry entry) {
    return new Figure.Lines(
        id,
        title,
        caption,
        List.of(
            plot("Training loss", Double.NaN, entry, History.Epoch::loss),
            plot("Validation loss", Double.NaN, entry, History.Epoch::validationLoss),
            plot("Validation accuracy (%)", 100, entry, e -> 100 * e.validationAccuracy())));
  }

  private static Figure.Plot plot(
      String label,
      double highest,
      FinetuneRuns.Entry entry,
      ToDoubleFunction<History.Epoch> value) {
    List<Figure.Curve> curves = new ArrayList<>();
    for (Map.Entry<String, History> fold : entry.folder().histories().entrySet()) {
      curves.add(curve(fold.getKey(), fold.getValue().epochs(), value));
    }
    curves.add(mean(curves));
    return new Figure.Plot("Epoch", label, 0, highest, curves);
  }

  private static Figure.Curve curve(
      String name, List<History.Epoch> epochs, ToDoubleFunction<History.Epoch> value) {
    return new Figure.Curve(
        name,
        epochs.stream().mapToDouble(History.Epoch::epoch).toArray(),
        epochs.stream().mapToDouble(value).toArray());
  }

  /** As far as every fold was trained. */
  private static Figure.Curve mean(List<Figure.Curve> folds) {
    int epochs = folds.stream().mapToInt(c -> c.y().length).min().orElseThrow();
    double[] mean = new double[epochs];
    for (int e = 0; e < epochs; e++) {
      int at = e;
      mean[e] = folds.stream().mapToDouble(c -> c.y()[at]).average().orElseThrow();
    }
    return new Figure.Curve("mean of the folds", Arrays.copyOf(folds.get(0).x(), epochs), mean);
  }

  /** Samples of the data. */
  Figure samples() {
    return RunFigures.panel(
        panels,
        StudyPanels.SAMPLES,
        "fig-samples",
        "Samples of the data",
        "Healthy cells above, leukemic cells below, as the network gets them before they are turned"
            + " and moved; one cell a group of subjects as far as there are enough.");
  }

  /** Where the network looked, as far as there are such cells. */
  List<Figure> lookedAt() {
    LookedAt looked = new LookedAt(runs);
    List<Figure> figures = new ArrayList<>();
    for (LookedAt.Kind kind : LookedAt.KINDS) {
      if (!looked.of(kind).isEmpty()) {
        figures.add(
            RunFigures.panel(
                panels,
                kind.id(),
                "fig-" + kind.id(),
                kind.title(),
                "Test cells, each with the network of its own fold; above each its probability of"
                    + " leukemic. Below: Grad-CAM for the class that the cell is of; bright where"
                    + " the network finds it, each map on a scale of its own. "
                    + (kind.right()
                        ? "The first that the seed drew."
                        : "The most confident errors. A map without colour found nothing that"
                            + " speaks for the true class.")));
      }
    }
    return figures;
  }
}
