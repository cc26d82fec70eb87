package org.leukokit.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;

class RankBootstrapTest {
  private static final int GROUPS = 14;
  private static final int CELLS = 9;
  private static final int METHODS = 5;

  private final boolean[] truth = new boolean[GROUPS * CELLS];
  private final String[] group = new String[GROUPS * CELLS];
  private final List<double[]> scores = new ArrayList<>();

  RankBootstrapTest() {
    RandomStream random = RandomStream.at(7, "rank test");
    for (int i = 0; i < truth.length; i++) {
      truth[i] = i / CELLS % 2 == 0;
      group[i] = "g" + i / CELLS;
    }
    for (int m = 0; m < METHODS; m++) {
      double[] of = new double[truth.length];
      for (int i = 0; i < of.length; i++) {
        double pull = truth[i] ? 0.05 * m : -0.05 * m;
        of[i] = Math.max(0, Math.min(1, random.nextDouble() + pull));
      }
      scores.add(of);
    }
    scores.add(scores.get(4).clone());
  }

  /** Cells written out as often as they were drawn, scored, sorted: nothing shared but draws. */
  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = {"ACCURACY", "AUC", "BRIER", "KAPPA", "BALANCED_ACCURACY"})
  void agreesWithBruteForce(Metric metric) {
    int draws = 400;
    List<RankBootstrap.Rank> found =
        new RankBootstrap(draws, 3, 0.9).ranks(metric, truth, scores, group);
    double[] best = new double[scores.size()];
    List<List<Double>> ranks = new ArrayList<>();
    scores.forEach(s -> ranks.add(new ArrayList<>()));
    for (int d = 0; d < draws; d++) {
      List<Integer> cells = draw(3, d);
      double[] values =
          scores.stream()
              .mapToDouble(
                  s -> {
                    boolean[] t = new boolean[cells.size()];
                    double[] x = new double[cells.size()];
                    for (int i = 0; i < t.length; i++) {
                      t[i] = truth[cells.get(i)];
                      x[i] = s[cells.get(i)];
                    }
                    double value = metric.of(t, x);
                    return metric == Metric.BRIER ? -value : value;
                  })
              .toArray();
      // Mid-ranks by sorting.
      Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
      Arrays.sort(order, Comparator.comparingDouble(i -> -values[i]));
      for (int from = 0; from < order.length; ) {
        int to = from;
        while (to < order.length && Math.abs(values[order[to]] - values[order[from]]) < 1e-9) {
          to++;
        }
        for (int i = from; i < to; i++) {
          ranks.get(order[i]).add((from + 1 + to) / 2.0);
          best[order[i]] += from == 0 ? 1.0 / to : 0;
        }
        from = to;
      }
    }
    double sum = 0;
    for (int m = 0; m < scores.size(); m++) {
      double[] sorted = ranks.get(m).stream().mapToDouble(r -> r).sorted().toArray();
      assertEquals(ClusterBootstrap.quantile(sorted, 0.05), found.get(m).low(), 1e-9);
      assertEquals(ClusterBootstrap.quantile(sorted, 0.95), found.get(m).high(), 1e-9);
      assertEquals(best[m] / draws, found.get(m).best(), 1e-9);
      sum += found.get(m).best();
    }
    assertEquals(1, sum, 1e-9);
    // The same predictions twice are the same rank with the same certainty.
    assertEquals(found.get(4), found.get(5));
  }

  /** The kit's draws: groups by name, a stratum a class, with replacement. */
  private List<Integer> draw(long seed, int d) {
    RandomStream random = RandomStream.at(seed, "bootstrap", d);
    TreeMap<String, List<Integer>> byName = new TreeMap<>();
    for (int i = 0; i < group.length; i++) {
      byName.computeIfAbsent(group[i], g -> new ArrayList<>()).add(i);
    }
    List<Integer> cells = new ArrayList<>();
    for (boolean positive : new boolean[] {true, false}) {
      List<List<Integer>> stratum =
          byName.values().stream().filter(c -> truth[c.get(0)] == positive).toList();
      for (int i = 0; i < stratum.size(); i++) {
        cells.addAll(stratum.get(random.nextInt(stratum.size())));
      }
    }
    return cells;
  }

  @Test
  void oneThatIsAlwaysRightIsTheBestInEveryDraw() {
    double[] right = new double[truth.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = truth[i] ? 0.9 : 0.1;
    }
    List<double[]> with = new ArrayList<>(scores);
    with.add(right);
    RankBootstrap.Rank rank =
        RankBootstrap.ofSeed(1).ranks(Metric.ACCURACY, truth, with, group).get(scores.size());
    assertEquals(new RankBootstrap.Rank(1, 1, 1, 1), rank);
  }

  @Test
  void equalsShareTheMeanRankAndNothingIsNoRank() {
    assertArrayEquals(
        new double[] {2.5, 1, 2.5, 4.5, 4.5},
        RankBootstrap.ranks(new double[] {0.7, 0.9, 0.7, Double.NaN, Double.NaN}));
  }

  @Test
  void refusesWhatCannotBeRanked() {
    RankBootstrap bootstrap = RankBootstrap.ofSeed(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> bootstrap.ranks(Metric.ACCURACY, truth, List.of(), group));
    assertThrows(IllegalArgumentException.class, () -> new RankBootstrap(10, 1, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new RankBootstrap(200, 1, 1));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> bootstrap.ranks(Metric.ACCURACY, truth, scores, new String[truth.length - 1]))
            .getMessage()
            .contains("groups"));
  }
}
