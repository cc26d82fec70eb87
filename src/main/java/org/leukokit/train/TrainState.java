package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.record.History;

/**
 * Where a training stands, besides the tensors of {@link Model}: what a checkpoint holds. Streams
 * have no position of their own, they follow from epoch and step.
 */
final class TrainState {
  /** Steps taken in all. */
  long step;

  /** Epochs finished. */
  int epoch;

  /** Steps taken in the epoch under way. */
  int stepInEpoch;

  /** Sums over the epoch under way. */
  double loss;

  int correct;
  int seen;
  double seconds;
  double waited;

  /** The epoch of the best weights so far, from 1; 0 for none. */
  int bestEpoch;

  double bestValue;

  /** Epochs in a row without improvement. */
  int stale;

  final List<History.Step> steps = new ArrayList<>();
  final List<History.Epoch> epochs = new ArrayList<>();

  /** Copies of the best epoch's tensors; empty without a best epoch. */
  final SortedMap<String, NDArray> best = new TreeMap<>();

  /** Forgets the sums: another epoch begins. */
  void beginEpoch() {
    stepInEpoch = 0;
    loss = 0;
    correct = 0;
    seen = 0;
    seconds = 0;
    waited = 0;
  }

  History history() {
    return new History(steps, epochs);
  }
}
