package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.leukokit.net.ConvNet;
import org.leukokit.net.InferenceNet;
import org.leukokit.net.NativeWork;
import org.leukokit.net.TorchRuntime;

/** Outputs of a network, with the tensors it has now, for examples in their order. */
record Inference(TorchRuntime runtime, NDManager manager, ConvNet net) {
  /** Hears the outputs of a batch, a row of classes an example. */
  interface Outputs {
    void accept(Batch batch, float[] logits);
  }

  @SuppressWarnings("try") // the stretch of work is held, not used
  void run(Examples examples, int batchSize, WorkerThreads threads, Outputs outputs) {
    runtime.bindThread();
    BatchQueue queue =
        new BatchQueue(examples, inOrder(examples.size(), batchSize), batchSize, threads);
    try (InferenceNet ready = ready(batched(batchSize, examples.shape()))) {
      while (queue.hasNext()) {
        Batch batch = queue.next();
        try (NativeWork work = NativeWork.begin();
            NDManager step = manager.newSubManager()) {
          NDArray x = input(step, batch, examples.shape());
          outputs.accept(batch, ready.forward(x).toFloatArray());
        }
        queue.handBack(batch);
      }
    }
  }

  @SuppressWarnings("try") // the stretch of work is held, not used
  private InferenceNet ready(Shape input) {
    try (NativeWork work = NativeWork.begin()) {
      return InferenceNet.of(net, manager, input);
    }
  }

  private static Shape batched(int batchSize, Shape one) {
    long[] shape = new long[one.dimension() + 1];
    shape[0] = batchSize;
    System.arraycopy(one.getShape(), 0, shape, 1, one.dimension());
    return new Shape(shape);
  }

  /** A batch as the network's input; its buffer is read until the manager is closed. */
  static NDArray input(NDManager manager, Batch batch, Shape one) {
    ByteBuffer data = batch.room().duplicate().order(batch.room().order());
    data.limit(Math.toIntExact(4 * batch.size() * one.size()));
    return manager.create(data, batched(batch.size(), one), DataType.FLOAT32);
  }

  /** All examples in their order, the last batch with what is left. */
  static Iterator<Batch.Order> inOrder(int size, int batchSize) {
    int batches = (size + batchSize - 1) / batchSize;
    return IntStream.range(0, batches)
        .mapToObj(
            b ->
                new Batch.Order(
                    0,
                    b,
                    IntStream.range(b * batchSize, Math.min(size, (b + 1) * batchSize)).toArray()))
        .iterator();
  }
}
