package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.image.Raster;

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
}
