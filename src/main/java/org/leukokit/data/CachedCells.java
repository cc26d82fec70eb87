package org.leukokit.data;

import java.util.List;
import java.util.Locale;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.image.Raster;

/**
 * The cells of a data set by way of the {@link RasterCache}: what a training loop reads from, every
 * epoch and on as many threads as it likes. The pixels are those of {@code
 * transform.operation().apply(dataset.read(cell))}, to the bit.
 */
public final class CachedCells {
  private final Dataset dataset;
  private final RasterCache cache;

  /**
   * @param dataset where originals come from
   * @param cache where rasters are kept; the caller closes it
   */
  public CachedCells(Dataset dataset, RasterCache cache) {
    this.dataset = dataset;
    this.cache = cache;
  }

  /**
   * A cell after the transform. Safe for several threads.
   *
   * @return a raster whose array is the caller's own
   * @throws org.leukokit.base.UserError if it is not in the cache and its image can't be read
   */
  public Raster get(Cell cell, RasterTransform transform) {
    return cache.get(cell.sha256(), transform, () -> dataset.read(cell));
  }

  /**
   * What would be written for these cells.
   *
   * @param cells how many are not in the cache yet
   * @param bytes how much room they take on disk
   * @param folder where
   */
  public record Plan(int cells, long bytes, String folder) {
    /** In one line; empty if there is nothing to write. */
    public String text() {
      return cells == 0
          ? ""
          : String.format(
              Locale.ROOT,
              "image cache: %s, %.1f MB will be written to %s",
              Text.count(cells, "cell"),
              bytes / 1e6,
              folder);
    }
  }

  /** What filling the cache would write; show it before {@link #fill}. */
  public Plan plan(List<Cell> cells, RasterTransform transform) {
    int missing =
        (int)
            cells.stream()
                .map(Cell::sha256)
                .distinct()
                .filter(sha256 -> !cache.has(sha256, transform))
                .count();
    return new Plan(missing, cache.bytes(transform, missing), cache.folder().toString());
  }

  /**
   * Has every cell in the cache, on all processors.
   *
   * @throws org.leukokit.base.UserError if an image can't be read
   */
  public void fill(List<Cell> cells, RasterTransform transform, Progress progress) {
    try (Progress.Task task = progress.start("image cache: cells", cells.size())) {
      cells.parallelStream()
          .forEach(
              cell -> {
                get(cell, transform);
                task.step();
              });
    }
    cache.flush();
  }
}
