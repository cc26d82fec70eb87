package org.leukokit.paper;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.metric.Roc;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.Predictions;
import org.leukokit.split.Protocol;

/** Parts of figures that every paper's report draws of its runs. */
public final class RunFigures {
  private RunFigures() {}

  /** The ROC curve of predictions, with the area under it in its name. */
  public static Figure.Curve roc(String name, Predictions predictions) {
    Roc roc = Roc.of(predictions.truth(), predictions.ranking());
    return roc(name, roc, roc.corners());
  }

  /**
   * A ROC curve, with the area under it in its name.
   *
   * @param drawn which of its corners are drawn
   */
  public static Figure.Curve roc(String name, Roc roc, List<Roc.Point> drawn) {
    return new Figure.Curve(
        String.format(Locale.ROOT, "%s, AUC %.3f", name, roc.auc()),
        drawn.stream().mapToDouble(Roc.Point::falsePositiveRate).toArray(),
        drawn.stream().mapToDouble(Roc.Point::truePositiveRate).toArray());
  }

  /** ROC curves in one plot. */
  public static Figure.Curves rocs(
      String id, String title, String caption, List<Figure.Curve> curves) {
    return new Figure.Curves(
        id,
        title,
        caption,
        "False positive rate (1 − specificity)",
        "True positive rate (sensitivity)",
        curves,
        "chance");
  }

  /** A confusion matrix, the leukemic class first. */
  public static Figure.Matrix matrix(String name, ConfusionMatrix m) {
    return new Figure.Matrix(name, new long[][] {{m.tp(), m.fn()}, {m.fp(), m.tn()}});
  }

  /** The accuracies of methods under a protocol in percent, with intervals where there are any. */
  public static Figure.PointSeries accuracies(
      String name, MeasuredRuns runs, List<String> methods, Protocol protocol) {
    double[] values = new double[methods.size()];
    double[] low = new double[values.length];
    double[] high = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      String id = methods.get(i);
      boolean there = runs.has(id, protocol);
      values[i] = there ? 100 * runs.value(Metric.ACCURACY, id, protocol) : Double.NaN;
      low[i] = there ? 100 * runs.interval(Metric.ACCURACY, id, protocol).low() : Double.NaN;
      high[i] = there ? 100 * runs.interval(Metric.ACCURACY, id, protocol).high() : Double.NaN;
    }
    return new Figure.PointSeries(name, false, values, low, high);
  }

  /** Where an axis of percent begins that holds these points with their intervals, and a level. */
  public static double axisStart(List<Figure.PointSeries> series, double level) {
    double lowest =
        series.stream()
            .flatMapToDouble(
                s ->
                    IntStream.range(0, s.values().length)
                        .mapToDouble(i -> Double.isNaN(s.low()[i]) ? s.values()[i] : s.low()[i]))
            .filter(v -> !Double.isNaN(v))
            .min()
            .orElse(level);
    return Math.floor(Math.min(lowest, level) / 10) * 10;
  }

  /**
   * Pictures that a study made.
   *
   * @param panel their name in its folder
   */
  public static Figure panel(
      PanelFolder panels, String panel, String id, String title, String caption) {
    return panel(panels.get(panel), id, title, caption);
  }

  /** As above, of a panel in hand. */
  public static Figure panel(PanelFolder.Panel p, String id, String title, String caption) {
    List<Figure.Words> words =
        p.words().stream().map(w -> new Figure.Words(w.row(), w.column(), w.text())).toList();
    return new Figure.Panel(id, title, caption, p.columns(), p.rows(), p.png(), words);
  }
}
