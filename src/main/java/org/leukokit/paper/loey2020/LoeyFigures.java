package org.leukokit.paper.loey2020;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunFigures;
import org.leukokit.paper.TrainingExhibits;
import org.leukokit.record.PanelFolder;
import org.leukokit.split.Protocol;
import org.leukokit.study.StudyPanels;

/** The figures of the report. */
final class LoeyFigures {
  private static final String NETWORK = "CNN (AlexNet)";
  private static final String BEST = "svm-cubic";

  private final LoeyRuns runs;
  private final PanelFolder panels;
  private final List<LoeyMethod> methods;

  LoeyFigures(LoeyRuns runs, PanelFolder panels) {
    this.runs = runs;
    this.panels = panels;
    this.methods = runs.methods().stream().filter(m -> !m.control()).toList();
  }

  Figure augmentation() {
    return RunFigures.panel(
        panels,
        StudyPanels.AUGMENTATION,
        "fig-4-augmentation",
        "Fig. 4. Augmented samples",
        "One row a cell: the cell and its four copies, at the network's input size. Translation by"
            + " 15 to 25 px right and down, reflection about the vertical axis, rotation by 25° to"
            + " 125° in steps of 5°; what is uncovered is filled with black.");
  }

  Figure samples() {
    return RunFigures.panel(
        panels,
        StudyPanels.SAMPLES,
        "fig-6-samples",
        "Fig. 6. Samples of the data",
        "Healthy cells above, leukemic cells below, as in the paper's figure; one cell a group of"
            + " subjects as far as there are enough.");
  }

  /** Fig. 7 as the paper has it: Table 1 as bars. */
  Figure publishedBars() {
    List<String> titles =
        List.of(
            "DT",
            "LD",
            "SVM (linear)",
            "SVM (Gaussian)",
            "SVM (cubic)",
            "K-NN",
            "CNN (AlexNet) 10-fold",
            "CNN (AlexNet) hold-out");
    List<Figure.BarSeries> series = new ArrayList<>();
    for (Metric metric : LoeyTables.METRICS) {
      double[] values = new double[titles.size()];
      for (int i = 0; i < values.length; i++) {
        String printed = LoeyTables.published(titles.get(i), metric);
        values[i] = printed.isEmpty() ? Double.NaN : Double.parseDouble(printed);
      }
      series.add(new Figure.BarSeries(name(metric), values));
    }
    List<String> categories = titles.stream().map(LoeyFigures::category).toList();
    return new Figure.Bars(
        "fig-7-published",
        "Fig. 7. Table 1 as bars: the paper's printed values",
        "The paper's own numbers on its own images, as far as they can be read; where no bar"
            + " stands (n/a), the value is not available to us.",
        "Method",
        "Percent (%)",
        0,
        100,
        categories,
        series,
        true);
  }

  private static String category(String title) {
    boolean there = !LoeyTables.published(title, Metric.ACCURACY).isEmpty();
    return title.replace(NETWORK, "CNN") + (there ? "" : ": n/a");
  }

  /** What short names of networks stand for; empty without them. */
  private String networks() {
    List<String> longer =
        methods.stream().filter(m -> m.model() == 2).map(LoeyMethod::title).toList();
    return longer.isEmpty() ? "" : " CNN: " + String.join("; ", longer) + ".";
  }

  /** Fig. 7 with our values under one protocol. */
  Figure ourBars(Protocol protocol) {
    List<Figure.BarSeries> series = new ArrayList<>();
    for (Metric metric : LoeyTables.METRICS) {
      double[] values =
          methods.stream().mapToDouble(m -> 100 * runs.value(metric, m.id(), protocol)).toArray();
      series.add(new Figure.BarSeries(name(metric), values));
    }
    return new Figure.Bars(
        "fig-7-ours",
        "Fig. 7. Table 1 as bars: ours, protocol " + protocol.id(),
        "Our values under the protocol nearest to the paper's that was run." + networks(),
        "Method",
        "Percent (%)",
        0,
        100,
        methods.stream().map(LoeyMethod::shortTitle).toList(),
        series,
        false);
  }

  // The paper says "recall" where others say sensitivity.
  private static String name(Metric metric) {
    return metric == Metric.SENSITIVITY ? "Recall" : metric.displayName();
  }

