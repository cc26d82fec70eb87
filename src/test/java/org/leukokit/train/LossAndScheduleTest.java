package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.net.FormulaWeights;

/** Against torch's cross_entropy, CyclicLR and ExponentialLR; see train_fixtures.py. */
class LossAndScheduleTest {
  private static final int[] LABELS = {0, 2, 1, 1, 0, 2};

  private static float[] logits() {
    float[] logits = new float[18];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) ((2 * FormulaWeights.uniform(FormulaWeights.hash("logits"), i) - 1) * 4);
    }
    return logits;
  }

  @Test
  void lossAndGradientAreTorchs() throws IOException {
    List<CSVRecord> rows = Fixture.rows("loss.csv");
    assertEquals(4, rows.size());
    for (CSVRecord row : rows) {
      List<Double> weights =
          Arrays.stream(Fixture.numbers(row.get("class_weights"))).boxed().toList();
      double smoothing = Double.parseDouble(row.get("label_smoothing"));
      Loss.Value value = new Loss(weights, smoothing, Loss.Mean.WEIGHTS).of(logits(), LABELS);
      assertEquals(Double.parseDouble(row.get("loss")), value.loss(), 1e-12);
      double[] gradient = Fixture.numbers(row.get("gradient"));
      for (int i = 0; i < gradient.length; i++) {
        assertEquals(gradient[i], value.gradient()[i], 1e-7);
      }
    }
  }

  /** Keras divides by the examples: the weights of these six add up to 8. */
  @Test
  void overExamplesTheWeightsDoNotCancel() {
    List<Double> weights = List.of(1.0, 2.5, 0.5);
    double torch = new Loss(weights, 0, Loss.Mean.WEIGHTS).of(logits(), LABELS).loss();
    double keras = new Loss(weights, 0, Loss.Mean.EXAMPLES).of(logits(), LABELS).loss();
    assertEquals(torch * 8 / 6, keras, 1e-12);
  }

  @Test
  void hugeLogitsOverflowNothing() {
    Loss.Value value = Loss.CROSS_ENTROPY.of(new float[] {1e30f, -1e30f}, new int[] {0});
    assertEquals(0, value.loss());
    assertEquals(1, value.correct());
  }

  @Test
  void ratesAreTorchs() throws IOException {
    List<CSVRecord> rows = Fixture.rows("schedules.csv");
    assertEquals(260, rows.size());
    for (CSVRecord row : rows) {
      Schedule schedule =
          switch (row.get("schedule")) {
            case "triangular" -> cyclic(Schedule.Peaks.TRIANGULAR, 1);
            case "triangular2" -> cyclic(Schedule.Peaks.TRIANGULAR2, 1);
            case "exp_range" -> cyclic(Schedule.Peaks.EXP_RANGE, 0.97);
            case "exponential-step" -> new Schedule.Exponential(1e-5, 1e-6, 20, false);
            default -> new Schedule.Exponential(1e-5, 1e-6, 20, true);
          };
      double want = Double.parseDouble(row.get("rate"));
      int step = Integer.parseInt(row.get("step"));
      // Half a cycle is 6 epochs of 2 steps.
      assertEquals(want, schedule.rate(step, 2), 1e-9 * want, row.get("schedule") + " " + step);
    }
  }

  private static Schedule cyclic(Schedule.Peaks peaks, double gamma) {
    return new Schedule.Cyclic(peaks, 1e-7, 2e-3, 6, true, gamma);
  }

  /** oliveira2021's rates, epoch by epoch. */
  @Test
  void roundedRatesArePythons() throws IOException {
    List<CSVRecord> rows = Fixture.rows("rates-rounded.csv");
    assertEquals(900, rows.size());
    TreeSet<Double> seen = new TreeSet<>();
    for (CSVRecord row : rows) {
      double first = Double.parseDouble(row.get("first"));
      Schedule schedule =
          new Schedule.Rounded(
              new Schedule.Exponential(
                  first,
                  Double.parseDouble(row.get("last")),
                  Integer.parseInt(row.get("epochs")),
                  true),
              6);
      int epoch = Integer.parseInt(row.get("epoch"));
      double want = Double.parseDouble(row.get("rate"));
      assertEquals(want, schedule.rate(1000L * epoch, 1000), row.toString());
      assertEquals(want, schedule.rate(1000L * epoch + 999, 1000), row.toString());
      if (first == 1e-5) {
        seen.add(want);
      }
    }
    assertEquals(10, seen.size(), seen.toString());
  }

  @Test
  void ratesThatBecomeNothingAreRefused() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> new Schedule.Rounded(new Schedule.Exponential(1e-5, 4e-7, 10, true), 6));
    assertEquals(
        "a learning rate of 4.0E-7 rounded to 6 decimals is 0; take more decimals or a higher rate",
        error.getMessage());
    assertThrows(
        UserError.class,
        () -> new Schedule.Rounded(new Schedule.Exponential(1e-5, 1e-6, 10, true), 0));
  }

  @Test
  void decayEndsAtItsLastRate() {
    Schedule.Exponential decay = new Schedule.Exponential(1e-5, 1e-6, 4, false);
    assertEquals(1e-6, decay.rate(40, 10), 1e-18);
    assertEquals(1e-6, decay.rate(4000, 10), 1e-18);
  }

  /** Whatever the number of epochs, the rate goes through the same and ends where it ended. */
  @Test
  void anotherNumberOfEpochsKeepsTheShape() {
    Schedule.Cyclic cycles =
        new Schedule.Cyclic(Schedule.Peaks.TRIANGULAR2, 1e-7, 2e-3, 1, true, 1);
    TrainSpec four = TrainSpec.of(Trainings.ADAM, cycles, 4, 6);
    for (int epochs : new int[] {1, 3, 24}) {
      TrainSpec other = four.withEpochs(epochs);
      assertEquals(epochs, other.epochs());
      int steps = 40;
      for (int step = 0; step < 4 * steps; step++) {
        double want = cycles.rate(step, steps);
        double rate = other.schedule().rate((long) step * epochs, 4 * steps);
        assertEquals(want, rate, 1e-12, epochs + " epochs, step " + step);
      }
      assertEquals(1e-7, other.schedule().rate((long) epochs * steps, steps), 1e-15);
    }
    Schedule decay = new Schedule.Exponential(1e-3, 1e-4, 4, true);
    TrainSpec two = TrainSpec.of(Trainings.ADAM, decay, 4, 6).withEpochs(2);
    assertEquals(decay.rate(2 * 10, 10), two.schedule().rate(10, 10), 1e-18);
    Schedule constant = new Schedule.Constant(1e-3);
    assertEquals(constant, TrainSpec.of(Trainings.ADAM, constant, 4, 6).withEpochs(2).schedule());
  }
}
