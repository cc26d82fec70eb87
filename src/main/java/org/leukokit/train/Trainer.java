package org.leukokit.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.Objects;
import java.util.Optional;
import org.leukokit.base.UserError;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.WeightsCheck;

/**
 * Trains networks. Every draw has an address, so the weights depend on the task and on libtorch's
 * threads alone: not on the number of workers, nor on whether the training was interrupted and went
 * on from a checkpoint.
 */
public final class Trainer {
  private final TorchRuntime runtime;
  private final int workers;

  /**
   * @param runtime computes
   * @param workers threads that prepare examples, 1 or more
   * @throws UserError if there are no workers
   */
  public Trainer(TorchRuntime runtime, int workers) {
    this.runtime = Objects.requireNonNull(runtime, "runtime");
    Checks.atLeastOne("the workers", workers);
    this.workers = workers;
  }

  /**
   * Trains a network.
   *
   * @param task what is to be trained
   * @param checkpoints where it leaves its checkpoints and goes on from the last; empty for none
   * @param progress hears of every step
   * @return the network and its history; to be closed
   * @throws UserError if the task can't be done (see {@link TaskCheck}), the loss is no longer a
   *     number, memory is short, or a checkpoint belongs to another training
   */
  public Fit fit(TrainTask task, Optional<CheckpointFolder> checkpoints, TrainProgress progress) {
    TaskCheck.require(task);
    WeightsCheck.requireSame(
        task.net().id(),
        task.net().tensorShapes(),
        task.initial().shapes(),
        task.initial().description());
    runtime.bindThread();
    NDManager manager = runtime.newManager();
    boolean finished = false;
    try (WorkerThreads threads = new WorkerThreads(workers);
        WorkerThreads helpers = new WorkerThreads(runtime.info().threads())) {
      TrainingLoop loop =
          new TrainingLoop(runtime, workers, task, manager, threads, helpers, progress);
      Fit fit = loop.run(checkpoints);
      finished = true;
      return fit;
    } catch (EngineException | OutOfMemoryError e) {
      throw OutOfMemory.explain(e, task.spec().batchSize());
    } finally {
      if (!finished) {
        manager.close();
      }
    }
  }
}
