package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.Dropout;

/**
 * How a network is computed: what only training does, decided by whoever trains and not by the
 * layers.
 */
public interface Pass {
  /** Inference: running statistics, no dropout. */
  Pass INFERENCE =
      new Pass() {
        @Override
        public boolean normalisesBatch(String layer) {
          return false;
        }

        @Override
        public NDArray drop(String layer, NDArray x, float rate) {
          return x;
        }
      };

  /**
   * Training as DJL's own trainer knows it: every normalisation uses the batch's statistics, and
   * dropout draws from the engine's generator. Two such passes differ.
   */
  Pass ENGINE_TRAINING =
      new Pass() {
        @Override
        public boolean normalisesBatch(String layer) {
          return true;
        }

        @Override
        public NDArray drop(String layer, NDArray x, float rate) {
          return Dropout.dropout(x, rate, true).singletonOrThrow();
        }
      };

  /**
   * Whether a batch normalisation uses the batch's statistics, and moves its running ones.
   *
   * @param layer name of the layer
   */
  boolean normalisesBatch(String layer);

  /**
   * The share that a running value of a normalisation keeps where the batch moves it.
   *
   * @param layer name of the layer
   * @param own what the network's own framework takes
   */
  default float momentum(String layer, float own) {
    return own;
  }

  /**
   * Dropout: some values set to 0, the rest divided by {@code 1 − rate}.
   *
   * @param layer name of the layer
   * @param x what goes in
   * @param rate share that is set to 0, 0 to 1
   * @return what comes out; {@code x} itself where nothing is dropped
   */
  NDArray drop(String layer, NDArray x, float rate);
}
