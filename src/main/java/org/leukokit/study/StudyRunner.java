package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.classifier.FoldProblem;
import org.leukokit.classifier.Scores;
import org.leukokit.classifier.Workers;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;

/**
 * Turns a study into run folders, one for each method under each protocol.
 *
 * <p>A run that is there already is not computed again. The predictions of each fold are kept as
 * they come, so that a study that was killed goes on from the last fold, and ends with the same
 * bytes as one that wasn't.
 */
public final class StudyRunner {
  private final StudySpec spec;
  private final Dataset dataset;
  private final FeatureSource source;
  private final Path runs;
  private final Map<String, String> environment;
  private final Progress progress;
  private final List<Cell> cells;
  private final StudyFeatures features;

  /**
   * @param spec what to run
   * @param dataset the cells; those without a label, or of a part that is set aside, take no part
   * @param source gives deep or measured features
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance: versions, command, machine
   * @param progress hears how far it is
   * @throws UserError if the cells are all of one class
   */
  public StudyRunner(
      StudySpec spec,
      Dataset dataset,
      FeatureSource source,
      Path runs,
      Map<String, String> environment,
      Progress progress) {
    this.spec = spec;
    this.dataset = dataset;
    this.source = source;
    this.runs = runs;
    this.environment = environment;
    this.progress = progress;
    this.cells = spec.folds().drawn(dataset.cells());
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      if (cells.stream().noneMatch(c -> c.label() == label)) {
        throw new UserError(
            dataset.info().name()
                + " holds no "
                + label.name().toLowerCase(java.util.Locale.ROOT)
                + " cell; both classes are needed");
      }
    }
    this.features = new StudyFeatures(spec, dataset, cells, source, progress);
  }

  /** The folds of a protocol, as this study draws them. */
  public FoldSet folds(Protocol protocol) {
    FoldPlan plan = plan(protocol);
    return spec.folds().folds(plan, cells);
  }

  /**
   * Runs what is missing.
   *
   * @return the run folders, by protocol and method in the order of the study
   * @throws UserError if a protocol can't be kept on this data, an image can't be read or a file
   *     can't be written
   */
  public List<Path> run() {
    List<Path> folders = new ArrayList<>();
    Map<Protocol, FoldSet> drawn = new LinkedHashMap<>();
    // All folds first: what can't be done is said before an hour is spent on what can.
    spec.protocols().forEach(p -> drawn.put(p, folds(p)));
    for (Map.Entry<Protocol, FoldSet> entry : drawn.entrySet()) {
      List<Job> open = new ArrayList<>();
      for (MethodSpec method : spec.methods()) {
        Job job = new Job(method, inputs(method, entry.getKey()));
        folders.add(job.folder());
        if (RunFolder.exists(job.folder())) {
          // A kill between the last two steps of an earlier run leaves its parts.
          job.partial.discard();
        } else {
          open.add(job);
        }
      }
      if (!open.isEmpty()) {
        run(entry.getValue(), open);
      }
    }
    return folders;
  }

  /** Every run of the study in the order in which they are done, whether there already or not. */
  public List<PlannedRun> planned() {
    List<PlannedRun> planned = new ArrayList<>();
    for (Protocol protocol : spec.protocols()) {
      List<String> folds = folds(protocol).folds().stream().map(Fold::name).toList();
      for (MethodSpec method : spec.methods()) {
        planned.add(
            new PlannedRun(
                RunFolder.name(inputs(method, protocol)),
                method.title(),
                protocol.id(),
                folds,
                folds.size(),
                "classifier " + method.implementation() + " " + method.features().id()));
      }
    }
    return planned;
  }

  private final class Job {
    private final MethodSpec method;
    private final RunInputs inputs;
    private final PartialRun partial;

    Job(MethodSpec method, RunInputs inputs) {
      this.method = method;
      this.inputs = inputs;
      this.partial = new PartialRun(runs, inputs);
    }

    Path folder() {
      return runs.resolve(RunFolder.name(inputs));
    }
  }

  private void run(FoldSet set, List<Job> jobs) {
    long steps = (long) jobs.size() * set.folds().size();
    jobs.forEach(j -> features.of(j.method.features()));
    try (Progress.Task task = progress.start(set.protocol().id() + ": methods x folds", steps)) {
      for (Fold fold : set.folds()) {
        Map<MethodSpec.Features, FoldProblem> problems = new HashMap<>();
        for (Job job : jobs) {
          if (!job.partial.has(fold.name())) {
            long began = System.nanoTime();
            FoldProblem problem =
                problems.computeIfAbsent(job.method.features(), f -> problem(f, fold));
            Predictions predictions = predict(job.method, fold, problem);
            job.partial.keep(fold.name(), predictions, (System.nanoTime() - began) / 1e9);
          }
          task.step();
        }
      }
    }
    jobs.forEach(job -> finish(set, job));
  }

  private FoldProblem problem(MethodSpec.Features kind, Fold fold) {
    return new FoldProblem(
        features.of(kind),
        features.positive(),
        features.indices(fold.train()),
        features.indices(fold.test()),
        Workers.of(Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()))));
  }

  private Predictions predict(MethodSpec method, Fold fold, FoldProblem problem) {
    FoldProblem asked =
        method.shuffledLabels()
            ? problem.withShuffledLabels(spec.seed(), method.id(), fold.name())
            : problem;
    Scores scores = asked.scores(method.classifier());
    return RowPredictions.of(fold.name(), fold.test(), scores.score(), scores.margin());
  }

  private void finish(FoldSet set, Job job) {
    List<String> folds = set.folds().stream().map(Fold::name).toList();
    Map<String, String> about = new LinkedHashMap<>(environment);
    about.put(
        RunRecord.FITTING_SECONDS,
        String.format(java.util.Locale.ROOT, "%.2f", job.partial.seconds(folds)));
    RunRecord record =
        RunRecord.of(
            job.inputs,
            job.method.title(),
            RunFacts.data(dataset, cells),
            weights(job.method),
            about);
    Predictions all = job.partial.assemble(folds);
    new RunFolder(
            record,
            FoldTables.of(set),
            all,
            Optional.empty(),
            new TreeMap<>(),
            FoldTables.cells(set, List.of()),
            Optional.empty())
        .write(job.folder());
    job.partial.discard();
  }

  private FoldPlan plan(Protocol protocol) {
    return new FoldPlan(protocol, spec.publishedUnit(), spec.versions(), spec.seed());
  }

  private RunInputs inputs(MethodSpec method, Protocol protocol) {
    boolean sourced = sourced(method);
    var settings = spec.settings(method);
    settings.putAll(plan(protocol).settings(cells));
    if (sourced) {
      settings.put("engine", source.engine());
      source.input().ifPresent(input -> settings.put("input of the weights", input));
    }
    return new RunInputs(
        spec.study(),
        method.id(),
        protocol.id(),
        spec.seed(),
        settings,
        dataset.digest(),
        sourced ? source.weightsDigest() : "none",
        method.implementation());
  }

  /** Whether the method's features come from the source. */
  private static boolean sourced(MethodSpec method) {
    return method.features() == MethodSpec.Features.DEEP
        || method.features() == MethodSpec.Features.MEASURED;
  }

  private RunRecord.Weights weights(MethodSpec method) {
    return sourced(method)
        ? source.weights()
        : new RunRecord.Weights("none", "none", false, "no network: " + method.features().id());
  }
}
