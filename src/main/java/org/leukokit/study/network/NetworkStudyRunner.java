package org.leukokit.study.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.RasterCache;
import org.leukokit.net.Backbone;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.CellMaps;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.study.FoldTables;
import org.leukokit.study.PartialRun;
import org.leukokit.study.PlannedRun;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.ProcessMemory;
import org.leukokit.study.RunFacts;
import org.leukokit.train.CheckpointFolder;
import org.leukokit.train.Trainer;

/**
 * Turns a study of trained networks into run folders, one for each method under each protocol.
 *
 * <p>A run that is there already is not computed again. What a fold gave is kept as it comes, and a
 * training leaves checkpoints, so that a study that was killed goes on where it was and ends with
 * the same weights as one that wasn't.
 */
public final class NetworkStudyRunner {
  /** Raised by hand when the results of a trained network change. */
  private static final String IMPLEMENTATION = "network/4";

  private static final double CHECKPOINT_SECONDS = 60;
  private static final int MOST_WORKERS = 8;

  private final NetworkStudySpec spec;
  private final Dataset dataset;
  private final TorchRuntime runtime;
  private final Function<String, Optional<PretrainedWeights>> weights;
  private final Path runs;
  private final Map<String, String> environment;
  private final Progress progress;
  private final Optional<KeptModels> models;
  private final Optional<RasterCache> rasters;
  private Networks networks = Networks.OF_THE_KIT;

  /**
   * @param spec what to run
   * @param dataset the cells; those without a label are in no fold
   * @param runtime computes the networks
   * @param weights pretrained weights of a network, by its id; empty where there are none
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance: versions, command, machine
   * @param progress hears how far it is
   */
  public NetworkStudyRunner(
      NetworkStudySpec spec,
      Dataset dataset,
      TorchRuntime runtime,
      Function<String, Optional<PretrainedWeights>> weights,
      Path runs,
      Map<String, String> environment,
      Progress progress) {
    this(spec, dataset, runtime, weights, runs, environment, progress, Keeping.NOTHING);
  }

  /**
   * As above, and keeps more than run folders.
   *
   * @param keeping what, and where
   */
  public NetworkStudyRunner(
      NetworkStudySpec spec,
      Dataset dataset,
      TorchRuntime runtime,
      Function<String, Optional<PretrainedWeights>> weights,
      Path runs,
      Map<String, String> environment,
      Progress progress,
      Keeping keeping) {
    this.spec = spec;
    this.dataset = dataset;
    this.runtime = runtime;
    this.weights = weights;
    this.runs = runs;
    this.environment = environment;
    this.progress = progress;
    this.models = keeping.models().map(KeptModels::new);
    this.rasters = keeping.rasters();
  }

  /**
   * The same study with networks that the kit doesn't have, for {@link #run()}.
   *
   * @param own the networks, which methods name by their ids
   * @throws UserError if models are to be kept, which name networks of the kit's
   */
  public NetworkStudyRunner withNetworks(List<Backbone> own) {
    if (models.isPresent()) {
      throw new UserError("models of networks of your own can't be kept; don't ask for models");
    }
    NetworkStudyRunner other =
        new NetworkStudyRunner(spec, dataset, runtime, weights, runs, environment, progress);
    other.networks = new Networks(own);
    return other;
  }

  /**
   * Runs what is missing.
   *
   * @return the run folders, by protocol and method in the order of the study
   * @throws UserError if a protocol can't be kept on this data, an image can't be read, a training
   *     fails or a file can't be written
   */
  public List<Path> run() {
    // All folds first: what can't be done is said before an hour is spent on what can.
    List<Job> jobs = jobs();
    requireModels(jobs);
    List<Path> folders = new ArrayList<>();
    for (Job job : jobs) {
      run(job);
      folders.add(job.folder());
    }
    return folders;
  }

