package org.leukokit.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.image.Crop;
import org.leukokit.image.Raster;
import org.leukokit.image.Resize;

/**
 * The cells of a data set at a network's size, or at their own. The last few stay in memory,
 * because the versions of a cell are asked for one after another, so that each is decoded once.
 * Safe for use by several threads.
 */
final class ResizedCells {
  private static final int KEPT = 64;

  private final Dataset dataset;
  private final UnaryOperator<Raster> resize;

  private final Map<String, CompletableFuture<Raster>> kept =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Raster>> eldest) {
          return size() > KEPT;
        }
      };

  ResizedCells(Dataset dataset, int size) {
    this(dataset, raster -> Resize.bilinear(raster, size, size));
  }

  /** A square out of the middle, resized; the whole image where the crop is 0. */
  ResizedCells(Dataset dataset, int crop, int size) {
    this(dataset, square(crop, size));
  }

  /** From an image to that square. */
  static UnaryOperator<Raster> square(int crop, int size) {
    return raster ->
        Resize.bilinear(crop == 0 ? raster : Crop.centre(raster, crop, crop), size, size);
  }

  private ResizedCells(Dataset dataset, UnaryOperator<Raster> resize) {
    this.dataset = dataset;
    this.resize = resize;
  }

  /** The cells as they are. */
  static ResizedCells atFullSize(Dataset dataset) {
    return new ResizedCells(dataset, UnaryOperator.identity());
  }

  /**
   * The cell, resized.
   *
   * @throws UserError if its image can't be read
   */
  Raster get(Cell cell) {
    CompletableFuture<Raster> mine = new CompletableFuture<>();
    CompletableFuture<Raster> there;
    synchronized (kept) {
      there = kept.putIfAbsent(cell.id(), mine);
    }
    if (there == null) {
      try {
        mine.complete(resize.apply(dataset.read(cell)));
      } catch (RuntimeException e) {
        mine.completeExceptionally(e);
      }
      there = mine;
    }
    try {
      return there.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("reading cells was interrupted");
    }
  }
}
