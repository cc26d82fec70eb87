package org.leukokit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.StudyPlan;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.PlannedRun;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.network.Forecast;
import org.leukokit.study.network.Keeping;
import org.leukokit.study.network.NetworkStudyRunner;

/**
 * The running of a paper's plan.
 *
 * @param plan what is run
 * @param dataset the cells
 * @param runtime computes the networks
 * @param features gives features to the classical methods; {@link FeatureSource#NONE} if they need
 *     none
 * @param pretrained the weights at hand, by network
 * @param runs the folder of the run folders
 * @param facts what else goes into the provenance
 * @param progress hears how far it is
 * @param models where trained networks are kept; empty for keeping none
 */
record StudyRun(
    StudyPlan plan,
    Dataset dataset,
    TorchRuntime runtime,
    FeatureSource features,
    Map<String, PretrainedWeights> pretrained,
    Path runs,
    Map<String, String> facts,
    Progress progress,
    Optional<Path> models) {
  /** What the networks will take; empty if there is none to be trained. */
  Optional<Forecast> forecast() {
    return networks().flatMap(NetworkStudyRunner::forecast);
  }

  /** Runs what is missing; the run folders. */
  List<Path> run() {
    List<Path> finished = new ArrayList<>();
    classical().ifPresent(runner -> finished.addAll(runner.run()));
    networks().ifPresent(runner -> finished.addAll(runner.run()));
    return finished;
  }

  /** Every run in its order, whether there already or not. */
  List<PlannedRun> planned() {
    List<PlannedRun> planned = new ArrayList<>();
    classical().ifPresent(runner -> planned.addAll(runner.planned()));
    networks().ifPresent(runner -> planned.addAll(runner.planned()));
    return planned;
  }

  private Optional<StudyRunner> classical() {
    return plan.classical()
        .map(spec -> new StudyRunner(spec, dataset, features, runs, facts, progress));
  }

  /** The runner of the networks, if there are any. */
  Optional<NetworkStudyRunner> networks() {
    return plan.networks()
        .map(
            spec ->
                new NetworkStudyRunner(
                    spec,
                    dataset,
                    runtime,
                    id -> Optional.ofNullable(pretrained.get(id)),
                    runs,
                    facts,
                    progress,
                    new Keeping(models, Optional.of(ImageCache.open()))));
  }
}
