package org.leukokit.study.network;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.leukokit.data.CachedCells;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.RasterCache;
import org.leukokit.data.RasterTransform;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;

/**
 * The cells of a data set as a network's input, and copies of them whose whole images were changed
 * before. Each is made once and stays as long as memory allows, and beyond that where there is a
 * cache on disk; copies are not kept there, as they are many and quicker made than trained on. Safe
 * for use by several threads.
 */
final class PreparedCells {
  private final Dataset dataset;
  private final InputSpec input;
  private final Optional<CachedCells> onDisk;
  private final ConcurrentMap<String, SoftReference<Raster>> inMemory = new ConcurrentHashMap<>();

  PreparedCells(Dataset dataset, InputSpec input, Optional<RasterCache> cache) {
    this.dataset = dataset;
    this.input = input;
    this.onDisk = cache.map(rasters -> new CachedCells(dataset, rasters));
  }

  /**
   * The cell's square.
   *
   * @throws org.leukokit.base.UserError if its image can't be read or is too small
   */
  Raster get(Cell cell) {
    return get(cell, new RasterOp.Identity());
  }

  /**
   * The square of a copy of the cell.
   *
   * @param whole what is done to the cell's whole image before
   * @throws org.leukokit.base.UserError if its image can't be read or is too small
   */
  Raster get(Cell cell, RasterOp whole) {
    boolean plain = whole instanceof RasterOp.Identity;
    String key = plain ? cell.id() : cell.id() + "|" + whole.id();
    SoftReference<Raster> there = inMemory.get(key);
    Raster raster = there == null ? null : there.get();
    if (raster == null) {
      // Two threads may make the same cell; they get the same pixels.
      raster =
          onDisk
              .filter(cells -> plain)
              .map(cells -> cells.get(cell, transform(cell.file())))
              .orElseGet(() -> input.prepare(whole.apply(dataset.read(cell)), cell.file()));
      inMemory.put(key, new SoftReference<>(raster));
    }
    return raster;
  }

  /** What the cache on disk will grow by; nothing where there is none. */
  Optional<CachedCells.Plan> plan(List<Cell> cells) {
    return onDisk.map(cached -> cached.plan(cells, transform(""))).filter(plan -> plan.cells() > 0);
  }

  private RasterTransform transform(String name) {
    return new RasterTransform(
        input.describe(), input.size(), input.size(), raster -> input.prepare(raster, name));
  }
}
