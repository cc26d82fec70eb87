package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.data.Dataset;
import org.leukokit.data.Store;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;
import org.leukokit.split.Protocol;
import org.leukokit.study.EnsembleStudy;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.network.Forecast;

/** One paper's study from cells to its report. */
final class PaperJob {
  private final Paper paper;
  private final StudyPlan plan;
  private final Dataset dataset;
  private final Path folder;
  private final Path runs;
  private final Map<String, String> facts;
  private final List<String> notes;
  private final StudyRun study;

  /**
   * Opens the cells and plans; nothing is computed yet.
   *
   * @param paper the paper
   * @param only the methods that were chosen, by name; empty for all
   * @throws org.leukokit.base.UserError if what was chosen does not go together
   */
  PaperJob(
      Paper paper,
      List<String> only,
      StudyChoices choices,
      KitOptions kit,
      TorchRuntime runtime,
      PrintWriter console,
      Progress progress) {
    this.paper = paper;
    Optional<FeatureChoice> features = FeatureChoice.of(paper, choices.backbone(), choices.layer());
    var chosen = paper.only(only);
    Store store = kit.store();
    folder = choices.out().resolve(paper.key());
    runs = folder.resolve(RunArguments.RUNS);
    dataset =
        choices
            .data()
            .openOrDraw(() -> paper.phantomCells(choices.scale(), choices.seed()), store, progress);
    notes = new ArrayList<>(dataset.warnings());
    List<Protocol> possible = choices.possible(dataset, notes);
    Map<String, PretrainedWeights> pretrained =
        choices
            .weights()
            .ofAll(
                features.map(f -> List.of(f.network().id())).orElseGet(paper::networks),
                // A paper that takes features of a network needs the layers behind its body, too.
                features.isEmpty(),
                store);
    plan =
        paper.plan(
            choices.options(
                features,
                possible,
                pretrained,
                kit.threads(),
                chosen,
                paper.chosen(choices.set())));
    console.println(dataset.info().title() + ": " + Text.count(dataset.cells().size(), "cell"));
    features.ifPresent(f -> console.println(f.text(pretrained)));
    notes.forEach(console::println);
    console.flush();
    facts = choices.facts(paper.reference(), runtime);
    FeatureSource source =
        features.isPresent()
            ? features.get().source(runtime, pretrained, choices.seed())
            : FeatureSource.NONE;
    Optional<Path> models =
        choices.keepModels() ? Optional.of(folder.resolve(ModelPlace.MODELS)) : Optional.empty();
    study = new StudyRun(plan, dataset, runtime, source, pretrained, runs, facts, progress, models);
    if (choices.keepModels()) {
      ModelSizes.print(console, study.networks(), folder.resolve(ModelPlace.MODELS));
    }
  }

  /** What the networks will take; empty if there is none left to be trained. */
  Optional<Forecast> forecast() {
    return study.forecast();
  }

  /** Whose study it is. */
  Paper paper() {
    return paper;
  }

  /** The run folders of the study as it was finished, here or by another process. */
  List<Path> finished() {
    return StudyFolder.read(runs).runs().stream().map(m -> runs.resolve(m.folder())).toList();
  }

  /** The folder of the run folders. */
  Path runs() {
    return runs;
  }

  /** Leaves word of what is to be done. */
  void announce() {
    study.announce();
  }

  /**
   * Runs what is missing and writes the report.
   *
   * @return the run folders
   */
  List<Path> run(PrintWriter console) {
    long began = System.nanoTime();
    List<Path> finished = study.run();
    EnsembleStudy.Made ensembles = new EnsembleStudy(plan.ensembles(), runs, facts).run(finished);
    finished.addAll(ensembles.folders());
    notes.addAll(ensembles.notes());
    List<PanelRequest> pictures = paper.pictures(finished.stream().map(RunFolder::read).toList());
    Path page = study.report(paper.key(), finished, pictures, notes, folder);
    WaitingLine.print(console, finished);
    PageLine.print(console, page, finished.size(), began);
    return finished;
  }

  /** Where the report goes. */
  Path folder() {
    return folder;
  }
}
