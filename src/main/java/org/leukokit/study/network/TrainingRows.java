package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.leukokit.image.RasterOp;
import org.leukokit.split.Row;
import org.leukokit.study.Augmentation;

/** What a network is trained on, given the rows of a fold. */
public sealed interface TrainingRows {
  /**
   * The versions of a cell that the folds must know: the original alone, unless copies are drawn
   * into folds.
   */
  List<String> versions();

  /** The examples of an epoch, in a fixed order. */
  List<TrainingExample> examples(List<Row> rows, long seed);

  /** In words, for settings and reports. */
  String describe();

  /**
   * The rows themselves, each a version of a cell that is drawn once and stays the same in every
   * epoch.
   *
   * @param augmentations the versions, the original first
   */
  record Versions(List<Augmentation> augmentations) implements TrainingRows {
    /** Copies the list. */
    public Versions {
      augmentations = List.copyOf(augmentations);
    }

    @Override
    public List<String> versions() {
      return augmentations.stream().map(Augmentation::version).toList();
    }

    @Override
    public List<TrainingExample> examples(List<Row> rows, long seed) {
      Map<String, Augmentation> byName =
          augmentations.stream()
              .collect(Collectors.toMap(Augmentation::version, Function.identity()));
      List<TrainingExample> examples = new ArrayList<>();
      for (Row row : rows) {
        RasterOp op = byName.get(row.version()).draw(seed, row.cell().id());
        examples.add(new TrainingExample(row.cell(), row.version(), epoch -> op));
      }
      return examples;
    }

    @Override
    public String describe() {
      return augmentations.stream().map(Augmentation::describe).collect(Collectors.joining(", "));
    }
  }
}
