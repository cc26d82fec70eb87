package org.leukokit.train;

import org.leukokit.record.History;

/**
 * A finished training.
 *
 * @param network with the weights of the chosen epoch; to be closed
 * @param history of all epochs
 * @param epoch whose weights the network has, from 1
 */
public record Fit(TrainedNetwork network, History history, int epoch) implements AutoCloseable {
  @Override
  public void close() {
    network.close();
  }
}
