package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.record.History;

/** What the loop promises besides learning. */
class LoopTest {
  private static final Examples DISCS = new Discs(25, 16, 1);

  private static TrainSpec spec(int epochs) {
    return TrainSpec.of(Trainings.ADAM, new Schedule.Constant(1e-2), epochs, 6);
  }

  private static float[] tensor(Fit fit, String name) {
    return fit.network().tensors().read(name);
  }

  @Test
  void neitherWorkersNorTheCallingThreadMatter() throws Exception {
    List<String> weights = new ArrayList<>();
    for (int workers : new int[] {1, 2, 5}) {
      Thread thread =
          new Thread(
              () -> {
                Trainer trainer = new Trainer(TestRuntime.get(), workers);
                try (Fit fit =
                    trainer.fit(
                        Trainings.task(spec(2), DISCS), Optional.empty(), TrainProgress.NONE)) {
                  weights.add(fit.network().sha256());
                }
              });
      thread.start();
      thread.join();
    }
    assertEquals(3, weights.size());
    assertEquals(1, new HashSet<>(weights).size(), weights.toString());
  }

  @Test
  void frozenLayersStayAsTheyWereAndTheOthersMove() {
    TrainTask task = Trainings.task(spec(2).withFreezing(Freezing.through("relu1")), DISCS);
    try (Fit fit = Trainings.fit(task)) {
      TensorSource first = task.initial();
      for (String name : first.shapes().keySet()) {
        boolean frozen = name.startsWith("conv1.") || name.startsWith("bn1.");
        assertEquals(frozen, Arrays.equals(first.read(name), tensor(fit, name)), name);
      }
    }
  }

  @Test
  void frozenRunningStatisticsStayAndTheirScalesAreLearned() {
    TrainTask task = Trainings.task(spec(2).withFreezing(new Freezing("", true)), DISCS);
    try (Fit fit = Trainings.fit(task)) {
      TensorSource first = task.initial();
      for (String name : first.shapes().keySet()) {
        boolean statistics = name.contains(".running_");
        assertEquals(statistics, Arrays.equals(first.read(name), tensor(fit, name)), name);
      }
    }
  }

  @Test
  void aRateFactorOfNoughtStopsALayer() {
    TrainTask task = Trainings.task(spec(1).withRateFactors(new RateFactor("fc", 0, 1)), DISCS);
    try (Fit fit = Trainings.fit(task)) {
      assertArrayEquals(task.initial().read("fc.weight"), tensor(fit, "fc.weight"));
      assertFalse(Arrays.equals(task.initial().read("fc.bias"), tensor(fit, "fc.bias")));
    }
  }

  /**
   * Plain descent moves by rate · factor · gradient. One step from the same weights with the same
   * batch has the same gradient, so what moved at factor 1 says by how much others move: w0 + f (w1
   * − w0).
   */
  @Test
  void aRateFactorMultipliesTheRateOfItsLayerAlone() {
    double rate = 1e-2;
    Examples one = new Discs(6, 16, 1);
    TrainSpec plain =
        TrainSpec.of(
            new Optimiser.Sgd(0, false, Definition.TORCH), new Schedule.Constant(rate), 1, 6);
    TrainTask task = Trainings.task(plain, one);
    try (Fit all = Trainings.fit(task);
        Fit ten = Trainings.fit(Trainings.task(plain.withRateFactors(fc(10, 1)), one));
        Fit twenty = Trainings.fit(Trainings.task(plain.withRateFactors(fc(10, 20)), one));
        Fit faster =
            Trainings.fit(
                Trainings.task(
                    TrainSpec.of(plain.optimiser(), new Schedule.Constant(10 * rate), 1, 6),
                    one))) {
      // As ten times the rate would, and nothing else moves otherwise.
      assertArrayEquals(tensor(faster, "fc.weight"), tensor(ten, "fc.weight"), 1e-7f);
      assertArrayEquals(tensor(all, "fc.bias"), tensor(ten, "fc.bias"));
      assertArrayEquals(tensor(all, "conv1.weight"), tensor(ten, "conv1.weight"));
      for (Map.Entry<String, Double> factor :
          Map.of("fc.weight", 10.0, "fc.bias", 20.0, "conv2.weight", 1.0).entrySet()) {
        String name = factor.getKey();
        float[] before = task.initial().read(name);
        float[] once = tensor(all, name);
        float[] got = tensor(twenty, name);
        double most = 0;
        for (int i = 0; i < before.length; i++) {
          double moved = (double) once[i] - before[i];
          assertEquals(before[i] + factor.getValue() * moved, got[i], 2e-6, name);
          most = Math.max(most, Math.abs(moved));
        }
        // What moved is far more than what the comparison lets pass.
        assertTrue(most > 1e-4, name + " moved by " + most);
      }
    }
  }

