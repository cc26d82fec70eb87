package org.leukokit.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

/** What is undefined, what does not depend on order, and hand-worked corrections. */
class IntervalRulesTest {
  private static final int CELLS = 20;

  private final ClusterBootstrap bootstrap = new ClusterBootstrap(500, 3, 0.95);

  /** Groups of one class each; scores right with a probability that varies between groups. */
  private record Made(boolean[] truth, double[] score, String[] group) {
    static Made of(int positive, int negative, double right, long seed) {
      int n = (positive + negative) * CELLS;
      Made made = new Made(new boolean[n], new double[n], new String[n]);
      for (int g = 0; g < positive + negative; g++) {
        RandomStream random = RandomStream.at(seed, "made", g);
        double chance = right < 1 ? right * random.nextDouble() : 1;
        for (int i = g * CELLS; i < (g + 1) * CELLS; i++) {
          made.truth[i] = g < positive;
          boolean hit = random.nextDouble() < chance;
          made.score[i] = 0.25 + 0.5 * (hit == made.truth[i] ? 1 : 0) + 0.2 * random.nextDouble();
          made.group[i] = "g" + g;
        }
      }
      return made;
    }
  }

  @Test
  void fewGroupsOfAClassThatMattersGiveNoInterval() {
    Made made = Made.of(12, 4, 0.9, 1);
    GroupIntervals accuracy =
        bootstrap.intervals(Metric.ACCURACY, made.truth, made.score, made.group);
    for (Interval interval :
        new Interval[] {accuracy.jackknife(), accuracy.studentised(), accuracy.percentile()}) {
      assertFalse(interval.isDefined());
      assertEquals("only 4 groups of a class; at least 5 are needed", interval.undefinedBecause());
      assertEquals(Double.NaN, interval.low());
    }
    assertTrue(accuracy.overCells().isDefined());
    assertEquals(Double.NaN, accuracy.widthOverCells());
    GroupIntervals sensitivity =
        bootstrap.intervals(Metric.SENSITIVITY, made.truth, made.score, made.group);
    assertTrue(sensitivity.recommended().isDefined());
    assertEquals(12, sensitivity.groups());
    assertFalse(
        bootstrap.interval(Metric.SPECIFICITY, made.truth, made.score, made.group).isDefined());
    assertFalse(
        PairedDifference.of(Metric.ACCURACY, made.truth, made.score, made.score, made.group, 0.95)
            .interval()
            .isDefined());
  }

  @Test
  void aPerfectScoreGivesNoInterval() {
    Made made = Made.of(8, 8, 1, 1);
    for (Metric metric : new Metric[] {Metric.ACCURACY, Metric.AUC, Metric.KAPPA, Metric.F1}) {
      GroupIntervals all = bootstrap.intervals(metric, made.truth, made.score, made.group);
      assertEquals(1, all.estimate());
      assertEquals("nothing varies between groups", all.recommended().undefinedBecause());
      assertFalse(all.studentised().isDefined());
      assertFalse(all.percentile().isDefined());
    }
  }

  @Test
  void anUndefinedMetricGivesNoInterval() {
    Made made = Made.of(8, 8, 0.9, 1);
    double[] low = new double[made.score.length];
    GroupIntervals precision = bootstrap.intervals(Metric.PRECISION, made.truth, low, made.group);
    assertEquals(Double.NaN, precision.estimate());
    assertEquals(
        "undefined: Precision is undefined on these cells", precision.recommended().toString());
    assertFalse(precision.overCells().isDefined());
    // One group alone has cells called positive: many draws have none, and precision is undefined.
    low[0] = 0.9;
    low[1] = 0.9;
    assertFalse(
        bootstrap
            .intervals(Metric.PRECISION, made.truth, low, made.group)
            .studentised()
            .isDefined());
  }

  @Test
  void orderOfCellsAndNamesOfMethodsDoNotMatter() {
    Made made = Made.of(9, 7, 0.95, 2);
    int n = made.truth.length;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    RandomStream.at(4, "order").shuffle(order);
    boolean[] truth = new boolean[n];
    double[] score = new double[n];
    String[] group = new String[n];
    for (int i = 0; i < n; i++) {
      truth[i] = made.truth[order[i]];
      score[i] = made.score[order[i]];
      group[i] = made.group[order[i]];
    }
    for (Metric metric : Metric.values()) {
      if (metric != Metric.CALIBRATION_ERROR && metric != Metric.BRIER) {
        assertEquals(
            bootstrap.intervals(metric, made.truth, made.score, made.group),
            bootstrap.intervals(metric, truth, score, group),
            metric.id());
      }
    }
    double brier = bootstrap.interval(Metric.BRIER, truth, score, group).low();
    assertEquals(
        bootstrap.interval(Metric.BRIER, made.truth, made.score, made.group).low(), brier, 1e-12);
  }

