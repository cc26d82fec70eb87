package org.leukokit.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leukokit.metric.Metric;

/** Intervals and tests against SciPy and plain loops (src/test/python/make_stats_fixtures.py). */
class StatsFixtureTest {
  private record Data(boolean[] truth, double[] a, double[] b, String[] group) {
    static Data of(String name) throws IOException {
      List<String[]> rows = rows("cells.csv").stream().filter(r -> r[0].equals(name)).toList();
      Data data =
          new Data(
              new boolean[rows.size()],
              rows.stream().mapToDouble(r -> Double.parseDouble(r[2])).toArray(),
              rows.stream().mapToDouble(r -> Double.parseDouble(r[3])).toArray(),
              rows.stream().map(r -> r[4]).toArray(String[]::new));
      for (int i = 0; i < rows.size(); i++) {
        data.truth[i] = rows.get(i)[1].equals("1");
      }
      return data;
    }

    Data only(List<String> groups) {
      int[] kept =
          IntStream.range(0, truth.length).filter(i -> groups.contains(group[i])).toArray();
      Data part =
          new Data(
              new boolean[kept.length],
              new double[kept.length],
              new double[kept.length],
              new String[kept.length]);
      for (int i = 0; i < kept.length; i++) {
        part.truth[i] = truth[kept[i]];
        part.a[i] = a[kept[i]];
        part.b[i] = b[kept[i]];
        part.group[i] = group[kept[i]];
      }
      return part;
    }
  }

  @Test
  void jackknifeIntervalsOfEveryMetric() throws IOException {
    int compared = 0;
    for (String[] row : rows("expected.csv", "jackknife")) {
      Data data = Data.of(row[0]);
      Metric metric = Metric.byId(row[2]);
      GroupIntervals actual =
          new ClusterBootstrap(200, 1, 0.95).intervals(metric, data.truth, data.a, data.group);
      assertEquals(number(row, 3), actual.estimate(), 1e-12, metric.id());
      assertEquals(number(row, 4), actual.standardError(), 1e-10, metric.id());
      assertEquals(number(row, 5), actual.recommended().low(), 1e-8, metric.id());
      assertEquals(number(row, 6), actual.recommended().high(), 1e-8, metric.id());
      compared++;
    }
    assertEquals(22, compared);
  }

  @Test
  void intervalsOfDifferences() throws IOException {
    for (String[] row : rows("expected.csv", "difference")) {
      Data data = Data.of(row[0]);
      PairedDifference actual =
          PairedDifference.of(Metric.byId(row[2]), data.truth, data.a, data.b, data.group, 0.95);
      assertEquals(number(row, 3), actual.difference(), 1e-12, row[2]);
      assertEquals(number(row, 4), actual.standardError(), 1e-10, row[2]);
      assertEquals(number(row, 5), actual.interval().low(), 1e-8, row[2]);
      assertEquals(number(row, 6), actual.interval().high(), 1e-8, row[2]);
    }
  }

  /** 40,000 draws on either side; what is left is the noise of drawing. */
  @Test
  void bootstrapsAgreeWithAnIndependentOne() throws IOException {
    for (String name : List.of("by-class", "mixed")) {
      Data data = Data.of(name);
      GroupIntervals actual =
          new ClusterBootstrap(40_000, 5, 0.95)
              .intervals(Metric.ACCURACY, data.truth, data.a, data.group);
      for (String[] row : rows("expected.csv", "percentile")) {
        if (row[0].equals(name)) {
          assertEquals(number(row, 3), actual.percentile().low(), 0.003);
          assertEquals(number(row, 4), actual.percentile().high(), 0.003);
        }
      }
      for (String[] row : rows("expected.csv", "studentised")) {
        if (row[0].equals(name)) {
          assertEquals(number(row, 3), actual.studentised().low(), 0.004);
          assertEquals(number(row, 4), actual.studentised().high(), 0.004);
        }
      }
    }
  }

  @Test
  void deLongAgreesWithSumsOverAllPairs() throws IOException {
    for (String[] row : rows("expected.csv", "delong")) {
      Data data = Data.of(row[0]);
      DeLong.Area area = DeLong.of(data.truth, data.a);
      assertEquals(number(row, 3), area.auc(), 1e-12);
      assertEquals(number(row, 4), area.variance(), 1e-12);
      TestResult test = DeLong.test(data.truth, data.a, data.b);
      assertEquals(number(row, 5), test.statistic(), 1e-9);
      assertEquals(number(row, 6), test.p(), 1e-9);
    }
  }

  @Test
  void mcNemarAgreesWithScipy() throws IOException {
    for (String[] row : rows("expected.csv", "mcnemar")) {
      McNemar test = new McNemar((long) number(row, 3), (long) number(row, 4), 2000);
      if (!row[0].equals("counts")) {
        Data data = Data.of(row[0]);
        McNemar counted = McNemar.of(data.truth, data.a, data.b);
        assertEquals(new McNemar(test.onlyFirst(), test.onlySecond(), counted.cells()), counted);
      }
      assertEquals(number(row, 5), test.exact().p(), 1e-9);
      assertEquals(number(row, 6), test.midP().p(), 1e-9);
    }
  }

  /** Two million draws on the other side, 20,000 here. */
  @Test
  void allPairsTogetherAgreeWithPlainDrawing() throws IOException {
    int compared = 0;
    for (String[] row : rows("expected.csv", "together")) {
      Data data = Data.of(row[0]);
      double[] mean = new double[data.a.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (data.a[i] + data.b[i]) / 2;
      }
      Simultaneous.Pair pair =
          Simultaneous.of(
                  Metric.byId(row[2]),
                  data.truth,
                  List.of(data.a, data.b, mean),
                  data.group,
                  0.95,
                  1)
              .pair(1, 0);
      assertEquals(number(row, 3), pair.single().test().p(), 1e-9, row[2]);
      assertEquals(number(row, 4), pair.adjusted(), 0.015, row[2]);
      assertEquals(number(row, 5), pair.together().width() / 2, 0.02 * number(row, 5), row[2]);
      assertTrue(pair.adjusted() >= pair.single().test().p());
      compared++;
    }
    assertEquals(6, compared);
  }

  @Test
  void wilsonAgreesWithScipy() throws IOException {
    for (String[] row : rows("expected.csv", "wilson")) {
      Interval actual = CellInterval.wilson((long) number(row, 3), (long) number(row, 4), 0.95);
      assertEquals(number(row, 5), actual.low(), 1e-9);
      assertEquals(number(row, 6), actual.high(), 1e-9);
    }
  }

  private static double number(String[] row, int column) {
    return Double.parseDouble(row[column]);
  }

  private static List<String[]> rows(String name, String what) throws IOException {
    List<String[]> rows = rows(name).stream().filter(row -> row[1].equals(what)).toList();
    if (rows.isEmpty()) {
      throw new IOException("no " + what + " in " + name);
    }
    return rows;
  }

  private static List<String[]> rows(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                StatsFixtureTest.class.getResourceAsStream("/stats/" + name),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }
}
