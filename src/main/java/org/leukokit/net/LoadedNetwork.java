package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.net.weights.MappingReport;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightsCheck;

/**
 * A network with its weights in native memory, for inference ({@link InferenceNet}). Close it to
 * free the memory. One thread computes at a time.
 */
public final class LoadedNetwork implements AutoCloseable {
  private final TorchRuntime runtime;
  private final Backbone backbone;
  private final InferenceNet net;
  private final NDManager manager;
  private final String digest;
  private final String description;
  private final boolean pretrained;
  private final MappingReport mapping;
  private final String lastLayer;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LoadedNetwork(
      TorchRuntime runtime,
      Backbone backbone,
      ConvNet plain,
      String lastLayer,
      TensorSource source,
      boolean pretrained) {
    this.lastLayer = lastLayer;
    this.runtime = runtime;
    this.backbone = backbone;
    this.digest = source.digest();
    this.description = source.description();
    this.pretrained = pretrained;
    runtime.bindThread();
    this.mapping = MappingReport.of(source, plain.tensorShapes().keySet());
    this.manager = runtime.newManager();
    int size = backbone.inputSize();
    try {
      this.net =
          InferenceNet.of(
              plain, source::read, manager, new Shape(backbone.batchSize(), 3, size, size));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * A network with seeded random weights, see {@link RandomWeights}.
   *
   * @param runtime computes it
   * @param backbone the network
   * @param seed the seed of the study
   */
  public static LoadedNetwork random(TorchRuntime runtime, Backbone backbone, long seed) {
    ConvNet plain = backbone.build(Backbone.IMAGENET_CLASSES);
    try (TensorSource source = new RandomWeights(backbone.id(), seed, plain.tensorShapes())) {
      return new LoadedNetwork(runtime, backbone, plain, last(plain), source, false);
    }
  }

  /**
   * A network with the tensors of a source, which must have exactly the network's names and shapes,
   * or exactly those of its body: then it gives features as far as the body goes, and no logits.
   *
   * @param runtime computes it
   * @param backbone the network
   * @param tensors those of a file, say; read once, not closed
   * @throws org.leukokit.base.UserError naming the tensors that are missing, extra or misshapen
   */
  public static LoadedNetwork from(TorchRuntime runtime, Backbone backbone, TensorSource tensors) {
    TensorSource source = backbone.adapt(tensors);
    ConvNet plain = backbone.build(Backbone.IMAGENET_CLASSES);
    String last = last(plain);
    if (backbone.isBody(source)) {
      int end = plain.indexOf(backbone.top().bodyEnd());
      while (plain.layers().get(end + 1).parameters().isEmpty()) {
        end++;
      }
      plain = plain.upTo(plain.layers().get(end).name());
    }
    requireSame(backbone, plain, source);
    return new LoadedNetwork(runtime, backbone, plain, last, source, true);
  }

  private static String last(ConvNet net) {
    return net.layers().get(net.layers().size() - 1).name();
  }

  private static void requireSame(Backbone backbone, ConvNet net, TensorSource source) {
    WeightsCheck.requireSame(
        backbone.id(), net.tensorShapes(), source.shapes(), source.fullDescription());
  }

  /**
   * A network of one's own, such as a backbone with another head.
   *
   * @param runtime computes it
   * @param backbone gives the size of the input and its preprocessing
   * @param net the network; stays without tensors
   * @param source the tensors; read once, not closed
   * @throws org.leukokit.base.UserError naming the tensors that are missing, extra or misshapen
   */
  public static LoadedNetwork of(
      TorchRuntime runtime, Backbone backbone, ConvNet net, TensorSource source) {
    requireSame(backbone, net, source);
    return new LoadedNetwork(runtime, backbone, net, last(net), source, true);
  }

  /**
   * A network with the weights of a file: Keras HDF5, PyTorch's zip format, safetensors or a
   * caffemodel, told apart by content.
   *
   * @param runtime computes it
   * @param backbone the network
   * @param file the weight file
   * @throws org.leukokit.base.UserError if the file is missing or damaged, or doesn't hold exactly
   *     this network's tensors
   */
  public static LoadedNetwork pretrained(TorchRuntime runtime, Backbone backbone, Path file) {
    try (TensorSource source = backbone.open(file)) {
      return from(runtime, backbone, source);
    }
  }

  /** The network. */
  public Backbone backbone() {
    return backbone;
  }

  /** What computes it. */
  public TorchRuntime runtime() {
    return runtime;
  }

  /** {@code sha256:} and the weight file's digest, or {@code random:network:seed}. */
  public String weightsDigest() {
    return digest;
  }

  /** For readers of a result: the file, or "random weights". */
  public String weightsDescription() {
    return description;
  }

  /** Whether the weights come from a file. */
  public boolean pretrained() {
    return pretrained;
  }

  /** Which tensor of the source became which of the network. */
  public MappingReport mapping() {
    return mapping;
  }

  /** Floats of one image: 3 · size · size. */
  public int inputLength() {
    return 3 * backbone.inputSize() * backbone.inputSize();
  }

  /** A buffer for a batch of images, for {@link Preprocessing#write} and {@link #features}. */
  public ByteBuffer newBatchBuffer(int images) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(4 * images, inputLength()))
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Features of a batch.
   *
   * @param layer where they are taken
   * @param batch {@code images · 3 · size · size} preprocessed floats in native order, from
   *     position 0; a direct buffer is used without copying
   * @param images images in the batch
   * @return a row of {@code layer.dimension()} features an image
   */
  public float[][] features(FeatureLayer layer, ByteBuffer batch, int images) {
    requireLayer(layer.layer(), layer.id());
    return compute(batch, images, layer.layer(), layer.averaged());
  }

  /**
   * Features of rasters of the network's size.
   *
   * @throws IllegalArgumentException if a raster has another size
   */
  public float[][] features(FeatureLayer layer, List<Raster> rasters) {
    return features(layer, batchOf(rasters), rasters.size());
  }

  /** The outputs before softmax, a row of 1,000 an image; see {@link #features}. */
  public float[][] logits(ByteBuffer batch, int images) {
    requireLayer(lastLayer, "logits");
    return compute(batch, images, net.last(), false);
  }

  /** The outputs before softmax for rasters of the network's size. */
  public float[][] logits(List<Raster> rasters) {
    return logits(batchOf(rasters), rasters.size());
  }

  private void requireLayer(String layer, String what) {
    if (!net.has(layer)) {
      throw new UserError(
          description
              + " holds the body of "
              + backbone.id()
              + " only and can't give "
              + what
              + "; name a file with its top, or take "
              + net.last());
    }
  }

  private ByteBuffer batchOf(List<Raster> rasters) {
    ByteBuffer batch = newBatchBuffer(rasters.size());
    var floats = batch.asFloatBuffer();
    for (Raster raster : rasters) {
      requireSize(raster);
      backbone.preprocessing().write(raster, floats);
    }
    return batch;
  }

  /**
   * Refuses a raster that doesn't fit.
   *
   * @throws IllegalArgumentException if its sides aren't the network's
   */
  public void requireSize(Raster raster) {
    int size = backbone.inputSize();
    if (raster.width() != size || raster.height() != size) {
      throw new IllegalArgumentException(
          backbone.id()
              + " takes "
              + size
              + "x"
              + size
              + " pixels, not "
              + raster.width()
              + "x"
              + raster.height());
    }
  }

  @SuppressWarnings("try") // the stretch of work is held, not used
  private synchronized float[][] compute(
      ByteBuffer batch, int images, String layer, boolean averaged) {
    if (closed.get()) {
      throw new IllegalStateException(backbone.id() + " is closed");
    }
    runtime.bindThread();
    int size = backbone.inputSize();
    ByteBuffer exact = batch.duplicate().order(ByteOrder.nativeOrder());
    exact.position(0).limit(4 * images * inputLength());
    try (NativeWork work = NativeWork.begin();
        NDManager step = manager.newSubManager()) {
      NDArray x =
          step.create(
              exact.slice().order(ByteOrder.nativeOrder()),
              new Shape(images, 3, size, size),
              DataType.FLOAT32);
      NDArray y = net.forward(x, layer);
      if (averaged) {
        y = new Pools.GlobalAveragePool("average").forward(y, name -> null, Pass.INFERENCE);
      }
      float[] flat = y.toFloatArray();
      int width = flat.length / images;
      float[][] rows = new float[images][width];
      for (int i = 0; i < images; i++) {
        System.arraycopy(flat, i * width, rows[i], 0, width);
      }
      return rows;
    }
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      manager.close();
    }
  }
}
