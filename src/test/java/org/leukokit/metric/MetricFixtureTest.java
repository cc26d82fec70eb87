package org.leukokit.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Metrics against scikit-learn (src/test/python/make_metric_fixtures.py). */
class MetricFixtureTest {
  @Test
  void everyMetricAgreesWithScikitLearnAndUndefinedIsNaN() throws IOException {
    Map<String, List<String[]>> scores = byCase("scores.csv");
    int compared = 0;
    for (String[] row : rows("expected.csv")) {
      Metric metric = Metric.byId(row[1]);
      List<String[]> cells = scores.get(row[0]);
      double expected = row[2].equals("nan") ? Double.NaN : Double.parseDouble(row[2]);
      double actual = metric.of(truth(cells), score(cells));
      assertEquals(expected, actual, 1e-12, row[0] + " " + row[1]);
      compared++;
    }
    assertEquals(11 * Metric.values().length, compared);
  }

  @Test
  void everyPointOfTheCurveAgreesWithScikitLearn() throws IOException {
    Map<String, List<String[]>> scores = byCase("scores.csv");
    Map<String, List<String[]>> curves = byCase("roc.csv");
    assertEquals(8, curves.size());
    for (Map.Entry<String, List<String[]>> curve : curves.entrySet()) {
      List<String[]> cells = scores.get(curve.getKey());
      Roc roc = Roc.of(truth(cells), score(cells));
      assertEquals(curve.getValue().size(), roc.points().size() - 1, curve.getKey());
      for (int i = 0; i < curve.getValue().size(); i++) {
        String[] expected = curve.getValue().get(i);
        Roc.Point actual = roc.points().get(i + 1);
        assertEquals(Double.parseDouble(expected[1]), actual.threshold(), curve.getKey());
        assertEquals(Double.parseDouble(expected[2]), actual.falsePositiveRate(), 1e-15);
        assertEquals(Double.parseDouble(expected[3]), actual.truePositiveRate(), 1e-15);
      }
      assertEquals(trapezium(roc.points()), roc.auc(), 1e-12, curve.getKey());
      assertEquals(trapezium(roc.corners()), roc.auc(), 1e-12, curve.getKey());
      assertTrue(roc.corners().size() <= roc.points().size());
    }
  }

  private static double trapezium(List<Roc.Point> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Roc.Point a = points.get(i - 1);
      Roc.Point b = points.get(i);
      area +=
          (b.falsePositiveRate() - a.falsePositiveRate())
              * (a.truePositiveRate() + b.truePositiveRate())
              / 2;
    }
    return area;
  }

  private static boolean[] truth(List<String[]> cells) {
    boolean[] truth = new boolean[cells.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = cells.get(i)[1].equals("1");
    }
    return truth;
  }

  private static double[] score(List<String[]> cells) {
    return cells.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray();
  }

  private static Map<String, List<String[]>> byCase(String name) throws IOException {
    Map<String, List<String[]>> cases = new TreeMap<>();
    for (String[] row : rows(name)) {
      cases.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row);
    }
    return cases;
  }

  private static List<String[]> rows(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                MetricFixtureTest.class.getResourceAsStream("/metric/" + name),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }
}
