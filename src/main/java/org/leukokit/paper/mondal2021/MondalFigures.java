package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunFigures;
import org.leukokit.paper.RunNumbers;
import org.leukokit.paper.TrainingExhibits;
import org.leukokit.record.RunFolder;
import org.leukokit.study.Scale;
import org.leukokit.train.Schedule;

/** The figures that are drawn from numbers. */
final class MondalFigures {
  private final MondalRuns runs;

  MondalFigures(MondalRuns runs) {
    this.runs = runs;
  }

  /** Fig. 3: the learning rate of every step, from the schedule that the trainings follow. */
  Figure learningRate() {
    Scale scale = "full".equals(runs.any().environment().get("scale")) ? Scale.FULL : Scale.SMOKE;
    int epochs = MondalStudy.epochs(scale);
    Schedule schedule = MondalStudy.schedule(epochs);
    // Iterations of an epoch only set how finely the line is drawn.
    int steps = 20;
    double[] x = new double[epochs * steps + 1];
    double[] y = new double[x.length];
    for (int step = 0; step < x.length; step++) {
      x[step] = (double) step / steps;
      y[step] = 1e3 * schedule.rate(step, steps);
    }
    return new Figure.Lines(
        "fig-3-learning-rate",
        "Fig. 3. The cyclic learning rate, triangular2",
        String.format(
            Locale.ROOT,
            "The rate of every step of the trainings below: between 1e-7 and 2e-3, half a cycle of"
                + " %s, each peak half as high as the one before.%s The paper: half a cycle of 6"
                + " epochs; the number of epochs is open, here %d, two cycles.",
            epochs == 4 ? "one epoch" : epochs / 4 + " epochs",
            scale == Scale.FULL
                ? ""
                : " VGG-16's at smoke scale is a quarter of it: see Deviations.",
            epochs),
        List.of(
            new Figure.Plot(
                "Epoch",
                "Learning rate (thousandths)",
                0,
                Double.NaN,
                List.of(new Figure.Curve("learning rate", x, y)))));
  }

  /** Fig. 5: the networks' curves of one input. */
  Optional<Figure> rocOfNetworks(MondalInput input) {
    List<Figure.Curve> curves = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      runs.single(network, input, runs.main())
          .ifPresent(run -> curves.add(RunFigures.roc(network.title(), run.predictions())));
    }
    return roc(
        "fig-5-networks-" + input.pixels(),
        "Fig. 5 " + letter(input) + ". ROC curves of the networks, " + input.pixels() + " px",
        curves);
  }

  /** Fig. 5: the ensembles' curves of one input. */
  Optional<Figure> rocOfEnsembles(MondalInput input) {
    List<Figure.Curve> curves = new ArrayList<>();
    for (Weighting weighting : Weighting.values()) {
      runs.ensemble(weighting, false, input, runs.main())
          .ifPresent(
              run ->
                  curves.add(
                      RunFigures.roc(MondalMethod.classifier(weighting), run.predictions())));
    }
    return roc(
        "fig-5-ensembles-" + input.pixels(),
        "Fig. 5 " + letter(input) + ". ROC curves of the ensembles, " + input.pixels() + " px",
        curves);
  }

  private static String letter(MondalInput input) {
    return input == MondalInput.WHOLE ? "(a)" : "(b)";
  }

  private Optional<Figure> roc(String id, String title, List<Figure.Curve> curves) {
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RunFigures.rocs(
                id,
                title,
                "On the test cells, protocol "
                    + runs.main().id()
                    + ". The paper draws networks and ensembles in one plot; apart, the ten curves"
                    + " can be told from one another. Ensembles of the same members lie close"
                    + " together, and one may hide another. The paper's AUCs stand in Table 4."
                    + (runs.shrunk() ? " Inputs were shrunk, see Deviations." : ""),
                curves));
  }

  /** Table 5 as matrices: the paper's and ours. */
  Figure matrices() {
    List<Figure.Matrix> matrices = new ArrayList<>();
    var printed = MondalPrinted.table("table5.csv").rows();
    for (String model : List.of("Xception", "WEN kappa")) {
      long[][] counts = new long[2][];
      for (Map<String, String> row : printed) {
        if (row.get("model").equals(model)) {
          counts[row.get("actual").equals(MondalPrinted.HEM) ? 0 : 1] =
              new long[] {
                Long.parseLong(row.get("predicted_hem")), Long.parseLong(row.get("predicted_all"))
              };
        }
      }
      matrices.add(new Figure.Matrix(model + ", the paper", counts));
      new MondalTables(runs)
          .run(MondalInput.CROPPED, model, runs.main())
          .ifPresent(
              run -> {
                ConfusionMatrix m = RunNumbers.matrix(run.predictions());
                matrices.add(
                    new Figure.Matrix(
                        model + ", ours", new long[][] {{m.tn(), m.fp()}, {m.fn(), m.tp()}}));
              });
    }
    return new Figure.Matrices(
        "fig-table-5",
        "Table 5 as matrices, 300 px: the paper's and ours",
        "Rows: truth; columns: prediction; counts of test cells, with their share of the row.",
        List.of("Hem", "ALL"),
        matrices);
  }

  /** How the networks' losses went. */
  Optional<Figure> training(MondalInput input) {
    List<TrainingExhibits.Training> trainings = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      runs.single(network, input, runs.main())
          .ifPresent(
              run ->
                  run.histories()
                      .values()
                      .forEach(
                          h -> trainings.add(new TrainingExhibits.Training(network.title(), h))));
    }
    return trainings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TrainingExhibits.bySteps(
                "fig-training-" + input.pixels(),
                "Training of the networks, " + input.pixels() + " px",
                "Not in the paper. Accuracy and loss on the batches before each step.",
                trainings));
  }

  /** Fig. 9: the weighted F1 of published methods, as far as the text gives it, and ours. */
  Figure otherMethods() {
    List<MondalPrinted.Bar> bars = MondalPrinted.fig9();
    double[] printed =
        bars.stream()
            .mapToDouble(b -> b.percent().map(Double::valueOf).orElse(Double.NaN))
            .toArray();
    double[] ours = new double[bars.size()];
    Arrays.fill(ours, Double.NaN);
    best().ifPresent(run -> ours[0] = 100 * MondalRuns.value(Metric.WEIGHTED_F1, run));
    return new Figure.Bars(
        "fig-9-other-methods",
        "Fig. 9. Weighted F1 of methods on C-NMC 2019",
        "Published: what the text says of the paper's figure, whose bars can't be read. "
            + bars.stream().map(b -> b.name() + ": " + b.how()).collect(Collectors.joining("; "))
            + ". The text names no other bar, and says that none is higher than the first. Ours: WEN"
            + " kappa (SAP where no member has a kappa above 0).",
        "Method",
        "Weighted F1 (%)",
        0,
        100,
        bars.stream()
            .map(b -> b.percent().isPresent() ? b.name() : b.name() + " (not available)")
            .toList(),
        List.of(new Figure.BarSeries("published", printed), new Figure.BarSeries("ours", ours)),
        false);
  }

  private Optional<RunFolder> best() {
    return runs.ensemble(Weighting.KAPPA, false, MondalInput.CROPPED, runs.main())
        .or(() -> runs.ensemble(Weighting.EQUAL, false, MondalInput.CROPPED, runs.main()));
  }
}
