package org.leukokit.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.image.Resize;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.across.AcrossCost;
import org.leukokit.study.NetworkFeatures;
import org.leukokit.study.PretrainedWeights;

/**
 * What features cost where none are kept from before: the seconds of a few cells, from file to
 * features. The studies themselves take features from the cache, which would look like no cost.
 */
final class FeatureCost {
  private static final int CELLS = 96;

  private FeatureCost() {}

  /** Facts for the runs: seconds per 1,000 cells, and the network's parameters. */
  static Map<String, String> of(
      FeatureChoice choice,
      TorchRuntime runtime,
      Map<String, PretrainedWeights> pretrained,
      Dataset dataset,
      long seed) {
    int side = choice.network().inputSize();
    List<Cell> some = dataset.cells().stream().limit(CELLS).toList();
    try (TemporaryFolder cache = TemporaryFolder.open()) {
      NetworkFeatures source = choice.source(runtime, pretrained, seed, cache.path());
      double rate = 1000 * secondsEach(source, dataset, some, side);
      return Map.of(
          AcrossCost.FEATURE_SECONDS,
          String.format(Locale.ROOT, "%.2f", rate),
          AcrossCost.FEATURE_PARAMETERS,
          Long.toString(choice.network().build(2).upTo(choice.layer().layer()).parameterCount()));
    }
  }

  /** Seconds a cell, from the first batch on, which waits for the network to be loaded. */
  private static double secondsEach(
      NetworkFeatures source, Dataset dataset, List<Cell> cells, int side) {
    List<Long> ends = Collections.synchronizedList(new ArrayList<>());
    source.extract(
        cells.stream()
            .map(
                c ->
                    new FeatureRequest(
                        c.sha256(), "cost", () -> Resize.bilinear(dataset.read(c), side, side)))
            .toList(),
        (what, total) -> () -> ends.add(System.nanoTime()));
    long first = ends.get(0);
    long span = ends.get(ends.size() - 1) - first;
    // Cells of a batch end together.
    long later = ends.stream().filter(t -> t - first > span / 50).count();
    return later == 0 ? span / 1e9 : span / 1e9 / later;
  }
}