  /** The accuracy of each method under each protocol, with intervals. */
  Figure accuracyByProtocol() {
    List<String> ids = methods.stream().map(LoeyMethod::id).toList();
    List<Figure.PointSeries> series =
        runs.protocols().stream()
            .map(p -> RunFigures.accuracies("ours, " + p.id(), runs, ids, p))
            .toList();
    var data = runs.any().data();
    double larger =
        100.0 * Math.max(data.leukemic(), data.cells() - data.leukemic()) / data.cells();
    return new Figure.Points(
        "fig-accuracy-by-protocol",
        "Accuracy of each method under each protocol",
        "Points: all test rows of the folds. Bars: 95 % intervals over groups of subjects. The"
            + " further a method falls from left to right, the more of its score was leakage. Dashed:"
            + " the share of the larger class, which a method reaches without looking."
            + networks(),
        "Method",
        "Accuracy (%)",
        RunFigures.axisStart(series, Math.min(40, larger)),
        100,
        methods.stream().map(LoeyMethod::shortTitle).toList(),
        series,
        larger,
        "share of the larger class");
  }

  Figure matrices() {
    List<Figure.Matrix> matrices = new ArrayList<>();
    for (Protocol protocol : runs.protocols()) {
      matrices.add(matrix(protocol.id(), BEST, protocol));
    }
    return new Figure.Matrices(
        "fig-confusion-matrices",
        "Confusion matrices of "
            + methods.stream().filter(m -> m.id().equals(BEST)).findFirst().orElseThrow().title()
            + ", the paper's best of model 1",
        "Rows: truth; columns: prediction; counts over all test rows of the folds, with their"
            + " share of the row.",
        List.of("leukemic", "healthy"),
        matrices);
  }

  /** Whether the second model was run. */
  boolean hasSecondModel() {
    return methods.stream().anyMatch(m -> m.id().equals(LoeyMethod.HOLD_OUT));
  }

  /** What it is: nothing is fine-tuned that began with random weights. */
  private String network() {
    boolean pretrained =
        runs.get(LoeyMethod.HOLD_OUT, runs.protocols().get(0)).record().weights().pretrained();
    return pretrained
        ? "the fine-tuned network"
        : "the second model's network, from random weights";
  }

  /** Fig. 8: how the fine-tuning went. */
  Figure trainingProgress() {
    List<TrainingExhibits.Training> trainings = new ArrayList<>();
    for (Protocol protocol : runs.protocols()) {
      runs.get(LoeyMethod.HOLD_OUT, protocol)
          .histories()
          .values()
          .forEach(h -> trainings.add(new TrainingExhibits.Training(protocol.id(), h)));
    }
    return TrainingExhibits.bySteps(
        "fig-8-training-progress",
        "Fig. 8. Training progress of " + network() + ", hold-out",
        "Accuracy and loss on the batches that the network is trained on, before each step.",
        trainings);
  }

  /** Fig. 9: the confusion matrices of the fine-tuned network. */
  Figure secondModelMatrices() {
    List<Figure.Matrix> matrices = new ArrayList<>();
    for (String id : List.of(LoeyMethod.TEN_FOLD, LoeyMethod.HOLD_OUT)) {
      for (Protocol protocol : runs.protocols()) {
        String name = (id.equals(LoeyMethod.HOLD_OUT) ? "hold-out, " : "folds, ") + protocol.id();
        matrices.add(matrix(name, id, protocol));
      }
    }
    return new Figure.Matrices(
        "fig-9-confusion-matrices",
        "Fig. 9. Confusion matrices of " + network(),
        "Rows: truth; columns: prediction; counts over the test rows, with their share of the row.",
        List.of("leukemic", "healthy"),
        matrices);
  }

  private Figure.Matrix matrix(String name, String method, Protocol protocol) {
    return RunFigures.matrix(name, runs.matrix(method, protocol));
  }

  Figure roc(Protocol protocol) {
    return RunFigures.rocs(
        "fig-roc-" + protocol.id(),
        "ROC curves, protocol " + protocol.id(),
        "Margins of all folds pooled. K-NN with k = 1 has one point between its ends, the tree as"
            + " many as its leaves have shares.",
        methods.stream()
            .map(m -> RunFigures.roc(m.title(), runs.get(m.id(), protocol).predictions()))
            .toList());
  }
}
