package org.leukokit.data;

import java.nio.file.Path;

/** A process that fills a cache until it is killed: {@code FOLDER}. */
final class RasterCacheFiller {
  private RasterCacheFiller() {}

  public static void main(String[] args) {
    RasterCache cache = new RasterCache(Path.of(args[0]), System.out::println);
    RasterTransform transform = RasterCacheTest.transform();
    for (int round = 0; ; round++) {
      for (int i = 0; i < 7; i++) {
        int cell = (round * 7 + i) % RasterCacheTest.CELLS;
        cache.get(RasterCacheTest.hash(cell), transform, () -> RasterCacheTest.original(cell));
      }
      cache.flush();
      if (round == 0) {
        System.out.println("begun");
      }
      if ((round + 1) * 7 % RasterCacheTest.CELLS < 7) {
        // From the beginning, as another kit would: nothing is remembered.
        cache = new RasterCache(Path.of(args[0]).resolve("again" + round), System.out::println);
      }
    }
  }
}
