package org.leukokit.train;

/** Loss and accuracy on examples that are not trained on. */
final class Validation {
  /**
   * What was found.
   *
   * @param loss mean cross-entropy, without class weights and label smoothing
   * @param accuracy share that is right
   */
  record Result(double loss, double accuracy) {}

  /** Without validation examples. */
  static final Result NONE = new Result(Double.NaN, Double.NaN);

  private Validation() {}

  static Result of(Inference inference, Examples examples, TrainSpec spec, WorkerThreads threads) {
    double[] loss = new double[1];
    int[] correct = new int[1];
    inference.run(
        examples,
        spec.batchSize(),
        threads,
        (batch, logits) -> {
          Loss.Value value = Loss.CROSS_ENTROPY.of(logits, batch.labels());
          loss[0] += value.loss() * batch.size();
          correct[0] += value.correct();
        });
    return new Result(loss[0] / examples.size(), (double) correct[0] / examples.size());
  }
}
