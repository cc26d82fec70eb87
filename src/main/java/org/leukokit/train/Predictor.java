package org.leukokit.train;

import ai.djl.engine.EngineException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.leukokit.net.LoadedNetwork;

/**
 * A network's outputs for any number of examples. Every batch has the same size, the last one
 * filled up with zeros, so that the output for an example does not depend on how many others are
 * predicted with it.
 */
public final class Predictor {
  private final LoadedNetwork network;
  private final int batchSize;
  private final int workers;

  /**
   * @param network the network; stays open
   * @param batchSize examples a batch, 1 or more
   * @param workers threads that prepare examples, 1 or more
   * @throws org.leukokit.base.UserError if a number is below 1
   */
  public Predictor(LoadedNetwork network, int batchSize, int workers) {
    this.network = Objects.requireNonNull(network, "network");
    Checks.atLeastOne("the batch size", batchSize);
    Checks.atLeastOne("the workers", workers);
    this.batchSize = batchSize;
    this.workers = workers;
  }

  /**
   * The network's outputs before softmax.
   *
   * @param examples the inputs, written for epoch 0
   * @return a row of classes an example
   * @throws org.leukokit.base.UserError if memory is short
   * @throws RuntimeException as {@link Examples#write} threw it
   */
  public double[][] logits(Examples examples) {
    double[][] rows = new double[examples.size()][];
    try (WorkerThreads threads = new WorkerThreads(workers)) {
      BatchQueue queue =
          new BatchQueue(
              examples, Inference.inOrder(examples.size(), batchSize), batchSize, threads);
      while (queue.hasNext()) {
        Batch batch = queue.next();
        float[][] outputs = network.logits(filled(batch), batchSize);
        for (int i = 0; i < batch.size(); i++) {
          double[] row = new double[outputs[i].length];
          for (int c = 0; c < row.length; c++) {
            row[c] = outputs[i][c];
          }
          rows[batch.example(i)] = row;
        }
        queue.handBack(batch);
      }
    } catch (EngineException | OutOfMemoryError e) {
      throw OutOfMemory.explain(e, batchSize);
    }
    return rows;
  }

  private ByteBuffer filled(Batch batch) {
    ByteBuffer room = batch.room();
    int one = room.capacity() / batchSize;
    for (int at = batch.size() * one; at < room.capacity(); at += Float.BYTES) {
      room.putFloat(at, 0);
    }
    return room;
  }
}
