package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.leukokit.base.Progress;
import org.leukokit.data.Cell;
import org.leukokit.net.Backbone;
import org.leukokit.net.ConvNet;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.TransferWeights;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.record.FurtherScores;
import org.leukokit.record.History;
import org.leukokit.record.Predictions;
import org.leukokit.split.Fold;
import org.leukokit.split.Row;
import org.leukokit.study.RowPredictions;
import org.leukokit.train.CheckpointFolder;
import org.leukokit.train.Fit;
import org.leukokit.train.Predictor;
import org.leukokit.train.TrainTask;
import org.leukokit.train.Trainer;

/** One method fitted on one fold. */
final class FoldFit {
  /**
   * What comes of it.
   *
   * @param test what the network says of the test rows
   * @param validation what it says of the validation rows; empty if the fold has none
   * @param further what it says of the cells beside the folds; empty if there are none
   * @param history how the training went
   * @param epoch the epoch whose weights were used, from 1
   * @param trainSeconds seconds of the training's steps
   * @param testSeconds seconds of predicting
   */
  record Result(
      Predictions test,
      Optional<Predictions> validation,
      Optional<FurtherScores> further,
      History history,
      int epoch,
      double trainSeconds,
      double testSeconds) {}

  /** Hears of a finished training while its network is still there. */
  interface Finished {
    void accept(Fit fit, Predictions test, Optional<Predictions> validation);
  }

  private final TorchRuntime runtime;
  private final Trainer trainer;
  private final int workers;
  private final NetworkMethod method;
  private final Backbone backbone;
  private final PreparedCells cells;
  private final long seed;

  FoldFit(
      TorchRuntime runtime,
      int workers,
      NetworkMethod method,
      Backbone backbone,
      PreparedCells cells,
      long seed) {
    this.runtime = runtime;
    this.workers = workers;
    this.trainer = new Trainer(runtime, workers);
    this.method = method;
    this.backbone = backbone;
    this.cells = cells;
    this.seed = seed;
  }

  Result fit(
      Fold fold,
      List<Cell> beside,
      Optional<TensorSource> body,
      CheckpointFolder checkpoints,
      Progress.Task progress,
      Finished finished) {
    LearnedLabels labels = new LearnedLabels(method, seed, fold.name());
    CellExamples train = examples(method.rows().examples(labels.training(fold.train()), seed));
    Optional<CellExamples> validation =
        fold.validation().isEmpty()
            ? Optional.empty()
            : Optional.of(
                examples(method.rows().validation(labels.validation(fold.validation()), seed)));
    ConvNet net = backbone.build(2).withHead(method.head());
    try (TensorSource start = start(net, body);
        Fit fit =
            trainer.fit(
                new TrainTask(net, start, method.training(), train, validation.map(v -> v), seed),
                Optional.of(checkpoints),
                status -> progress.step(status.images()))) {
      long began = System.nanoTime();
      Predictions test;
      Optional<Predictions> chosenBy;
      Optional<FurtherScores> further;
      double testSeconds;
      // As a saved network predicts, so that it says the same when it is loaded again.
      try (TensorSource tensors = fit.network().tensors();
          LoadedNetwork loaded =
              LoadedNetwork.of(
                  runtime, backbone.withInputSize(method.input().size()), net, tensors)) {
        Predictor predictor =
            new Predictor(loaded, ModelCards.batch(backbone, method.input()), workers);
        test = predictions(predictor, fold.name(), fold.test());
        testSeconds = (System.nanoTime() - began) / 1e9;
        chosenBy =
            fold.validation().isEmpty()
                ? Optional.empty()
                : Optional.of(predictions(predictor, fold.name(), fold.validation()));
        further =
            beside.isEmpty()
                ? Optional.empty()
                : Optional.of(further(predictor, fold.name(), beside));
      }
      finished.accept(fit, test, chosenBy);
      double trainSeconds =
          fit.history().epochs().stream().mapToDouble(History.Epoch::seconds).sum();
      return new Result(
          test, chosenBy, further, fit.history(), fit.epoch(), trainSeconds, testSeconds);
    }
  }

  private TensorSource start(ConvNet net, Optional<TensorSource> body) {
    return body.isPresent()
        ? TransferWeights.of(backbone, method.head(), body.get(), method.initialiser(), seed)
        : new RandomWeights(net.id(), seed, net.tensorShapes(), method.initialiser());
  }

  // The rows of test and validation: copies among them where the protocol draws rows.
  private CellExamples plain(List<Row> rows) {
    List<TrainingExample> examples = new ArrayList<>();
    for (Row row : rows) {
      if (row.isOriginal()) {
        examples.add(TrainingExample.plain(row.cell(), row.version()));
      } else {
        examples.addAll(method.rows().examples(List.of(row), seed));
      }
    }
    return examples(examples);
  }

  private CellExamples examples(List<TrainingExample> all) {
    return new CellExamples(all, cells, method.input(), backbone.preprocessing());
  }

  private Predictions predictions(Predictor network, String fold, List<Row> rows) {
    double[] margins =
        Arrays.stream(network.logits(plain(rows)))
            .mapToDouble(logits -> ModelPredictor.margin(logits, CellExamples.LEUKEMIC))
            .toArray();
    double[] scores = Arrays.stream(margins).map(ModelPredictor::probability).toArray();
    return RowPredictions.of(fold, rows, scores, margins);
  }

  private FurtherScores further(Predictor network, String fold, List<Cell> beside) {
    double[][] logits =
        network.logits(
            examples(beside.stream().map(c -> TrainingExample.plain(c, Row.ORIGINAL)).toList()));
    List<FurtherScores.Scored> rows = new ArrayList<>();
    for (int i = 0; i < beside.size(); i++) {
      double margin = ModelPredictor.margin(logits[i], CellExamples.LEUKEMIC);
      rows.add(
          new FurtherScores.Scored(
              beside.get(i).id(), fold, ModelPredictor.probability(margin), margin));
    }
    return new FurtherScores(rows);
  }
}
