package org.leukokit.feature;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.leukokit.base.Progress;
import org.leukokit.data.RasterCache;
import org.leukokit.net.Backbone;
import org.leukokit.net.FeatureLayer;
import org.leukokit.net.LoadedNetwork;

/**
 * Features of many images from one layer of a network, cached on disk.
 *
 * <p>Images are decoded on worker threads while the network computes. Every batch has the same
 * size, the last one padded: libtorch chooses its kernels by the batch's size, so last bits depend
 * on it, but not on the place of an image in a batch nor on its neighbours. So a row is the same
 * whatever was in the cache, and a resumed run equals one that was never interrupted.
 */
public final class DeepFeatures {
  /** Raised by hand when features change, if only in their last bits. */
  public static final int VERSION = 3;

  private static final int WORKERS = 2;

  /** Rows a file of the cache; a kill loses at most so many. */
  private static final int FLUSH_ROWS = 32;

  private final LoadedNetwork network;
  private final FeatureLayer layer;
  private final FeatureCache cache;
  private final RasterCache rasters;
  private final int batchSize;

  /**
   * @param network computes the features; stays open
   * @param layer where they are taken
   * @param cacheFolder folder of the caches, made when needed; null for no cache
   */
  public DeepFeatures(LoadedNetwork network, FeatureLayer layer, Path cacheFolder) {
    this(network, layer, cacheFolder, null);
  }

  /**
   * With images from a cache as well: pays where several networks of one input size see the same
   * images, and where making an image takes longer than reading it. The features are the same.
   *
   * @param rasters where images are looked for and kept; flushed after each extraction, closed by
   *     the caller; null for nowhere
   */
  public DeepFeatures(
      LoadedNetwork network, FeatureLayer layer, Path cacheFolder, RasterCache rasters) {
    this.rasters = rasters;
    this.network = network;
    this.layer = layer;
    this.batchSize = network.backbone().batchSize();
    this.cache =
        cacheFolder == null ? null : new FeatureCache(cacheFolder, origin(), layer.dimension());
  }

  /** Everything that the values depend on besides an image's content and transform. */
  public String origin() {
    Backbone backbone = network.backbone();
    return String.join(
        "\n",
        "leukokit features " + VERSION,
        backbone.id(),
        network.weightsDigest(),
        layer.id(),
        backbone.preprocessing().describe(),
        backbone.inputSize() + " px",
        "batch " + batchSize,
        network.runtime().info().numericId());
  }

  /**
   * Computes features, or finds them.
   *
   * @param requests the images; the same content and transform may come several times and is
   *     computed once
   * @param progress hears of each image
   * @return a row of {@code layer.dimension()} features a request, in their order
   * @throws org.leukokit.base.UserError if an image can't be read or the cache can't be written
   */
  public float[][] extract(List<FeatureRequest> requests, Progress progress) {
    float[][] rows = new float[requests.size()][];
    Map<ByteBuffer, List<Integer>> wanted = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      ByteBuffer key = ByteBuffer.wrap(FeatureCache.key(requests.get(i)));
      wanted.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
    }
    try (Progress.Task task = progress.start("features: images", requests.size())) {
      List<byte[]> keys = new ArrayList<>();
      List<FeatureRequest> missing = new ArrayList<>();
      wanted.forEach(
          (key, places) -> {
            float[] row = cache == null ? null : cache.get(key.array());
            if (row == null) {
              keys.add(key.array());
              missing.add(requests.get(places.get(0)));
            } else {
              spread(row, places, rows, task);
            }
          });
      compute(missing, keys, (key, row) -> spread(row, wanted.get(key), rows, task));
    }
    return rows;
  }

  private static void spread(float[] row, List<Integer> places, float[][] rows, Progress.Task t) {
    for (int i = 0; i < places.size(); i++) {
      // A row for each request, so that whoever changes one doesn't change another.
      rows[places.get(i)] = i == 0 ? row : row.clone();
      t.step();
    }
  }

  @FunctionalInterface
  private interface RowSink {
    void accept(ByteBuffer key, float[] row);
  }

  private void compute(List<FeatureRequest> missing, List<byte[]> keys, RowSink sink) {
    if (missing.isEmpty()) {
      return;
    }
    try (BatchLoader loader = new BatchLoader(network, rasters, missing, batchSize, WORKERS)) {
      List<byte[]> newKeys = new ArrayList<>();
      List<float[]> newRows = new ArrayList<>();
      for (BatchLoader.Batch batch = loader.take(); batch != null; batch = loader.take()) {
        float[][] computed = network.features(layer, batch.buffer(), batchSize);
        int first = batch.first();
        int count = batch.count();
        loader.recycle(batch);
        for (int i = 0; i < count; i++) {
          newKeys.add(keys.get(first + i));
          newRows.add(computed[i]);
          sink.accept(ByteBuffer.wrap(keys.get(first + i)), computed[i]);
        }
        if (newRows.size() >= FLUSH_ROWS) {
          flush(newKeys, newRows);
        }
      }
      flush(newKeys, newRows);
      if (rasters != null) {
        rasters.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("features were interrupted");
    }
  }

  private void flush(List<byte[]> keys, List<float[]> rows) {
    if (cache != null && !rows.isEmpty()) {
      cache.put(keys, rows);
    }
    keys.clear();
    rows.clear();
  }
}
