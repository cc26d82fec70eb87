package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.image.Raster;

class RasterCacheTest {
  static final int CELLS = 35;
  private static final int SIDE = 20;

  @TempDir Path temp;
  private final List<String> notices = new ArrayList<>();
  private final AtomicInteger decoded = new AtomicInteger();

  static RasterTransform transform() {
    return RasterTransform.centreCrop(SIDE);
  }

  static String hash(int cell) {
    return Hashing.sha256Hex("cell " + cell);
  }

  static Raster original(int cell) {
    byte[] rgb = new byte[3 * 32 * 24];
    RandomStream.at(cell, "cached cell").nextBytes(rgb);
    return new Raster(32, 24, rgb);
  }

  private RasterCache open(Path folder) {
    return new RasterCache(folder, notices::add);
  }

  private Raster get(RasterCache cache, int cell) {
    return cache.get(
        hash(cell),
        transform(),
        () -> {
          decoded.incrementAndGet();
          return original(cell);
        });
  }

  /** How many had to be decoded; every one is right. */
  private int assertAllRight(RasterCache cache) {
    int before = decoded.get();
    for (int cell = 0; cell < CELLS; cell++) {
      Raster expected = transform().operation().apply(original(cell));
      assertArrayEquals(expected.rgb(), get(cache, cell).rgb(), "cell " + cell);
    }
    return decoded.get() - before;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> f.toString().endsWith(".rasters")).sorted().toList();
    }
  }

  @Test
  void theSecondPassDecodesNothing() throws IOException {
    Path folder = temp.resolve("rasters");
    long planned;
    try (RasterCache cache = open(folder)) {
      planned = cache.bytes(transform(), CELLS);
      assertEquals(CELLS, assertAllRight(cache));
      assertFalse(Files.exists(folder), "a file comes when there is enough for one");
      assertEquals(0, assertAllRight(cache), "what waits to be written is there already");
      get(cache, 0).rgb()[0] ^= 1;
      assertEquals(0, assertAllRight(cache), "what the caller does to a raster is its own affair");
    }
    assertEquals(0, assertAllRight(open(folder)));
    long written = Files.size(files(folder).get(0));
    assertEquals(planned + 16, written, "the size is known before it is written");
    assertEquals(List.of(), notices);
  }

  @Test
  void transformsAndContentsAreToldApart() {
    try (RasterCache cache = open(temp)) {
      get(cache, 1);
      RasterTransform other = RasterTransform.resized(SIDE);
      Raster resized = cache.get(hash(1), other, () -> original(1));
      assertArrayEquals(other.operation().apply(original(1)).rgb(), resized.rgb());
      RasterTransform wrong = new RasterTransform("wrong", 5, 5, r -> r);
      assertThrows(
          IllegalArgumentException.class, () -> cache.get(hash(1), wrong, () -> original(1)));
      assertThrows(IllegalArgumentException.class, () -> new RasterTransform("a\nb", 1, 1, r -> r));
    }
  }

  // 60 ways to spoil a cache of five files; whatever is left of it, every pixel is right.
  @Test
  void tornFilesAreRefilledAndNeverWrong() throws IOException {
    Path whole = temp.resolve("whole");
    try (RasterCache cache = open(whole)) {
      for (int cell = 0; cell < CELLS; cell++) {
        get(cache, cell);
        if (cell % 7 == 6) {
          cache.flush();
        }
      }
    }
    assertEquals(5, files(whole).size());
    int refilled = 0;
    for (int damage = 0; damage < 60; damage++) {
      Path folder = temp.resolve("torn" + damage);
      copy(whole, folder);
      RandomStream random = RandomStream.at(1, "damage", damage);
      RasterCache early = open(folder);
      assertTrue(early.has(hash(0), transform()));
      for (int n = 0; n <= damage % 3; n++) {
        spoil(files(folder).get(random.nextInt(5)), random);
      }
      int missing;
      try (RasterCache cache = open(folder)) {
        missing = assertAllRight(cache);
      }
      refilled += missing;
      assertTrue(missing <= CELLS, "only what is damaged");
      assertEquals(0, assertAllRight(open(folder)), "and refilled for good");
      assertAllRight(early);
    }
    assertTrue(refilled > 60, "the damage is felt: " + refilled);
    assertEquals(List.of(), notices);
  }

  private static void spoil(Path file, RandomStream random) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      int at = random.nextInt((int) Math.max(1, open.length()));
      switch (random.nextInt(4)) {
        case 0 -> open.setLength(at);
        case 1 -> {
          open.seek(at);
          open.write(new byte[random.nextInt(3000)]);
        }
        case 2 -> {
          open.seek(at);
          open.write(random.nextInt());
        }
        default -> {
          open.seek(0);
          open.write(random.nextInt(256));
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void aKilledWriterLeavesACacheThatIsRight() throws Exception {
    Path folder = temp.resolve("killed");
    for (int kill = 0; kill < 4; kill++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  RasterCacheFiller.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      try {
        assertEquals("begun", process.inputReader().readLine());
        Thread.sleep(RandomStream.at(kill, "kill").nextInt(120));
      } finally {
        Hanging.requireEnd(process.destroyForcibly());
      }
      RasterCache cache = open(folder);
      assertTrue(assertAllRight(cache) <= CELLS - 7, "the first file was whole");
    }
    assertEquals(List.of(), notices);
  }

  @Test
  void twoKitsWithSeveralThreadsShareAFolder() throws Exception {
    Path folder = temp.resolve("shared");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (RasterCache a = open(folder);
        RasterCache b = open(folder)) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        RasterCache cache = thread % 2 == 0 ? a : b;
        done.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < 5; round++) {
                    assertAllRight(cache);
                    cache.flush();
                  }
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(0, assertAllRight(open(folder)));
    assertEquals(List.of(), notices);
  }

  @Test
  void theFolderMayBeDeletedMeanwhile() throws IOException {
    Path folder = temp.resolve("deleted");
    try (RasterCache cache = open(folder)) {
      assertAllRight(cache);
      cache.flush();
      delete(folder);
      assertAllRight(cache);
      assertEquals(CELLS, cache.bytes(transform(), CELLS) / cache.bytes(transform(), 1));
      cache.get(hash(99), transform(), () -> original(99));
    }
    assertTrue(open(folder).has(hash(99), transform()), "what comes later is kept again");
    assertEquals(List.of(), notices);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldOnceAndNoHindrance() throws IOException {
    Path folder = Files.writeString(temp.resolve("file"), "no folder").resolve("rasters");
    try (RasterCache cache = open(folder)) {
      for (int round = 0; round < 3; round++) {
        assertAllRight(cache);
        cache.flush();
      }
    }
    assertEquals(1, notices.size(), "said once: " + notices);
    assertTrue(notices.get(0).startsWith("no cache of images: cannot write"), notices.get(0));
    assertFalse(notices.get(0).contains("\n"));
  }

  @Test
  void imagesThatCannotBeReadAreTold() {
    try (RasterCache cache = open(temp.resolve("x"))) {
      assertThrows(
          org.leukokit.base.UserError.class,
          () ->
              cache.get(
                  hash(1),
                  transform(),
                  () -> {
                    throw new org.leukokit.base.UserError("gone");
                  }));
      assertFalse(cache.has(hash(1), transform()));
    }
  }
}
