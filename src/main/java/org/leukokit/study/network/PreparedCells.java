package org.leukokit.study.network;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.image.Raster;

/**
 * The cells of a data set as a network's input, before augmentation. Each is decoded once and stays
 * as long as memory allows. Safe for use by several threads.
 */
final class PreparedCells {
  private final Dataset dataset;
  private final InputSpec input;
  private final ConcurrentMap<String, SoftReference<Raster>> kept = new ConcurrentHashMap<>();

  PreparedCells(Dataset dataset, InputSpec input) {
    this.dataset = dataset;
    this.input = input;
  }

  /**
   * The cell's square.
   *
   * @throws org.leukokit.base.UserError if its image can't be read or is too small
   */
  Raster get(Cell cell) {
    SoftReference<Raster> there = kept.get(cell.id());
    Raster raster = there == null ? null : there.get();
    if (raster == null) {
      // Two threads may decode the same cell; they get the same pixels.
      raster = input.prepare(dataset.read(cell), cell.file());
      kept.put(cell.id(), new SoftReference<>(raster));
    }
    return raster;
  }
}
