package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.ConvNet;
import org.leukokit.net.InferenceNet;
import org.leukokit.net.NativeWork;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.TensorSource;

/**
 * The parts of a training step by themselves, on one batch again and again: what benchmarks time. A
 * training does the same through the same code.
 */
public final class StepBench implements AutoCloseable {
  private final TorchRuntime runtime;
  private final TrainSpec spec;
  private final ConvNet net;
  private final NDManager manager;
  private final WorkerThreads helpers;
  private final Model model;
  private final ParameterUpdate update;
  private final ByteBuffer images;
  private final Shape shape;
  private final int[] labels;
  private long steps;
  private long updateNanos;
  private InferenceNet ready; // null unless the last thing done was inference

  /**
   * @param runtime computes
   * @param net the network, without tensors yet
   * @param initial its tensors
   * @param spec optimiser, rate and batch size
   * @param side of the square images, in pixels
   */
  public StepBench(
      TorchRuntime runtime, ConvNet net, TensorSource initial, TrainSpec spec, int side) {
    this.runtime = runtime;
    this.spec = spec;
    this.net = net;
    runtime.bindThread();
    this.manager = runtime.newManager();
    this.helpers = new WorkerThreads(runtime.info().threads());
    this.model = new Model(net, spec, manager, initial);
    this.update = ParameterUpdate.of(model.learned(), spec, helpers, runtime.info().threads());
    this.shape = new Shape(spec.batchSize(), 3, side, side);
    this.images = Memory.allocate(shape.size());
    this.labels = new int[spec.batchSize()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2;
    }
    // Values from −1 to 1 without a pattern.
    for (int i = 0; i < shape.size(); i++) {
      images.putFloat(4 * i, (i * 0x9E3779B9 >> 8) / (float) (1 << 23));
    }
  }

  /** How many values training moves. */
  public long learned() {
    return net.learnedCount();
  }

  /**
   * Outputs for the batch, as in inference. As there, the network is made ready once for all the
   * batches that are computed with the same weights.
   */
  @SuppressWarnings("try") // the stretch of work is held, not used
  public float[] forward() {
    try (NativeWork work = NativeWork.begin();
        NDManager step = manager.newSubManager()) {
      NDArray x = input(step);
      if (ready == null) {
        ready = InferenceNet.of(net, manager, shape);
      }
      return ready.forward(x).toFloatArray();
    }
  }

  private void letGo() {
    if (ready != null) {
      ready.close();
      ready = null;
    }
  }

  /** Loss and gradients of the batch, as in training. */
  public double gradients() {
    return step(false);
  }

  /** Loss, gradients and update, as in training. */
  public double step() {
    return step(true);
  }

  @SuppressWarnings("try") // the stretch of work is held, not used
  private double step(boolean move) {
    letGo();
    try (NativeWork work = NativeWork.begin();
        NDManager step = manager.newSubManager()) {
      List<NDArray> gradients = new ArrayList<>();
      TrainPass pass = model.pass(1, 0, Math.toIntExact(steps++));
      double loss = model.gradients(step, input(step), labels, pass, gradients).loss();
      if (move) {
        long began = System.nanoTime();
        update.apply(gradients, steps, spec.schedule().rate(steps, 1));
        updateNanos += System.nanoTime() - began;
      }
      return loss;
    }
  }

  /**
   * How long some steps took under the profiler.
   *
   * @param seconds all of it
   * @param optimiserSeconds the optimiser's share, which is no operation of libtorch
   */
  public record Profiled(double seconds, double optimiserSeconds) {}

  /**
   * Trains under libtorch's profiler.
   *
   * @param times how many steps
   * @param trace is written: libtorch's operations as a Chrome trace
   */
  public Profiled profile(int times, Path trace) {
    runtime.bindThread();
    updateNanos = 0;
    JniUtils.startProfile(false, false, false);
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      step();
    }
    long ended = System.nanoTime();
    JniUtils.stopProfile(trace.toString());
    return new Profiled((ended - began) / 1e9, updateNanos / 1e9);
  }

  /**
   * Waits until all that was asked for is computed. A GPU computes one thing after the other, and
   * later than it is asked; a value read from it comes behind the rest.
   */
  @SuppressWarnings("try") // the stretch of work is held, not used
  public void settle() {
    if (!runtime.device().isGpu()) {
      return;
    }
    try (NativeWork work = NativeWork.begin();
        NDManager step = manager.newSubManager()) {
      step.ones(new Shape(1)).toFloatArray();
    }
  }

  private NDArray input(NDManager step) {
    runtime.bindThread();
    return step.create(images.duplicate().order(images.order()), shape, DataType.FLOAT32);
  }

  @Override
  public void close() {
    letGo();
    helpers.close();
    manager.close();
  }
}
