package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.leukokit.base.Hashing;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.TensorSource;

/** A trained network with its tensors in native memory. Close it to free them. */
public final class TrainedNetwork implements AutoCloseable {
  private final TorchRuntime runtime;
  private final ConvNet net;
  private final NDManager manager;
  private final SortedMap<String, NDArray> tensors;
  private final int batchSize;
  private final int workers;
  private final String sha256;
  private final AtomicBoolean closed = new AtomicBoolean();

  TrainedNetwork(
      TorchRuntime runtime,
      ConvNet net,
      NDManager manager,
      SortedMap<String, NDArray> tensors,
      int batchSize,
      int workers) {
    this.runtime = runtime;
    this.net = net;
    this.manager = manager;
    this.tensors = tensors;
    this.batchSize = batchSize;
    this.workers = workers;
    this.sha256 = digest();
  }

  private String digest() {
    MessageDigest digest = Hashing.newSha256();
    tensors.forEach(
        (name, tensor) -> {
          String head = name + " " + Arrays.toString(tensor.getShape().getShape()) + "\n";
          digest.update(head.getBytes(StandardCharsets.UTF_8));
          digest.update(Memory.littleEndian(tensor));
        });
    return Hashing.hex(digest.digest());
  }

  /** The network, with its tensors set. */
  public ConvNet net() {
    return net;
  }

  /**
   * SHA-256 over every tensor, running statistics included, in the order of their names: name and
   * shape, then the values as little-endian 32-bit floats. 64 hexadecimal digits.
   */
  public String sha256() {
    return sha256;
  }

  /** The tensors, to be read or saved; valid until this network is closed. */
  public TensorSource tensors() {
    return new TrainedTensors(tensors, net.id(), sha256);
  }

  /**
   * Class probabilities: softmax of the network's outputs, in 64 bits.
   *
   * @param examples the inputs, written for epoch 0
   * @return a row of classes an example
   */
  public double[][] probabilities(Examples examples) {
    return rows(examples, (logits, from, classes) -> Softmax.of(logits, from, classes));
  }

  /**
   * The network's outputs before softmax.
   *
   * @param examples the inputs, written for epoch 0
   * @return a row of classes an example
   */
  public double[][] logits(Examples examples) {
    return rows(
        examples,
        (logits, from, classes) ->
            IntStream.range(from, from + classes).mapToDouble(i -> logits[i]).toArray());
  }

  private interface RowMaker {
    double[] make(float[] logits, int from, int classes);
  }

  private double[][] rows(Examples examples, RowMaker maker) {
    double[][] rows = new double[examples.size()][];
    run(
        examples,
        (batch, logits) -> {
          int classes = logits.length / batch.size();
          for (int i = 0; i < batch.size(); i++) {
            rows[batch.example(i)] = maker.make(logits, i * classes, classes);
          }
        });
    return rows;
  }

  private synchronized void run(Examples examples, Inference.Outputs outputs) {
    if (closed.get()) {
      throw new IllegalStateException(net.id() + " is closed");
    }
    try (WorkerThreads threads = new WorkerThreads(workers)) {
      new Inference(runtime, manager, net).run(examples, batchSize, threads, outputs);
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