  private static RateFactor fc(double weight, double bias) {
    return new RateFactor("fc", weight, bias);
  }

  /** 25 examples in batches of 6 leave one: its batch must not break the running statistics. */
  @Test
  void aLastBatchOfOneIsHarmlessAndCanBeDropped() {
    try (Fit kept = Trainings.fit(Trainings.task(spec(2), DISCS));
        Fit dropped = Trainings.fit(Trainings.task(spec(2).withLastBatch(LastBatch.DROP), DISCS))) {
      assertEquals(10, kept.history().steps().size());
      assertEquals(8, dropped.history().steps().size());
      for (float v : tensor(kept, "bn1.running_var")) {
        assertTrue(v > 0 && v < 100, "running variance " + v);
      }
    }
  }

  /**
   * After one step a running statistic is {@code m · first + (1 − m) · batch}: from each m the same
   * batch statistics come out, and 0 means the network's own, 0.9.
   */
  @Test
  void runningStatisticsKeepTheShareThatTheSpecSays() {
    Examples one = new Discs(6, 16, 1);
    for (String statistic : List.of("bn1.running_mean", "bn1.running_var", "bn2.running_var")) {
      float first = statistic.endsWith("var") ? 1 : 0;
      List<double[]> batch = new ArrayList<>();
      for (double momentum : new double[] {0, 0.9, 0.5, 0.25}) {
        TrainSpec spec = spec(1).withStatisticsMomentum(momentum);
        double kept = momentum == 0 ? 0.9 : momentum;
        try (Fit fit = Trainings.fit(Trainings.task(spec, one))) {
          assertEquals(1, fit.history().steps().size());
          float[] after = tensor(fit, statistic);
          double[] seen = new double[after.length];
          for (int c = 0; c < seen.length; c++) {
            seen[c] = (after[c] - kept * first) / (1 - kept);
          }
          batch.add(seen);
        }
      }
      assertTrue(Arrays.stream(batch.get(0)).anyMatch(v -> Math.abs(v) > 1e-2), statistic);
      for (double[] other : batch) {
        assertArrayEquals(batch.get(0), other, 1e-5, statistic);
      }
    }
    assertThrows(UserError.class, () -> spec(1).withStatisticsMomentum(1));
    assertNotEquals(spec(1).digest(), spec(1).withStatisticsMomentum(0.5).digest());
    assertFalse(spec(1).settings().containsKey("training momentum of running statistics"));
  }

  @Test
  void everyEpochShowsEveryExampleOnceInAnotherOrder() {
    TrainSpec spec = spec(2);
    Iterator<Batch.Order> plan = new EpochPlan(spec, 25, 3).from(0, 0);
    List<List<Integer>> orders = List.of(new ArrayList<>(), new ArrayList<>());
    plan.forEachRemaining(
        b -> Arrays.stream(b.examples()).forEach(i -> orders.get(b.epoch()).add(i)));
    for (List<Integer> order : orders) {
      assertEquals(Set.copyOf(IntStream.range(0, 25).boxed().toList()), new HashSet<>(order));
      assertEquals(25, order.size());
    }
    assertNotEquals(orders.get(0), orders.get(1));
    Batch.Order resumed = new EpochPlan(spec, 25, 3).from(1, 3).next();
    assertArrayEquals(
        orders.get(1).subList(18, 24).stream().mapToInt(i -> i).toArray(), resumed.examples());
  }

  /** MATLAB's default; what fills no batch is then left out of every epoch. */
  @Test
  void shuffledOnceEveryEpochShowsTheSameBatches() {
    TrainSpec once = spec(3).withShuffling(Shuffling.ONCE).withLastBatch(LastBatch.DROP);
    List<List<Integer>> orders = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    new EpochPlan(once, 25, 3)
        .from(0, 0)
        .forEachRemaining(
            b -> Arrays.stream(b.examples()).forEach(i -> orders.get(b.epoch()).add(i)));
    assertEquals(24, new HashSet<>(orders.get(0)).size());
    assertEquals(orders.get(0), orders.get(1));
    assertEquals(orders.get(0), orders.get(2));
    assertNotEquals(orders.get(0), orders.get(0).stream().sorted().toList());
    Batch.Order resumed = new EpochPlan(once, 25, 3).from(2, 3).next();
    assertArrayEquals(
        orders.get(0).subList(18, 24).stream().mapToInt(i -> i).toArray(), resumed.examples());
    assertEquals("ONCE", once.settings().get("training shuffling"));
    assertFalse(spec(3).settings().containsKey("training shuffling"));
  }

