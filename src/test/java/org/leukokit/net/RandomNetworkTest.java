package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.RandomStream;
import org.leukokit.image.Raster;
import org.leukokit.net.weights.RandomWeights;

class RandomNetworkTest {
  static List<Raster> noise(int n, int size) {
    List<Raster> rasters = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] rgb = new byte[3 * size * size];
      RandomStream.at(5, "noise", i).nextBytes(rgb);
      rasters.add(new Raster(size, size, rgb));
    }
    return rasters;
  }

  @Test
  void featuresComeInTheRightNumberAndTheSameTwice() {
    List<Raster> rasters = noise(3, 227);
    try (LoadedNetwork net = LoadedNetwork.random(TestRuntime.get(), Backbones.ALEXNET, 1);
        LoadedNetwork again = LoadedNetwork.random(TestRuntime.get(), Backbones.ALEXNET, 1);
        LoadedNetwork other = LoadedNetwork.random(TestRuntime.get(), Backbones.ALEXNET, 2)) {
      FeatureLayer fc7 = Backbones.ALEXNET.defaultLayer();
      float[][] features = net.features(fc7, rasters);
      assertEquals(3, features.length);
      assertEquals(4096, features[0].length);
      assertArrayEquals(features, again.features(fc7, rasters));
      assertFalse(java.util.Arrays.equals(features[0], other.features(fc7, rasters)[0]));
      assertFalse(java.util.Arrays.equals(features[0], features[1]));
      assertEquals("random:alexnet:1", net.weightsDigest());
      assertTrue(net.weightsDescription().contains("random weights"));
      assertFalse(net.pretrained());
    }
  }

  /** What the feature cache rests on: neither neighbours nor place change a row's bits. */
  @ParameterizedTest
  @ValueSource(strings = {"alexnet", "alexnet-torchvision", "mobilenet", "squeezenet"})
  void aRowDependsNeitherOnItsNeighboursNorOnItsPlace(String id) {
    Backbone backbone = Backbones.named(id);
    int n = backbone.batchSize();
    List<Raster> rasters = noise(n, backbone.inputSize());
    List<Raster> turned = new ArrayList<>(rasters);
    Collections.rotate(turned, 3);
    List<Raster> alone = new ArrayList<>(Collections.nCopies(n, Raster.black(1, 1)));
    Collections.fill(alone, Raster.black(backbone.inputSize(), backbone.inputSize()));
    alone.set(n - 1, rasters.get(0));
    FeatureLayer layer = backbone.defaultLayer();
    try (LoadedNetwork net = LoadedNetwork.random(TestRuntime.get(), backbone, 1)) {
      float[][] straight = net.features(layer, rasters);
      float[][] rotated = net.features(layer, turned);
      for (int i = 0; i < n; i++) {
        assertArrayEquals(straight[i], rotated[(i + 3) % n], "image " + i);
      }
      assertArrayEquals(straight[0], net.features(layer, alone)[n - 1]);
    }
  }

  @Test
  void otherThreadsComputeTheSame() throws Exception {
    List<Raster> rasters = noise(5, 227);
    FeatureLayer layer = Backbones.SQUEEZENET.defaultLayer();
    try (LoadedNetwork net = LoadedNetwork.random(TestRuntime.get(), Backbones.SQUEEZENET, 1)) {
      float[][] here = net.features(layer, rasters);
      float[][] there =
          CompletableFuture.supplyAsync(
                  () -> net.features(layer, rasters), Executors.newSingleThreadExecutor())
              .get();
      assertArrayEquals(here, there);
    }
  }

  @Test
  void weightsHaveHesVarianceAndDoNotDependOnThreads() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("fc.weight", new long[] {300, 1000});
    shapes.put("fc.bias", new long[] {300});
    shapes.put("bn.weight", new long[] {7});
    shapes.put("bn.running_mean", new long[] {7});
    shapes.put("bn.running_var", new long[] {7});
    RandomWeights weights = new RandomWeights("net", 4, shapes);
    float[] w = weights.read("fc.weight");
    double sum = 0;
    double squares = 0;
    for (float v : w) {
      sum += v;
      squares += (double) v * v;
    }
    double n = w.length;
    assertEquals(0, sum / n, 5 * Math.sqrt(0.002 / n));
    assertEquals(0.002, squares / n, 0.002 * 0.01);
    RandomStream second = RandomStream.at(4, "weights", "net", "fc.weight", 1);
    assertEquals((2 * second.nextFloat() - 1) * (float) Math.sqrt(0.006), w[1 << 16]);
    assertArrayEquals(new float[300], weights.read("fc.bias"));
    assertArrayEquals(new float[7], weights.read("bn.running_mean"));
    assertEquals(1, weights.read("bn.running_var")[6]);
    assertEquals(1, weights.read("bn.weight")[6]);
  }
}
