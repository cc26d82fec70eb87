package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.History;

/** One training from its first step to its last. */
final class TrainingLoop {
  private final TorchRuntime runtime;
  private final int workers;
  private final TrainTask task;
  private final TrainSpec spec;
  private final NDManager manager;
  private final WorkerThreads threads;
  private final WorkerThreads helpers;
  private final TrainProgress progress;
  private final int stepsPerEpoch;
  private final List<History.Step> steps = new ArrayList<>();
  private final List<History.Epoch> epochs = new ArrayList<>();

  TrainingLoop(
      TorchRuntime runtime,
      int workers,
      TrainTask task,
      NDManager manager,
      WorkerThreads threads,
      WorkerThreads helpers,
      TrainProgress progress) {
    this.runtime = runtime;
    this.workers = workers;
    this.task = task;
    this.spec = task.spec();
    this.manager = manager;
    this.threads = threads;
    this.helpers = helpers;
    this.progress = progress;
    int size = task.train().size();
    int batch = spec.batchSize();
    this.stepsPerEpoch =
        spec.lastBatch() == LastBatch.DROP ? size / batch : (size + batch - 1) / batch;
  }

  Fit run(Optional<CheckpointFolder> checkpoints) {
    Model model = new Model(task.net(), spec, manager, task.initial());
    HostUpdate update =
        new HostUpdate(
            model.learned(), spec.optimiser(), spec.clipNorm(), helpers, runtime.info().threads());
    long step = 0;
    for (int epoch = 0; epoch < spec.epochs(); epoch++) {
      int thisEpoch = epoch;
      int[] order = order(epoch);
      BatchQueue queue =
          new BatchQueue(
              task.train(),
              IntStream.range(0, stepsPerEpoch)
                  .mapToObj(s -> batch(thisEpoch, s, order))
                  .iterator(),
              spec.batchSize(),
              threads);
      double loss = 0;
      int correct = 0;
      int seen = 0;
      long begin = System.nanoTime();
      double rate = 0;
      while (queue.hasNext()) {
        Batch batch = queue.next();
        rate = spec.schedule().rate(step, stepsPerEpoch);
        step++;
        Loss.Value value = step(model, update, batch, step, rate);
        queue.handBack(batch);
        loss += value.loss() * batch.size();
        correct += value.correct();
        seen += batch.size();
        steps.add(
            new History.Step(
                epoch + 1, step, value.loss(), (double) value.correct() / batch.size(), rate));
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.step(
            new TrainProgress.Status(
                epoch + 1,
                spec.epochs(),
                batch.order().step() + 1,
                stepsPerEpoch,
                value.loss(),
                seen / seconds,
                ((long) spec.epochs() * stepsPerEpoch - step)
                    * seconds
                    / (batch.order().step() + 1)));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      History.Epoch done =
          new History.Epoch(
              epoch + 1,
              step,
              loss / seen,
              (double) correct / seen,
              Double.NaN,
              Double.NaN,
              rate,
              seconds,
              seen / seconds,
              queue.waitedNanos() / 1e9 / seconds);
      epochs.add(done);
      progress.epoch(done);
    }
    return new Fit(
        new TrainedNetwork(
            runtime, task.net(), manager, model.tensors(), spec.batchSize(), workers),
        new History(steps, epochs),
        spec.epochs());
  }

  private Loss.Value step(Model model, HostUpdate update, Batch batch, long t, double rate) {
    try (NDManager step = manager.newSubManager()) {
      NDArray x = Inference.input(step, batch, task.train().shape());
      List<NDArray> gradients = new ArrayList<>();
      Loss.Value value =
          model.gradients(
              step,
              x,
              batch.labels(),
              model.pass(task.seed(), batch.order().epoch(), batch.order().step()),
              gradients);
      if (!Double.isFinite(value.loss())) {
        throw new UserError(
            "the loss is "
                + value.loss()
                + " in epoch "
                + (batch.order().epoch() + 1)
                + ", batch "
                + (batch.order().step() + 1)
                + " ("
                + batch.addresses()
                + "); lower the learning rate or look at these images");
      }
      update.apply(gradients, t, rate);
      return value;
    }
  }

  private int[] order(int epoch) {
    int[] order = IntStream.range(0, task.train().size()).toArray();
    RandomStream.at(task.seed(), "shuffle", epoch).shuffle(order);
    return order;
  }

  private Batch.Order batch(int epoch, int step, int[] order) {
    int from = step * spec.batchSize();
    int to = Math.min(order.length, from + spec.batchSize());
    return new Batch.Order(epoch, step, java.util.Arrays.copyOfRange(order, from, to));
  }
}