  /** 25 examples in batches of 6: four whole ones and one of a single example. */
  @Test
  void batchesAreShuffledAsTheyStandInTheFile() {
    TrainSpec spec = spec(8).withShuffling(Shuffling.BATCHES);
    List<List<List<Integer>>> epochs = new ArrayList<>();
    IntStream.range(0, 8).forEach(e -> epochs.add(new ArrayList<>()));
    Iterator<Batch.Order> all = new EpochPlan(spec, 25, 3).from(0, 0);
    all.forEachRemaining(
        b -> epochs.get(b.epoch()).add(Arrays.stream(b.examples()).boxed().toList()));
    Set<List<Integer>> batches = new HashSet<>(epochs.get(0));
    assertEquals(5, batches.size());
    Set<Integer> examples = new HashSet<>();
    batches.forEach(examples::addAll);
    assertEquals(25, examples.size());
    for (List<List<Integer>> epoch : epochs) {
      assertEquals(batches, new HashSet<>(epoch), "every epoch has the same batches");
    }
    assertTrue(new HashSet<>(epochs).size() > 4, "in other orders");
    assertTrue(epochs.stream().anyMatch(e -> e.get(4).size() > 1), "the rest comes at any place");
    assertNotEquals(IntStream.range(0, 6).boxed().toList(), epochs.get(0).get(0));
    Batch.Order resumed = new EpochPlan(spec, 25, 3).from(5, 2).next();
    assertEquals(epochs.get(5).get(2), Arrays.stream(resumed.examples()).boxed().toList());
    List<Integer> seen = new ArrayList<>();
    new EpochPlan(spec.withLastBatch(LastBatch.DROP), 25, 3)
        .from(7, 0)
        .forEachRemaining(b -> Arrays.stream(b.examples()).forEach(seen::add));
    assertEquals(24, new HashSet<>(seen).size());
    assertNotEquals(spec(8).digest(), spec.digest());
    assertEquals(spec(8).digest(), spec.withShuffling(Shuffling.EXAMPLES).digest());
  }

  @Test
  void theBestEpochIsKeptAndPatienceEndsTheTraining() {
    Examples validation = new Discs(20, 16, 9);
    TrainSpec wild =
        TrainSpec.of(Trainings.ADAM, new Schedule.Constant(0.05), 30, 6)
            .withSelection(Selection.BEST_VALIDATION_LOSS, 3);
    try (Fit fit = Trainings.fit(Trainings.task(wild, DISCS, validation))) {
      List<History.Epoch> epochs = fit.history().epochs();
      assertTrue(epochs.size() < 30, "stopped early, not after " + epochs.size());
      assertEquals(fit.epoch() + 3, epochs.size());
      double least = epochs.stream().mapToDouble(History.Epoch::validationLoss).min().orElseThrow();
      assertEquals(least, epochs.get(fit.epoch() - 1).validationLoss());
      // The weights handed back are that epoch's: they give its loss again.
      double[][] p = fit.network().probabilities(validation);
      double loss = 0;
      for (int i = 0; i < p.length; i++) {
        assertEquals(1, p[i][0] + p[i][1], 1e-12);
        loss -= Math.log(p[i][validation.label(i)]) / p.length;
      }
      assertEquals(least, loss, 1e-6);
    }
  }

  @Test
  void progressCountsDownAndSettingsNameEverything() {
    List<TrainProgress.Status> heard = new ArrayList<>();
    try (Fit fit = Trainings.fit(Trainings.task(spec(2), DISCS), null, heard::add)) {
      assertEquals(fit.history().steps().size(), heard.size());
    }
    assertEquals(0, heard.get(9).secondsLeft());
    assertTrue(heard.get(0).secondsLeft() > 0 && heard.get(0).imagesPerSecond() > 0);
    assertTrue(heard.get(9).text().startsWith("epoch 2/2, step 5/5, loss "), heard.get(9).text());
    assertEquals(12, spec(2).settings().size());
    Set<String> digests = new HashSet<>();
    for (TrainSpec one :
        List.of(
            spec(1),
            spec(2),
            spec(2).withClipNorm(1),
            spec(2).withSelection(Selection.LAST, 1),
            spec(2).withLastBatch(LastBatch.DROP),
            spec(2).withRateFactors(new RateFactor("fc", 1, 2)),
            spec(2).withFreezing(new Freezing("", true)),
            spec(2).withPenalties(new Penalty.L2(1e-4, ParameterGroup.ALL_WEIGHTS)),
            spec(2).withPenalties(new Penalty.L2(1e-4, ParameterGroup.EVERYTHING)),
            spec(2).withLoss(new Loss(List.of(), 0, Loss.Mean.WEIGHTS)))) {
      digests.add(one.digest());
    }
    assertEquals(10, digests.size());
  }
}
