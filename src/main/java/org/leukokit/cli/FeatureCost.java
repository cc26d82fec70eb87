package org.leukokit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Progress;
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
  private static final int CELLS = 24;

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
    Path cache = null;
    try {
      cache = Files.createTempDirectory("leukokit-cost-");
      NetworkFeatures source = choice.source(runtime, pretrained, seed, cache);
      // Each call loads the network; what counts is what more cells take, once all is warm.
      seconds(source, dataset, some, side, "warm");
      double few = seconds(source, dataset, some.subList(0, 1), side, "one");
      double all = seconds(source, dataset, some, side, "all");
      double rate = Math.max(0, all - few) / Math.max(1, some.size() - 1) * 1000;
      return Map.of(
          AcrossCost.FEATURE_SECONDS,
          String.format(Locale.ROOT, "%.2f", rate),
          AcrossCost.FEATURE_PARAMETERS,
          Long.toString(
              choice.network().build(2).upTo(choice.layer().layer()).parameterCount()));
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(Path.of(System.getProperty("java.io.tmpdir")), e);
    } finally {
      delete(cache);
    }
  }

  private static double seconds(
      NetworkFeatures source, Dataset dataset, List<Cell> cells, int side, String name) {
    long began = System.nanoTime();
    source.extract(
        cells.stream()
            .map(
                c ->
                    new FeatureRequest(
                        c.sha256(),
                        name,
                        () -> Resize.bilinear(dataset.read(c), side, side)))
            .toList(),
        Progress.NONE);
    return (System.nanoTime() - began) / 1e9;
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // A temporary folder that stays is the system's to clean.
    }
  }
}
