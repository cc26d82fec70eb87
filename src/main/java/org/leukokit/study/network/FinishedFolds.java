package org.leukokit.study.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.record.CellMaps;
import org.leukokit.record.FurtherScores;
import org.leukokit.record.History;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Fold;
import org.leukokit.study.PartialRun;

/** What the folds of a run gave, put together again from the parts that each left. */
final class FinishedFolds {
  private final SortedMap<String, History> histories = new TreeMap<>();
  private final List<Prediction> validation = new ArrayList<>();
  private final List<FurtherScores.Scored> further = new ArrayList<>();
  private final List<CellMaps.CellMap> maps = new ArrayList<>();
  private final List<String> epochs = new ArrayList<>();
  private double train;
  private double test;

  FinishedFolds(PartialRun partial, List<Fold> folds) {
    for (Fold fold : folds) {
      String name = fold.name();
      Path history = partial.place(FoldParts.history(name));
      histories.put(name, History.parse(history, FoldParts.text(history)));
      if (!fold.validation().isEmpty()) {
        validation.addAll(Predictions.read(partial.place(FoldParts.validation(name))).rows());
      }
      Path map = partial.place(FoldParts.maps(name));
      if (Files.exists(map)) {
        maps.addAll(CellMaps.parse(map, FoldParts.text(map)).maps());
      }
      Path scores = partial.place(FoldParts.further(name));
      if (Files.exists(scores)) {
        further.addAll(FurtherScores.parse(scores, FoldParts.text(scores)).rows());
      }
      String[] facts = FoldParts.text(partial.place(name + ".seconds")).split(" ");
      epochs.add(facts[0]);
      train += Double.parseDouble(facts[1]);
      test += Double.parseDouble(facts[2]);
    }
  }

  SortedMap<String, History> histories() {
    return histories;
  }

  Optional<Predictions> validation() {
    return validation.isEmpty() ? Optional.empty() : Optional.of(new Predictions(validation));
  }

  Optional<FurtherScores> further() {
    return further.isEmpty() ? Optional.empty() : Optional.of(new FurtherScores(further));
  }

  Optional<CellMaps> maps() {
    return maps.isEmpty() ? Optional.empty() : Optional.of(new CellMaps(maps));
  }

  /** Facts of the provenance. */
  Map<String, String> facts() {
    return Map.of(
        RunRecord.TRAINING_SECONDS,
        String.format(Locale.ROOT, "%.2f", train),
        RunRecord.PREDICTING_SECONDS,
        String.format(Locale.ROOT, "%.2f", test),
        "epoch of the weights, by fold",
        String.join(" ", epochs));
  }
}
