package org.leukokit.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Protocol;
import org.leukokit.study.Scale;
import org.leukokit.study.network.Forecast;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudyRunner;
import org.leukokit.study.network.NetworkStudySpec;

/** The forecast of a study of networks beside the time that it then takes. */
public final class ForecastBench {
  private static final int SEED = 1;

  private ForecastBench() {}

  /**
   * Forecasts a network's smoke study on phantoms with its epochs multiplied, runs it, and prints
   * both times.
   *
   * @param out where the lines go
   * @param paper the paper
   * @param network one of its networks
   * @param times by how much the epochs are multiplied, 1 or more
   * @param runtime computes
   * @param folder an empty folder for the runs
   * @return forecast time over measured time
   */
  public static double run(
      PrintStream out, Paper paper, String network, int times, TorchRuntime runtime, Path folder) {
    Dataset cells = paper.phantomCells(Scale.SMOKE, SEED);
    StudyOptions options =
        new StudyOptions(
            Scale.SMOKE,
            Optional.empty(),
            List.of(Protocol.PUBLISHED),
            10,
            SEED,
            runtime.info().threads(),
            Set.of(),
            paper.only(List.of(network)));
    NetworkStudySpec spec = paper.plan(options).networks().orElseThrow();
    List<NetworkMethod> longer =
        spec.methods().stream().filter(m -> !m.control()).map(m -> times(m, times)).toList();
    NetworkStudyRunner runner =
        new NetworkStudyRunner(
            new NetworkStudySpec(
                spec.study(),
                spec.publishedUnit(),
                spec.protocols(),
                longer,
                spec.seed(),
                spec.threads()),
            cells,
            runtime,
            id -> Optional.empty(),
            folder,
            Map.of(),
            Progress.NONE);
    Forecast forecast = runner.forecast().orElseThrow();
    forecast.lines().forEach(out::println);
    long began = System.nanoTime();
    runner.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    double ratio = forecast.seconds() / seconds;
    out.println(
        String.format(
            Locale.ROOT,
            "%s, smoke epochs times %d: forecast %.1f s, measured %.1f s, forecast/measured %.2f",
            network,
            times,
            forecast.seconds(),
            seconds,
            ratio));
    return ratio;
  }

  private static NetworkMethod times(NetworkMethod m, int times) {
    return new NetworkMethod(
        m.id(),
        m.title(),
        m.backbone(),
        m.head(),
        m.input(),
        m.start(),
        m.initialiser(),
        m.rows(),
        m.draw(),
        m.training().withEpochs(times * m.training().epochs()),
        m.shuffledLabels(),
        m.control());
  }
}
