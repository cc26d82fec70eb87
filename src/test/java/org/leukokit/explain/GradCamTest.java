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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.LayerSummary;
import org.leukokit.net.TestNetworks;
import org.leukokit.net.TestRuntime;

/** Maps against PyTorch with hooks and autograd, see explain_fixtures.py. */
class GradCamTest {
  /** All that there are, so that one which the script leaves out doesn't go unnoticed. */
  private static final Set<String> WANTED = wanted();

  /** Slow, and made of the layers of inceptionresnetv2 and of vgg16-torchvision. */
  private static final Set<String> LIKE_ANOTHER =
      Set.of("inceptionresnetv2-timm", "vgg19-torchvision");

  private static Set<String> wanted() {
    Set<String> ids = new TreeSet<>(Backbones.all().stream().map(Backbone::id).toList());
    ids.add(TestNetworks.VGG16_SIXTEENTH);
    return ids;
  }

  @Test
  void mapsOfEveryNetworkAreThoseOfAnIndependentComputation() throws IOException {
    JsonNode cases;
    try (InputStream in = getClass().getResourceAsStream("/explain/grad-cam.json")) {
      cases = new ObjectMapper().readTree(in);
    }
    Map<String, List<JsonNode>> byNetwork = new TreeMap<>();
    for (JsonNode c : cases) {
      byNetwork.computeIfAbsent(c.get("network").asText(), n -> new ArrayList<>()).add(c);
    }
    assertEquals(WANTED, byNetwork.keySet());
    List<String> failed = new ArrayList<>();
    for (var entry : byNetwork.entrySet()) {
      try (NDManager manager = TestRuntime.get().newManager()) {
        ConvNet net = TestNetworks.formulaForMaps(manager, entry.getKey());
        boolean own = false;
        for (JsonNode c : entry.getValue()) {
          check(manager, net, c, failed);
          own |= c.get("layer").asText().equals(gradCamLayer(entry.getKey()));
        }
        assertTrue(own, entry.getKey() + ": the layer of its own is among them");
      }
    }
    assertEquals(List.of(), failed);
  }

  private static String gradCamLayer(String network) {
    String id = network.equals(TestNetworks.VGG16_SIXTEENTH) ? "vgg16" : network;
    return Backbones.named(id).gradCamLayer();
  }

  private static void check(NDManager manager, ConvNet net, JsonNode c, List<String> failed) {
    String name = c.get("network").asText() + " " + c.get("layer").asText();
    int[] classes = {c.get("classes").get(0).asInt(), c.get("classes").get(1).asInt()};
    List<HeatMap> maps;
    try (NDArray batch =
        TestNetworks.batch(manager, 2, c.get("size").asInt(), c.get("scale").asDouble())) {
      maps = GradCam.of(net, c.get("layer").asText(), batch, classes);
    }
    assertEquals(c.get("shape").get(1).asInt(), maps.get(0).height(), name);
    assertEquals(c.get("shape").get(2).asInt(), maps.get(0).width(), name);
    float[] expected = floats(c.get("maps"));
    int places = expected.length / 2;
    float largest = 0;
    for (float e : expected) {
      largest = Math.max(largest, e);
    }
    float worst = 0;
    for (int i = 0; i < expected.length; i++) {
      float ours = maps.get(i / places).values()[i % places];
      worst = Math.max(worst, Math.abs(ours - expected[i]) / largest);
    }
    System.out.println(String.format(Locale.ROOT, "%s: %.2g", name, worst));
    if (!(worst <= 1e-3)) {
      failed.add(name + ": " + worst);
    }
    // What is resized is the kit's own map, so it can be no nearer than that.
    float[] resized = floats(c.get("resized"));
    float tolerance = Math.max(1e-3f, 1.01f * worst) * largest;
    assertArrayEquals(resized, maps.get(0).resized(13, 11).values(), tolerance, name);
  }

  /**
   * Each in its smallest legal size, so that a map may be a single place; activations in place and
   * layers that hand their input through must not disturb what the gradient needs.
   */
  @Test
  void everyNamedLayerThatIsAnImageHasAMapOfItsSize() {
    for (Backbone backbone : Backbones.all()) {
      if (LIKE_ANOTHER.contains(backbone.id())) {
        continue;
      }
      try (NDManager manager = TestRuntime.get().newManager()) {
        ConvNet net = TestNetworks.narrow(manager, backbone.id());
        boolean fixed = backbone == Backbones.ALEXNET;
        int side = fixed ? 227 : Math.max(32, net.minimumSide());
        int seen = 0;
        try (NDArray image = TestNetworks.batch(manager, 1, side, 1)) {
          for (LayerSummary layer : net.describe(side, side)) {
            long[] out = layer.output();
            if (out.length == 3) {
              HeatMap map = GradCam.of(net, layer.name(), image, new int[] {3}).get(0);
              String name = backbone.id() + " " + layer.name();
              assertEquals(out[1], map.height(), name);
              assertEquals(out[2], map.width(), name);
              for (float v : map.values()) {
                assertTrue(Float.isFinite(v) && v >= 0, name + ": " + v);
              }
              seen++;
            }
          }
        }
        assertTrue(seen >= 14, backbone.id() + " has " + seen + " layers with maps");
      }
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

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }
}