  /** One method under one protocol. */
  private record Job(
      NetworkMethod method,
      FoldSet set,
      Optional<PretrainedWeights> start,
      RunInputs inputs,
      Path folder) {
    String name() {
      return RunFolder.name(inputs);
    }

    List<String> folds() {
      return set.folds().stream().map(Fold::name).toList();
    }
  }

  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (Protocol protocol : spec.protocols()) {
      for (NetworkMethod method : spec.methods(protocol)) {
        FoldSet set = folds(method, protocol);
        Optional<PretrainedWeights> start = start(method);
        RunInputs inputs = inputs(method, protocol, start);
        Job job = new Job(method, set, start, inputs, runs.resolve(RunFolder.name(inputs)));
        if (!RunFolder.exists(job.folder())) {
          FoldCheck.require(method, set, spec.seed());
        }
        jobs.add(job);
      }
    }
    return jobs;
  }

  private void requireModels(List<Job> jobs) {
    models.ifPresent(kept -> jobs.forEach(job -> requireModels(job, kept)));
  }

  /** A finished run is not trained again, so a network that it didn't keep is gone. */
  private static void requireModels(Job job, KeptModels kept) {
    if (KeptModels.wants(job.method()) && RunFolder.exists(job.folder())) {
      for (String fold : job.folds()) {
        if (!kept.has(job.name(), fold)) {
          throw new UserError(
              job.folder()
                  + " is finished, and the model of its fold "
                  + fold
                  + " was not kept; delete that folder to have it trained again, or don't ask for"
                  + " models");
        }
      }
    }
  }

  /**
   * The models that {@link #run()} keeps where it is asked to.
   *
   * @param method the method's title
   * @param protocol the protocol's id
   * @param models how many
   * @param bytes of each one's tensors
   */
  public record ModelSize(String method, String protocol, int models, long bytes) {}

  /**
   * The models of the whole study, whether there already or not.
   *
   * @throws UserError if models are to be kept, and a run is finished that kept none
   */
  public List<ModelSize> modelSizes() {
    List<Job> jobs = jobs();
    requireModels(jobs);
    return jobs.stream()
        .filter(job -> KeptModels.wants(job.method()))
        .map(
            job ->
                new ModelSize(
                    job.method().title(),
                    job.inputs().protocol(),
                    job.folds().size(),
                    KeptModels.bytes(network(job.method()))))
        .toList();
  }

  private ConvNet network(NetworkMethod method) {
    return networks.of(method).build(ModelCards.CLASSES.size()).withHead(method.head());
  }

  /**
   * Every run of the study in the order in which they are done, whether there already or not.
   *
   * @throws UserError if a protocol can't be kept on this data, a fold's training or validation
   *     part lacks a class, or a batch is larger than a training part
   */
  public List<PlannedRun> planned() {
    return jobs().stream()
        .map(
            job ->
                new PlannedRun(
                    job.name(),
                    job.method().title(),
                    job.inputs().protocol(),
                    job.folds(),
                    steps(job.method(), job.set()),
                    "network " + job.method().backbone() + " " + job.method().input().describe()))
        .toList();
  }

  /** The folds of a method under a protocol, as this study draws them. */
  FoldSet folds(NetworkMethod method, Protocol protocol) {
    return method.draw().folds(plan(method, protocol), drawn(method));
  }

  private List<Cell> drawn(NetworkMethod method) {
    return method.draw().drawn(dataset.cells());
  }

  /** Cells of the parts that are set aside, with labels or without. */
  List<Cell> beside(NetworkMethod method) {
    return dataset.cells().stream().filter(c -> method.draw().aside().contains(c.part())).toList();
  }

  private FoldPlan plan(NetworkMethod method, Protocol protocol) {
    return new FoldPlan(protocol, spec.publishedUnit(), method.rows().versions(), spec.seed());
  }

  private void run(Job job) {
    NetworkMethod method = job.method();
    PartialRun partial = new PartialRun(runs, job.inputs());
    if (RunFolder.exists(job.folder())) {
      // A kill between the last two steps of an earlier run leaves its parts.
      partial.discard();
      return;
    }
    Optional<KeptModels> keeper = models.filter(m -> KeptModels.wants(method));
    Backbone backbone = networks.of(method, job.start());
    PreparedCells prepared = new PreparedCells(dataset, method.input(), rasters);
    announce(prepared, job);
    FoldFit fit = new FoldFit(runtime, workers(), method, backbone, prepared, spec.seed());
    String what = method.title() + ", " + job.inputs().protocol() + ": training steps";
    try (Progress.Task task = progress.start(what, steps(method, job.set()))) {
      for (Fold fold : job.set().folds()) {
        boolean kept = keeper.map(k -> k.has(job.name(), fold.name())).orElse(true);
        if (!partial.has(fold.name()) || !kept) {
          String checkpoint = fold.name() + ".checkpoint";
          FoldFit.Result result =
              fit.fit(
                  fold,
                  beside(method),
                  job.start().map(w -> w.open().get()),
                  new CheckpointFolder(
                      partial.place(checkpoint),
                      job.inputs().id() + " " + fold.name(),
                      CHECKPOINT_SECONDS),
                  task,
                  finished(job, backbone, fold, keeper));
          FoldParts.keep(partial, fold, result);
          // Checkpoints hold the weights several times over.
          partial.remove(checkpoint);
        }
      }
    }
    rasters.ifPresent(RasterCache::flush);
    finish(job, partial);
  }

  private void announce(PreparedCells prepared, Job job) {
    List<Cell> all = new ArrayList<>(drawn(job.method()));
    all.addAll(beside(job.method()));
    prepared.plan(all).ifPresent(plan -> rasters.ifPresent(cache -> cache.notice(plan.text())));
  }

  // The model comes before the fold's predictions, which say that the fold is done.
  private FoldFit.Finished finished(
      Job job, Backbone backbone, Fold fold, Optional<KeptModels> keeper) {
    return (fit, test, validation) -> {
      if (explains(job.method())) {
        PreparedCells prepared = new PreparedCells(dataset, job.method().input(), rasters);
        AtomicFiles.write(
            new PartialRun(runs, job.inputs()).place(FoldParts.maps(fold.name())),
            new TestMaps(runtime, job.method(), backbone, prepared)
                .of(fit.network(), fold.name(), TestMaps.draw(fold, spec.explained(), spec.seed()))
                .toCsv());
      }
      keeper.ifPresent(
          k -> {
            ModelCards.Source source =
                new ModelCards.Source(
                    job.method(),
                    job.inputs(),
                    RunFacts.data(dataset, drawn(job.method())),
                    Networks.weights(job.method(), job.start(), spec.seed()),
                    environment);
            KeptModels.write(
                k.place(job.name(), fold.name()),
                ModelCards.of(
                    source, backbone, fold, fit, test, validation.map(List::of).orElse(List.of())),
                fit);
          });
    };
  }

  /** Networks that learned from permuted labels have nothing to show. */
  private boolean explains(NetworkMethod method) {
    return spec.explained() > 0 && !method.shuffledLabels();
  }

  private long steps(NetworkMethod method, FoldSet set) {
    return new Forecaster(spec, dataset).steps(method, set);
  }

  /**
   * What is still to be done would take so much. Trains every network for a few steps, on its own
   * images.
   *
   * @return empty if every run is there
   * @throws UserError as {@link #run}
   */
  public Optional<Forecast> forecast() {
    List<Forecaster.Job> open =
        jobs().stream()
            .filter(job -> !RunFolder.exists(job.folder()))
            .map(job -> new Forecaster.Job(job.method(), job.set(), beside(job.method()).size()))
            .toList();
    Trainer trainer = new Trainer(runtime, workers());
    Rehearsal rehearsal = new Rehearsal(trainer, dataset, runs.resolve(".rehearsal"), spec.seed());
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(new Forecaster(spec, dataset).of(open, rehearsal, progress));
  }

  // Beside a GPU the processors have nothing else to do than to prepare images. What is computed
  // doesn't depend on how many do.
  private int workers() {
    boolean gpu = runtime.device().isGpu();
    return Math.min(
        gpu ? Runtime.getRuntime().availableProcessors() : spec.threads(), MOST_WORKERS);
  }

  private Optional<PretrainedWeights> start(NetworkMethod method) {
    return method.start() == NetworkMethod.Start.SCRATCH
        ? Optional.empty()
        : weights.apply(method.backbone());
  }

  private void finish(Job job, PartialRun partial) {
    FoldSet set = job.set();
    FinishedFolds folds = new FinishedFolds(partial, set.folds());
    List<Cell> drawn = drawn(job.method());
    Map<String, String> about = new LinkedHashMap<>(environment);
    about.putAll(folds.facts());
    about.put(RunRecord.PARAMETERS, Long.toString(network(job.method()).parameterCount()));
    ProcessMemory.most()
        .ifPresent(bytes -> about.put(RunRecord.MEMORY, Long.toString(bytes / 1_000_000)));
    about.putAll(job.method().draw().facts(plan(job.method(), set.protocol()), drawn));
    // Before the run, whose folder says that all is there.
    folds
        .maps()
        .ifPresent(
            maps -> {
              about.put(
                  ExplainedCells.LAYER,
                  TestMaps.layer(job.method(), networks.of(job.method())).text());
              maps.write(CellMaps.place(job.folder()));
            });
    new RunFolder(
            RunRecord.of(
                job.inputs(),
                job.method().title(),
                RunFacts.data(dataset, drawn),
                Networks.weights(job.method(), job.start(), spec.seed()),
                about),
            FoldTables.of(set),
            partial.assemble(set.folds().stream().map(Fold::name).toList()),
            folds.validation(),
            folds.histories(),
            FoldTables.cells(set, beside(job.method())),
            folds.further())
        .write(job.folder());
    partial.discard();
  }

  private RunInputs inputs(
      NetworkMethod method, Protocol protocol, Optional<PretrainedWeights> start) {
    SortedMap<String, String> settings = method.settings(spec.threads());
    Backbone backbone = networks.of(method, start);
    settings.put("preprocessing", method.input().valuesText(backbone.preprocessing()));
    settings.put("published unit", spec.publishedUnit().id());
    settings.putAll(plan(method, protocol).settings(drawn(method)));
    var info = runtime.info();
    settings.put("engine", info.engine() + " " + info.version() + ", " + info.device());
    return new RunInputs(
        spec.study(),
        method.id(),
        protocol.id(),
        spec.seed(),
        settings,
        dataset.digest(),
        start
            .map(w -> "sha256:" + w.sha256())
            .orElse("random:" + method.backbone() + ":" + spec.seed()),
        IMPLEMENTATION);
  }
}
