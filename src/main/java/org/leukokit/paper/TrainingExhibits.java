package org.leukokit.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.leukokit.exhibit.Figure;
import org.leukokit.record.History;

/** Figures of how trainings went, from the histories in run folders. */
public final class TrainingExhibits {
  /** Steps of the window over which a batch's accuracy and loss are averaged. */
  private static final int WINDOW = 20;

  /** Points of a curve; more can't be told apart on a page and make it heavy. */
  private static final int POINTS = 150;

  private TrainingExhibits() {}

  /**
   * A training.
   *
   * @param name what it is called in the legend
   * @param history how it went
   */
  public record Training(String name, History history) {}

  /**
   * Accuracy above and loss below, by step: a running mean over the batches.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know beside what the window is
   * @param trainings the trainings, a line each
   */
  public static Figure bySteps(String id, String title, String caption, List<Training> trainings) {
    List<Figure.Curve> accuracy = new ArrayList<>();
    List<Figure.Curve> loss = new ArrayList<>();
    for (Training t : trainings) {
      List<History.Step> steps = t.history().steps();
      double[] x = steps.stream().mapToDouble(History.Step::step).toArray();
      double[] right = steps.stream().mapToDouble(s -> 100 * s.accuracy()).toArray();
      double[] lost = steps.stream().mapToDouble(History.Step::loss).toArray();
      int every = (x.length + POINTS - 1) / POINTS;
      accuracy.add(new Figure.Curve(t.name(), some(x, every), some(smoothed(right), every)));
      loss.add(new Figure.Curve(t.name(), some(x, every), some(smoothed(lost), every)));
    }
    return new Figure.Lines(
        id,
        title,
        caption
            + String.format(
                Locale.ROOT, " Each point is the mean of the %d batches up to its step.", WINDOW),
        List.of(
            new Figure.Plot("Iteration (step)", "Training accuracy (%)", 0, 100, accuracy),
            new Figure.Plot("Iteration (step)", "Training loss", 0, Double.NaN, loss)));
  }

  /**
   * Training and validation accuracy by epoch.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know
   * @param history the training
   */
  public static Figure byEpochs(String id, String title, String caption, History history) {
    List<History.Epoch> epochs = history.epochs();
    double[] x = epochs.stream().mapToDouble(History.Epoch::epoch).toArray();
    double[] train = epochs.stream().mapToDouble(e -> 100 * e.accuracy()).toArray();
    double[] validation = epochs.stream().mapToDouble(e -> 100 * e.validationAccuracy()).toArray();
    return new Figure.Lines(
        id,
        title,
        caption,
        List.of(
            new Figure.Plot(
                "Epoch",
                "Accuracy (%)",
                Double.NaN,
                100,
                List.of(
                    new Figure.Curve("training", x, train),
                    new Figure.Curve("validation", x, validation)))));
  }

  /** Every so-manieth value and the last. */
  private static double[] some(double[] values, int every) {
    return IntStream.range(0, values.length)
        .filter(i -> i % every == 0 || i == values.length - 1)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  private static double[] smoothed(double[] values) {
    double[] out = new double[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] - (i >= WINDOW ? values[i - WINDOW] : 0);
      out[i] = sum / Math.min(i + 1, WINDOW);
    }
    return out;
  }
}
