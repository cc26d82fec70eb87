package org.leukokit.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.RasterCache;
import org.leukokit.image.Raster;
import org.leukokit.net.Backbones;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.TestRuntime;

class DeepFeaturesTest {
  private static LoadedNetwork network;
  private final AtomicInteger made = new AtomicInteger();
  @TempDir Path cache;

  @BeforeAll
  static void load() {
    network = LoadedNetwork.random(TestRuntime.get(), Backbones.MOBILENET, 3);
  }

  @AfterAll
  static void free() {
    network.close();
  }

  private FeatureRequest request(int id) {
    return new FeatureRequest(
        "cell" + id,
        "none",
        () -> {
          made.incrementAndGet();
          byte[] rgb = new byte[3 * 224 * 224];
          RandomStream.at(9, "noise", id).nextBytes(rgb);
          return new Raster(224, 224, rgb);
        });
  }

  private List<FeatureRequest> requests(int from, int to) {
    List<FeatureRequest> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add(request(i));
    }
    return all;
  }

  private DeepFeatures features(Path folder) {
    return new DeepFeatures(network, Backbones.MOBILENET.defaultLayer(), folder);
  }

  @Test
  void aRowIsTheSameWhateverWasInTheCache() {
    float[][] fresh = features(null).extract(requests(0, 21), Progress.NONE);
    assertEquals(21, made.get());
    // An interrupted run left some rows, computed in other company and other places.
    features(cache).extract(requests(13, 18), Progress.NONE);
    features(cache).extract(requests(3, 5), Progress.NONE);
    made.set(0);
    assertArrayEquals(fresh, features(cache).extract(requests(0, 21), Progress.NONE));
    assertEquals(14, made.get());
    made.set(0);
    assertArrayEquals(fresh, features(cache).extract(requests(0, 21), Progress.NONE));
    assertEquals(0, made.get());
  }

  @Test
  void imagesFromTheirCacheGiveTheSameFeatures() {
    float[][] fresh = features(null).extract(requests(0, 9), Progress.NONE);
    for (int expected : new int[] {9, 0}) {
      made.set(0);
      try (RasterCache rasters = new RasterCache(cache.resolve("rasters"), System.out::println)) {
        DeepFeatures cached =
            new DeepFeatures(network, Backbones.MOBILENET.defaultLayer(), null, rasters);
        assertArrayEquals(fresh, cached.extract(requests(0, 9), Progress.NONE));
      }
      assertEquals(expected, made.get());
    }
  }

  @Test
  void aRepeatedImageIsComputedOnceAndEveryRequestHasItsRow() {
    AtomicInteger steps = new AtomicInteger();
    Progress progress =
        (what, total) -> {
          assertEquals(3, total);
          return steps::incrementAndGet;
        };
    float[][] rows = features(cache).extract(List.of(request(1), request(2), request(1)), progress);
    assertEquals(2, made.get());
    assertEquals(3, steps.get());
    assertArrayEquals(rows[0], rows[2]);
    assertTrue(rows[0] != rows[2]);
  }

  @Test
  void aDamagedRowIsComputedAgain() throws IOException {
    float[][] whole = features(cache).extract(requests(0, 4), Progress.NONE);
    List<Path> files;
    try (Stream<Path> all = Files.walk(cache)) {
      files = all.filter(f -> f.toString().endsWith(".rows")).toList();
    }
    assertEquals(1, files.size());
    try (RandomAccessFile file = new RandomAccessFile(files.get(0).toFile(), "rw")) {
      file.seek(12 + 36 + 100);
      file.write(0x5a);
      file.write(0x5a);
    }
    made.set(0);
    assertArrayEquals(whole, features(cache).extract(requests(0, 4), Progress.NONE));
    assertEquals(1, made.get());
    made.set(0);
    assertArrayEquals(whole, features(cache).extract(requests(0, 4), Progress.NONE));
    assertEquals(0, made.get());
    try (RandomAccessFile file = new RandomAccessFile(files.get(0).toFile(), "rw")) {
      file.setLength(5000);
    }
    made.set(0);
    assertArrayEquals(whole, features(cache).extract(requests(0, 4), Progress.NONE));
    assertTrue(made.get() >= 3);
  }

  @Test
  void theFirstImageThatCanNotBeReadIsTheErrorAndEarlierBatchesAreKept() {
    List<FeatureRequest> requests = requests(0, 40);
    requests.set(
        37,
        new FeatureRequest(
            "broken",
            "none",
            () -> {
              throw new UserError("cannot read broken.bmp; check the file");
            }));
    UserError error =
        assertThrows(UserError.class, () -> features(cache).extract(requests, Progress.NONE));
    assertEquals("cannot read broken.bmp; check the file", error.getMessage());
    made.set(0);
    features(cache).extract(requests(0, 32), Progress.NONE);
    assertEquals(0, made.get());
  }

  @Test
  void anImageOfAnotherSizeIsRefused() {
    FeatureRequest small = new FeatureRequest("s", "none", () -> Raster.black(10, 10));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> features(null).extract(List.of(small), Progress.NONE));
    assertTrue(error.getMessage().contains("224x224 pixels, not 10x10"));
  }
}
