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
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyReports;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.PlanFile;
import org.leukokit.study.PlannedRun;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.StudyPanels;
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

  /** Leaves word of what is to be done. */
  void announce() {
    PlanFile.ofThisProcess(planned()).write(runs);
  }

  /** Announces and runs what is missing; the run folders. */
  List<Path> run() {
    // A report that can't be drawn is refused before hours are spent on it.
    ReportWriter.requireText();
    announce();
    try {
      return runMissing();
    } catch (RuntimeException e) {
      PlanFile.removeIfNothingDone(runs);
      throw e;
    }
  }

  /**
   * Draws the panels and writes the report as 'leukokit report' makes it: from what lies in the
   * folder of the runs, and nothing else.
   *
   * @param key whose report it is
   * @param finished the run folders
   * @param pictures of these runs
   * @param notes what a reader must know besides
   * @param folder where the report goes
   * @return its page
   */
  Path report(
      String key,
      List<Path> finished,
      List<PanelRequest> pictures,
      List<String> notes,
      Path folder) {
    Path panels = StudyPanels.folder(plan.panels(), dataset, runs, pictures);
    StudyFolder.of(key, finished, Optional.of(panels), notes).write(runs);
    return ReportWriter.write(StudyReports.of(runs), folder);
  }

  private List<Path> runMissing() {
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
