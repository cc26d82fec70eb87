package org.leukokit.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.UserError;

/**
 * How a training went, as {@code history.csv} holds it: one row a step and one an epoch, in the
 * order in which they ended. Accuracies are shares, 0 to 1; what was not measured is NaN, an empty
 * field in the file.
 *
 * @param steps every step in order
 * @param epochs every finished epoch in order
 */
public record History(List<Step> steps, List<Epoch> epochs) {
  private static final List<String> COLUMNS =
      List.of(
          "row",
          "epoch",
          "step",
          "learning_rate",
          "loss",
          "accuracy",
          "validation_loss",
          "validation_accuracy",
          "seconds",
          "images_per_second",
          "waiting");

  /**
   * One update of the parameters.
   *
   * @param epoch from 1
   * @param step from 1, counted through all epochs
   * @param loss of the batch before the update, without penalties
   * @param accuracy of the batch before the update
   * @param learningRate the rate used
   */
  public record Step(int epoch, long step, double loss, double accuracy, double learningRate) {}

  /**
   * One pass over the training examples.
   *
   * @param epoch from 1
   * @param step the last step of the epoch, counted through all epochs
   * @param loss mean over the epoch's examples, each as its step saw it
   * @param accuracy share of them that were right, each as its step saw it
   * @param validationLoss behind the epoch; NaN without validation examples
   * @param validationAccuracy behind the epoch; NaN without validation examples
   * @param learningRate of the last step
   * @param seconds wall time of its steps, without validation
   * @param imagesPerSecond training images a second
   * @param waiting share of the seconds that steps waited for images
   */
  public record Epoch(
      int epoch,
      long step,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      double learningRate,
      double seconds,
      double imagesPerSecond,
      double waiting) {}

  /** Copies the lists. */
  public History {
    steps = List.copyOf(steps);
    epochs = List.copyOf(epochs);
  }

  /** The text of {@code history.csv}. Numbers are written so that reading gives the same bits. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    int next = 0;
    for (Step s : steps) {
      for (; next < epochs.size() && epochs.get(next).step() < s.step(); next++) {
        append(csv, epochs.get(next));
      }
      csv.append("step,").append(s.epoch()).append(',').append(s.step()).append(',');
      csv.append(text(s.learningRate())).append(',').append(text(s.loss())).append(',');
      csv.append(text(s.accuracy())).append(",,,,,\n");
    }
    for (; next < epochs.size(); next++) {
      append(csv, epochs.get(next));
    }
    return csv.toString();
  }

  private static void append(StringBuilder csv, Epoch e) {
    csv.append("epoch,").append(e.epoch()).append(',').append(e.step());
    double[] values = {
      e.learningRate(),
      e.loss(),
      e.accuracy(),
      e.validationLoss(),
      e.validationAccuracy(),
      e.seconds(),
      e.imagesPerSecond(),
      e.waiting()
    };
    for (double value : values) {
      csv.append(',').append(text(value));
    }
    csv.append('\n');
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /**
   * Reads the text of a history.
   *
   * @param file named in errors
   * @throws UserError if the text is not as this class writes it, naming the line
   */
  public static History parse(Path file, String csv) {
    List<Step> steps = new ArrayList<>();
    List<Epoch> epochs = new ArrayList<>();
    StrictCsv.parse(
        file,
        csv,
        COLUMNS,
        row ->
            switch (row.get("row")) {
              case "step" -> steps.add(step(row));
              case "epoch" -> epochs.add(epoch(row));
              default -> throw new IllegalArgumentException("row is " + row.get("row"));
            });
    return new History(steps, epochs);
  }

  private static Step step(CSVRecord row) {
    return new Step(
        Integer.parseInt(row.get("epoch")),
        Long.parseLong(row.get("step")),
        number(row, "loss"),
        number(row, "accuracy"),
        number(row, "learning_rate"));
  }

  private static Epoch epoch(CSVRecord row) {
    return new Epoch(
        Integer.parseInt(row.get("epoch")),
        Long.parseLong(row.get("step")),
        number(row, "loss"),
        number(row, "accuracy"),
        number(row, "validation_loss"),
        number(row, "validation_accuracy"),
        number(row, "learning_rate"),
        number(row, "seconds"),
        number(row, "images_per_second"),
        number(row, "waiting"));
  }

  private static double number(CSVRecord row, String column) {
    String text = row.get(column);
    // A loss that left all bounds is written as Java writes it.
    return text.endsWith("Infinity")
        ? Double.parseDouble(text)
        : StrictCsv.numberOrNaN(column, text);
  }
}
