package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Moves all learned parameters by their gradients. */
interface ParameterUpdate {
  /**
   * One update.
   *
   * @param gradients of the loss, in the order of the learned tensors; they are left as they are or
   *     changed
   * @param t the update's number, from 1
   * @param rate the schedule's learning rate
   */
  void apply(List<NDArray> gradients, long t, double rate);

  /** The one for the device on which the parameters are. */
  static ParameterUpdate of(
      List<Learned> learned, TrainSpec spec, WorkerThreads helpers, int threads) {
    boolean gpu = !learned.isEmpty() && learned.get(0).values().getDevice().isGpu();
    return gpu
        ? new DeviceUpdate(learned, spec.optimiser(), spec.clipNorm())
        : new HostUpdate(learned, spec.optimiser(), spec.clipNorm(), helpers, threads);
  }
}
