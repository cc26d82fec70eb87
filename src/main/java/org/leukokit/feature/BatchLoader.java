package org.leukokit.feature;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.leukokit.data.RasterCache;
import org.leukokit.data.RasterTransform;
import org.leukokit.image.Raster;
import org.leukokit.net.LoadedNetwork;

/**
 * Makes batches of preprocessed images on worker threads, a few ahead of whoever computes. The
 * batches and their order depend on the requests alone.
 */
final class BatchLoader implements AutoCloseable {
  private static final int AHEAD = 2;

  /** A batch under way: requests from {@code first} on, one future an image. */
  private record Pending(int first, ByteBuffer buffer, List<Future<?>> images) {}

  /**
   * A batch that is ready.
   *
   * @param first index of its first request
   * @param count requests in it; the rest of the buffer is padding
   * @param buffer the preprocessed images
   */
  record Batch(int first, int count, ByteBuffer buffer) {}

  private final LoadedNetwork network;
  private final RasterCache rasters;
  private final List<FeatureRequest> requests;
  private final int batchSize;
  private final ExecutorService workers;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private final Queue<ByteBuffer> free = new ArrayDeque<>();
  private int next;

  /**
   * @param rasters where images are looked for before they are made, and kept; null for nowhere
   */
  BatchLoader(
      LoadedNetwork network,
      RasterCache rasters,
      List<FeatureRequest> requests,
      int batchSize,
      int workerThreads) {
    this.network = network;
    this.rasters = rasters;
    this.requests = requests;
    this.batchSize = batchSize;
    this.workers =
        Executors.newFixedThreadPool(
            workerThreads,
            task -> {
              Thread thread = new Thread(task, "leukokit-images");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i <= AHEAD; i++) {
      submit();
    }
  }

  private void submit() {
    if (next >= requests.size()) {
      return;
    }
    ByteBuffer buffer = free.isEmpty() ? network.newBatchBuffer(batchSize) : free.poll();
    int count = Math.min(batchSize, requests.size() - next);
    List<Future<?>> images = new ArrayList<>(count);
    for (int slot = 0; slot < count; slot++) {
      FeatureRequest request = requests.get(next + slot);
      FloatBuffer target = buffer.asFloatBuffer();
      target.position(slot * network.inputLength());
      images.add(workers.submit(() -> prepare(request, target)));
    }
    pending.add(new Pending(next, buffer, images));
    next += count;
  }

  private void prepare(FeatureRequest request, FloatBuffer target) {
    Raster raster = rasters == null ? request.raster().get() : cached(request);
    network.requireSize(raster);
    network.backbone().preprocessing().write(raster, target);
  }

  // A request's digest and text mean the same pixels wherever they are asked for.
  private Raster cached(FeatureRequest request) {
    int side = network.backbone().inputSize();
    RasterTransform asAsked =
        new RasterTransform(request.transform(), side, side, UnaryOperator.identity());
    return rasters.get(
        request.sha256(),
        asAsked,
        () -> {
          Raster made = request.raster().get();
          network.requireSize(made);
          return made;
        });
  }

  /**
   * The next batch, when its images are there.
   *
   * @return null behind the last one
   * @throws RuntimeException what making an image threw; of several, the first in order
   */
  Batch take() throws InterruptedException {
    Pending ready = pending.poll();
    if (ready == null) {
      return null;
    }
    for (Future<?> image : ready.images()) {
      try {
        image.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException known) {
          throw known;
        }
        throw new IllegalStateException("an image could not be made", e.getCause());
      }
    }
    return new Batch(ready.first(), ready.images().size(), ready.buffer());
  }

  /** Gives a batch's buffer back, and has another batch begun. */
  void recycle(Batch batch) {
    free.add(batch.buffer());
    submit();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
