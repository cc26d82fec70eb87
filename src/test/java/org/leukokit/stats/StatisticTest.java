package org.leukokit.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

/** A weighted evaluation is the metric of the cells written out as often as their groups count. */
class StatisticTest {
  @Property(tries = 60)
  void weightsAreCopiesAndLeaveOneOutIsOneCopyFewer(
      @ForAll @IntRange(min = 1, max = 7) int groups,
      @ForAll @IntRange(min = 1, max = 30) int cells,
      @ForAll @IntRange(min = 2, max = 12) int levels,
      @ForAll long seed) {
    RandomStream random = RandomStream.at(seed, "cells");
    boolean[] truth = new boolean[cells];
    double[] score = new double[cells];
    int[] group = new int[cells];
    int[] weights = new int[groups];
    for (int i = 0; i < cells; i++) {
      truth[i] = random.nextBoolean();
      score[i] = random.nextInt(levels) / (levels - 1.0);
      group[i] = random.nextInt(groups);
    }
    for (int g = 0; g < groups; g++) {
      weights[g] = random.nextInt(4);
    }
    SortedCells sorted = SortedCells.of(truth, score, group);
    check(Metric.AUC, new AucMatrix(sorted, groups), truth, score, group, weights);
    check(Metric.AUC, new AucSweep(sorted, groups), truth, score, group, weights);
    for (Metric metric : Metric.values()) {
      if (metric != Metric.CALIBRATION_ERROR) {
        Statistic statistic = Statistic.of(metric, truth, score, group, groups);
        check(metric, statistic, truth, score, group, weights);
      }
    }
  }

  private static void check(
      Metric metric,
      Statistic statistic,
      boolean[] truth,
      double[] score,
      int[] group,
      int[] weights) {
    int groups = weights.length;
    double[] leaveOneOut = new double[groups];
    assertEquals(
        writtenOut(metric, truth, score, group, weights),
        statistic.evaluate(weights, leaveOneOut),
        1e-12,
        metric.id());
    for (int g = 0; g < groups; g++) {
      if (weights[g] > 0) {
        int[] fewer = weights.clone();
        fewer[g]--;
        assertEquals(
            writtenOut(metric, truth, score, group, fewer), leaveOneOut[g], 1e-9, metric.id());
      }
    }
  }

  @Test
  void calibrationErrorHasNoInterval() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ClusterJackknife.interval(
                Metric.CALIBRATION_ERROR,
                new boolean[] {true},
                new double[] {0.4},
                new String[] {"g"},
                0.95));
  }

  private static double writtenOut(
      Metric metric, boolean[] truth, double[] score, int[] group, int[] weights) {
    int n = 0;
    for (int g : group) {
      n += weights[g];
    }
    boolean[] truths = new boolean[n];
    double[] scores = new double[n];
    int next = 0;
    for (int i = 0; i < group.length; i++) {
      for (int copy = 0; copy < weights[group[i]]; copy++) {
        truths[next] = truth[i];
        scores[next++] = score[i];
      }
    }
    return metric.of(truths, scores);
  }
}
