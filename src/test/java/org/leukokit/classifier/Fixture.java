package org.leukokit.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What src/test/python/classifier_reference.py wrote. */
record Fixture(FeatureMatrix x, boolean[] positive, List<JsonNode> folds) {
  static Fixture read(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("/classifier/" + name + ".json")) {
      JsonNode root = new ObjectMapper().readTree(in);
      int n = root.get("rows").asInt();
      int p = root.get("columns").asInt();
      float[][] rows = new float[n][p];
      boolean[] positive = new boolean[n];
      for (int i = 0; i < n; i++) {
        positive[i] = root.get("positive").get(i).asBoolean();
        for (int f = 0; f < p; f++) {
          rows[i][f] = (float) root.get("features").get(i * p + f).asDouble();
        }
      }
      List<JsonNode> folds = new ArrayList<>();
      root.get("folds").forEach(folds::add);
      return new Fixture(FeatureMatrix.ofRows(rows), positive, folds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FoldProblem problem(JsonNode fold) {
    return new FoldProblem(
        x, positive, ints(fold.get("train")), ints(fold.get("test")), Workers.of(2));
  }

  static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