  @Test
  void fewMixedGroupsJoinTheClassOfMostOfTheirCells() {
    boolean[] truth = new boolean[24];
    String[] group = new String[24];
    for (int i = 0; i < 24; i++) {
      group[i] = "g" + (char) ('a' + i / 2);
      truth[i] = i < 14;
    }
    assertEquals(2, Groups.of(truth, group).strata().size());
    truth[13] = false; // one mixed group, as many cells of one class as of the other
    Groups few = Groups.of(truth, group);
    assertEquals(2, few.strata().size());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6}, few.strata().get(0));
    for (int i = 1; i < 24; i += 2) {
      truth[i] = !truth[i - 1];
    }
    assertEquals(1, Groups.of(truth, group).strata().size());
    group[3] = "";
    assertThrows(IllegalArgumentException.class, () -> Groups.of(truth, group));
  }

  /** Hand-worked: 0.005 × 4, 0.01 × 3, 0.03 × 2, and 0.04 may not fall below the one before it. */
  @Test
  void holm() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjust(0.01, 0.04, 0.03, 0.005), 1e-15);
    double[] adjusted = Holm.adjust(0.01, Double.NaN, 0.7);
    assertEquals(0.02, adjusted[0], 1e-15);
    assertEquals(Double.NaN, adjusted[1]);
    assertEquals(0.7, adjusted[2], 1e-15);
  }

  /** (1.959964 + 0.841621) × error; of t with 5 degrees of freedom (2.570582 + 0.919544). */
  @Test
  void detectableDifference() {
    double many = Double.POSITIVE_INFINITY;
    assertEquals(0.02801585, PairedDifference.detectable(0.01, many, 0.05, 0.8), 1e-8);
    assertEquals(0.03490126, PairedDifference.detectable(0.01, 5, 0.05, 0.8), 1e-8);
    assertEquals(Double.NaN, PairedDifference.detectable(Double.NaN, 5, 0.05, 0.8));
    assertThrows(
        IllegalArgumentException.class, () -> PairedDifference.detectable(0.01, 5, 0.05, 1.2));
  }

  /** Interval and p are of one statistic: they never contradict each other. */
  @Test
  void pIsBelowOneLessTheLevelExactlyIfTheIntervalIsWithoutZero() {
    int without = 0;
    for (int seed = 1; seed <= 60; seed++) {
      Made made = Made.of(8, 7, 0.95, seed);
      Made other = Made.of(8, 7, 0.7, seed + 100);
      for (Metric metric : new Metric[] {Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.AUC}) {
        PairedDifference d =
            PairedDifference.of(metric, made.truth, made.score, other.score, made.group, 0.95);
        assertTrue(d.interval().isDefined());
        assertEquals(!d.interval().contains(0), d.test().p() < 0.05, metric.id() + " " + seed);
        without += d.interval().contains(0) ? 0 : 1;
      }
    }
    assertTrue(without > 20 && without < 160, "both kinds were met: " + without);
    Made made = Made.of(8, 8, 0.9, 1);
    assertEquals(
        1,
        PairedDifference.of(Metric.AUC, made.truth, made.score, made.score, made.group, 0.95)
            .test()
            .p());
  }

  /** A new set as good as infinite leaves the interval of the mean; a small one widens it. */
  @Test
  void newGroupsWidenTheInterval() {
    Made made = Made.of(9, 7, 0.95, 4);
    Interval mean =
        ClusterJackknife.interval(Metric.ACCURACY, made.truth, made.score, made.group, 0.95);
    double before = mean.width();
    Interval endless =
        new NewGroups(1e12, 1e12)
            .interval(Metric.ACCURACY, made.truth, made.score, made.group, 0.95);
    assertEquals(mean.low(), endless.low(), 1e-9);
    for (double worth : new double[] {40, 10, 2}) {
      double width =
          new NewGroups(worth, worth)
              .interval(Metric.ACCURACY, made.truth, made.score, made.group, 0.95)
              .width();
      assertTrue(width > before, worth + ": " + width);
      before = width;
    }
    assertThrows(IllegalArgumentException.class, () -> new NewGroups(0.5, 3));
  }

  /** By hand: groups of 1, 1 and 2 cells are worth 16 / 6. */
  @Test
  void whatGroupsAreWorth() {
    boolean[] truth = {true, true, true, true, false, false};
    String[] group = {"a", "b", "c", "c", "d", "e"};
    GroupsWorth positive = GroupsWorth.of(truth, group).get(0);
    assertEquals(new GroupsWorth(true, 3, 4, 1, 2, 16.0 / 6), positive);
    assertEquals(2, GroupsWorth.of(truth, group).get(1).worth(), 1e-15);
    int[] stratum = {0, 1, 2, 3, 4, 5};
    int[] equal = {4, 4, 4, 4, 4, 4};
    // Of equal groups both counts are m − 1.
    assertEquals(5, Jackknife.satterthwaite(stratum, equal), 1e-9);
    assertEquals(5, Jackknife.worth(stratum, equal), 1e-9);
  }

  @Test
  void deLongOfEqualScoresIsUndefined() {
    Made made = Made.of(6, 6, 0.9, 1);
    TestResult test = DeLong.test(made.truth, made.score, made.score);
    assertEquals(0, test.difference());
    assertEquals(Double.NaN, test.p());
  }

  @Test
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> new ClusterBootstrap(10, 1, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new ClusterBootstrap(2000, 1, 95));
    assertThrows(IllegalArgumentException.class, () -> new McNemar(3, 4, 6));
    assertThrows(IllegalArgumentException.class, () -> Interval.of(0.4, 0.3, 0.95, "none"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            bootstrap.interval(
                Metric.ACCURACY, new boolean[2], new double[3], new String[] {"a", "b"}));
  }
}
