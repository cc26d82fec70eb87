package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.image.Raster;

class CachedCellsTest {
  @TempDir Path temp;

  @Test
  void realCellsAreTheSameWithAndWithoutTheCache() {
    Store store = MirrorForTests.store(temp.resolve("home"));
    Dataset sample = Datasets.open("cnmc2019-sample", DatasetOptions.of(store));
    RasterTransform transform = RasterTransform.centreCropResized(300, 224);
    List<Cell> cells = sample.cells();
    Path folder = temp.resolve("rasters");
    try (RasterCache cache = new RasterCache(folder, System.out::println)) {
      CachedCells cached = new CachedCells(sample, cache);
      CachedCells.Plan plan = cached.plan(cells, transform);
      assertEquals(99, plan.cells());
      assertTrue(plan.text().startsWith("image cache: 99 cells, 14.9 MB will be"), plan.text());
      long began = System.nanoTime();
      cached.fill(cells, transform, Progress.NONE);
      long filled = System.nanoTime();
      assertEquals("", cached.plan(cells, transform).text());
      cells.forEach(cell -> cached.get(cell, transform));
      System.out.printf(
          "image cache: 99 cells filled in %d ms, read in %d ms%n",
          (filled - began) / 1_000_000, (System.nanoTime() - filled) / 1_000_000);
      for (Cell cell : cells) {
        Raster expected = transform.operation().apply(sample.read(cell));
        assertArrayEquals(expected.rgb(), cached.get(cell, transform).rgb(), cell.id());
      }
    }
  }
}
