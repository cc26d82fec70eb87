package org.leukokit.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TestNetworks;
import org.leukokit.net.TestRuntime;

/** Maps against PyTorch with hooks and autograd, see explain_fixtures.py. */
class GradCamTest {
  @Test
  void mapsAreThoseOfAnIndependentComputation() throws IOException {
    JsonNode cases;
    try (InputStream in = getClass().getResourceAsStream("/explain/grad-cam.json")) {
      cases = new ObjectMapper().readTree(in);
    }
    assertEquals(5, cases.size());
    for (JsonNode c : cases) {
      String name = c.get("network").asText() + " " + c.get("layer").asText();
      List<HeatMap> maps = maps(c, new int[] {c.get("classes").get(0).asInt(), secondClass(c)});
      float[] expected = floats(c.get("maps"));
      int places = expected.length / 2;
      float largest = 0;
      for (float e : expected) {
        largest = Math.max(largest, e);
      }
      for (int i = 0; i < expected.length; i++) {
        float ours = maps.get(i / places).values()[i % places];
        assertTrue(
            Math.abs(ours - expected[i]) <= 1e-3 * largest,
            name + ", place " + i + ": " + ours + " for " + expected[i]);
      }
      float[] resized = floats(c.get("resized"));
      assertArrayEquals(resized, maps.get(0).resized(13, 11).values(), 1e-3f * largest, name);
    }
  }

  @Test
  void anImageAloneHasTheMapThatItHasInABatch() {
    try (NDManager manager = TestRuntime.get().newManager()) {
      ConvNet net = TestNetworks.formula(manager, "squeezenet");
      NDArray both = TestNetworks.batch(manager, 2, 97, 120);
      List<HeatMap> together = GradCam.of(net, "features.12", both, new int[] {3, 700});
      NDArray second = both.get("1:2");
      HeatMap alone = GradCam.of(net, "features.12", second, new int[] {700}).get(0);
      assertArrayEquals(together.get(1).values(), alone.values(), 1e-5f);
    }
  }

  @Test
  void refusesWhatHasNoMap() {
    try (NDManager manager = TestRuntime.get().newManager()) {
      ConvNet net = TestNetworks.formula(manager, "squeezenet");
      NDArray x = TestNetworks.batch(manager, 1, 97, 120);
      int[] one = {1};
      assertThrows(
          IllegalArgumentException.class, () -> GradCam.of(net, "classifier.3", x, one), "vector");
      assertThrows(IllegalArgumentException.class, () -> GradCam.of(net, "nothing", x, one));
      assertThrows(
          IllegalArgumentException.class,
          () -> GradCam.of(net, "features.12", x, new int[] {1000}));
      assertThrows(
          IllegalArgumentException.class, () -> GradCam.of(net, "features.12", x, new int[2]));
    }
  }

  private static List<HeatMap> maps(JsonNode c, int[] classes) {
    try (NDManager manager = TestRuntime.get().newManager()) {
      ConvNet net = TestNetworks.formula(manager, c.get("network").asText());
      NDArray batch =
          TestNetworks.batch(manager, 2, c.get("size").asInt(), c.get("scale").asDouble());
      return GradCam.of(net, c.get("layer").asText(), batch, classes);
    }
  }

  private static int secondClass(JsonNode c) {
    return c.get("classes").get(1).asInt();
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }
}
