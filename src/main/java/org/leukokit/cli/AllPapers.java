package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.data.Store;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.across.Across;
import org.leukokit.paper.across.AcrossPlan;
import org.leukokit.paper.across.AcrossRuns;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyReports;
import org.leukokit.split.Protocol;
import org.leukokit.study.EnsembleStudy;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.PlanFile;
import org.leukokit.study.PlannedRun;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.Forecast;
import org.leukokit.study.network.NetworkStudyRunner;
import org.leukokit.study.network.NetworkStudySpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code reproduce all}: the comparison on common folds, then each paper's own study, and after
 * each of them the page anew, so that a page of what is done is there early. With several devices
 * the papers' studies run side by side. Whatever was computed before is not computed again.
 */
final class AllPapers {
  /** A page costs seconds; no more often than this is it made while networks are trained. */
  private static final double PAGE_SECONDS = 20;

  private final StudyChoices choices;
  private final KitOptions kit;
  private final CommandSpec command;
  private final List<Path> include;
  private final PrintWriter console;
  private final Progress progress;
  private final Path runs;
  private final List<Path> compared = new ArrayList<>();
  private final Map<String, List<Path>> fromPapers = new LinkedHashMap<>();
  private final List<Path> repeated = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long written = Long.MIN_VALUE;
  private int planned;

  // Set once the cells are open.
  private Dataset dataset;
  private List<TorchRuntime> runtimes;
  private TorchRuntime runtime; // the first of them
  private FeatureSource features;
  private Map<String, PretrainedWeights> pretrained;
  private Map<String, String> facts;

  AllPapers(
      StudyChoices choices,
      KitOptions kit,
      CommandSpec command,
      List<Path> include,
      PrintWriter console,
      Progress progress) {
    this.choices = choices;
    this.kit = kit;
    this.command = command;
    this.include = List.copyOf(include);
    this.console = console;
    this.progress = progress;
    this.runs = choices.out().resolve(RunArguments.RUNS);
  }

  /** Runs what is missing and writes every page. */
  @SuppressWarnings("try") // locks are held, not used
  void run(BeforeStart start) {
    long began = System.nanoTime();
    // Before anything is computed, as a name mistyped should cost no hour.
    for (Path own : include) {
      if (!RunFolder.exists(own)) {
        throw new UserError(
            "--include: " + own + " is no run folder; name one that holds run.json and SHA256SUMS");
      }
      RunFolder.read(own);
    }
    try (FolderLock lock = FolderLock.take(choices.out())) {
      AcrossPlan plan = open();
      List<PaperJob> jobs = jobs();
      if (!start.agreed(() -> forecast(plan, jobs), console)) {
        return;
      }
      try {
        announce(plan, jobs);
        try (SideStudies beside = SideStudies.start(devices(), command, System.err)) {
          compare(plan);
          study(jobs, beside);
        }
      } catch (RuntimeException e) {
        PlanFile.removeIfNothingDone(runs);
        jobs.forEach(job -> PlanFile.removeIfNothingDone(job.runs()));
        throw e;
      }
      again(plan);
      Path page = page(true);
      PageLine.print(console, page, finished().size(), began);
    }
  }

  private List<ComputeDevice> devices() {
    return runtimes.stream().map(TorchRuntime::where).toList();
  }

  private List<PaperJob> jobs() {
    List<PaperJob> jobs = new ArrayList<>();
    for (Paper paper : Paper.all()) {
      // The choice of a network is the first paper's alone.
      StudyChoices own = paper.backbone().isPresent() ? choices : choices.withoutFeatures();
      TorchRuntime where = runtimes.get(SideStudies.lane(jobs.size(), runtimes.size()));
      jobs.add(new PaperJob(paper, List.of(), own, kit, where, console, progress));
    }
    return jobs;
  }

  /** The papers' own studies: what runs here first, as the others go on meanwhile. */
  private void study(List<PaperJob> jobs, SideStudies beside) {
    jobs.forEach(job -> fromPapers.put(job.paper().key(), List.of()));
    jobs.stream().filter(job -> !beside.has(job.paper())).forEach(this::study);
    List<String> failed = new ArrayList<>();
    for (PaperJob job : jobs) {
      if (beside.has(job.paper())) {
        try {
          beside.await(job.paper());
          take(job.paper(), job.finished());
        } catch (UserError e) {
          failed.add(e.getMessage());
        }
      }
    }
    if (!failed.isEmpty()) {
      throw new UserError(String.join("; ", failed));
    }
  }

  @SuppressWarnings("try") // the lock is held, not used
  private void study(PaperJob job) {
    try (FolderLock lock = FolderLock.take(job.folder())) {
      take(job.paper(), job.run(console));
    }
  }

  private void take(Paper paper, List<Path> done) {
    fromPapers.put(
        paper.key(),
        done.stream()
            .filter(run -> AcrossRuns.shows(RunFolder.readRecord(run)))
            .map(this::copied)
            .toList());
    page(true);
  }

  private AcrossPlan open() {
    Store store = kit.store();
    FeatureChoice choice =
        FeatureChoice.of(
                Paper.all().stream()
                    .filter(p -> p.backbone().isPresent())
                    .findFirst()
                    .orElseThrow(),
                choices.backbone(),
                choices.layer())
            .orElseThrow();
    dataset =
        choices
            .data()
            .openOrDraw(
                () -> Across.phantomCells(choices.scale(), choices.seed()), store, progress);
    notes.addAll(dataset.warnings());
    List<Protocol> possible = choices.possible(dataset, notes);
    runtimes = kit.runtimes();
    runtime = runtimes.get(0);
    // Features need the layers behind the body; networks get heads of their own.
    pretrained = choices.weights().ofAll(List.of(choice.network().id()), false, store);
    pretrained.putAll(choices.weights().ofAll(Across.networks(), true, store));
    StudyOptions options =
        choices.options(
            Optional.of(choice), possible, pretrained, kit.threads(), Set.of(), Map.of());
    features = choice.source(runtime, pretrained, choices.seed());
    facts =
        choices.facts(
            String.join(" ", Paper.all().stream().map(Paper::reference).toList()), runtime);
    facts.putAll(FeatureCost.of(choice, runtime, pretrained, dataset, choices.seed()));
    return Across.plan(options);
  }

  private void announce(AcrossPlan plan, List<PaperJob> jobs) {
    List<PlannedRun> all = new ArrayList<>(classical(plan.classical()).planned());
    plan.networks().forEach(spec -> all.addAll(network(spec).planned()));
    List<PlannedRun> later = new ArrayList<>();
    plan.again().forEach(spec -> later.addAll(attempted(() -> classical(spec).planned())));
    plan.networksAgain().forEach(spec -> later.addAll(attempted(() -> network(spec).planned())));
    all.addAll(later);
    planned = all.size();
    PlanFile.ofThisProcess(all).write(runs);
    jobs.forEach(PaperJob::announce);
  }

  /**
   * The comparison itself: classifiers first, then networks from the cheapest on, then the
   * classifier on other seeds, folds and splits; where cells don't allow one, that is said.
   */
  private void compare(AcrossPlan plan) {
    compared.addAll(classical(plan.classical()).run());
    for (Path own : include) {
      AcrossRuns.requireFits(compared.stream().map(RunFolder::read).toList(), RunFolder.read(own));
      compared.add(copied(own));
    }
    page(true);
    for (NetworkStudySpec spec : plan.networks()) {
      compared.addAll(network(spec).run());
      page(false);
    }
    EnsembleStudy.Made made = new EnsembleStudy(plan.ensembles(), runs, facts).run(compared);
    compared.addAll(made.folders());
    notes.addAll(made.notes());
    for (StudySpec spec : plan.again()) {
      compared.addAll(attempted(() -> classical(spec).run()));
    }
    page(true);
  }

  /** What another seed and other folds change for the cheapest network. */
  private void again(AcrossPlan plan) {
    for (NetworkStudySpec spec : plan.networksAgain()) {
      repeated.addAll(attempted(() -> network(spec).run()));
      page(false);
    }
  }

  private <T> List<T> attempted(java.util.function.Supplier<List<T>> work) {
    try {
      return work.get();
    } catch (UserError e) {
      String note = "Not run again on another draw: " + e.getMessage() + ".";
      if (!notes.contains(note)) {
        notes.add(note);
      }
      return List.of();
    }
  }

  private StudyRunner classical(StudySpec spec) {
    return new StudyRunner(spec, dataset, features, runs, facts, progress);
  }

  private NetworkStudyRunner network(NetworkStudySpec spec) {
    return new NetworkStudyRunner(
        spec,
        dataset,
        runtime,
        id -> Optional.ofNullable(pretrained.get(id)),
        runs,
        facts,
        progress);
  }

  private Optional<Forecast> forecast(AcrossPlan plan, List<PaperJob> jobs) {
    List<Optional<Forecast>> all = new ArrayList<>();
    for (PaperJob job : jobs) {
      all.add(job.forecast());
    }
    plan.networks().forEach(spec -> all.add(network(spec).forecast()));
    if (runtimes.size() > 1) {
      console.println(
          "The forecast is of one device; "
              + runtimes.size()
              + " share the work, and the slowest study decides.");
    }
    return all.stream().flatMap(Optional::stream).reduce(Forecast::plus);
  }

  /** A run from elsewhere stands beside the comparison's own, byte for byte. */
  private Path copied(Path run) {
    Path there = runs.resolve(run.toAbsolutePath().normalize().getFileName());
    RunFolder.copy(run, there);
    return there;
  }

  /** In the same order, whichever ended first. */
  private List<Path> finished() {
    List<Path> all = new ArrayList<>(compared);
    fromPapers.values().forEach(all::addAll);
    all.addAll(repeated);
    return all;
  }

  private Path page(boolean now) {
    if (now || (System.nanoTime() - written) / 1e9 > PAGE_SECONDS) {
      List<String> said = new ArrayList<>(notes);
      List<Path> finished = finished();
      long done = finished.stream().filter(p -> own(p)).count();
      if (done < planned) {
        said.add(
            String.format(
                Locale.ROOT,
                "Not finished: %d runs of the comparison are here, more are planned (%d besides"
                    + " ensembles and the papers' own). The page is written again as they end;"
                    + " './leukokit status' says how far it is.",
                done,
                planned));
      }
      StudyFolder.of(Across.KEY, finished, Optional.empty(), said).write(runs);
      Path page = ReportWriter.write(StudyReports.of(runs), choices.out());
      written = System.nanoTime();
      return page;
    }
    return choices.out().resolve("index.html");
  }

  private static boolean own(Path run) {
    var inputs = RunFolder.readRecord(run).inputs();
    return inputs.study().equals(Across.KEY) && !inputs.settings().containsKey("member 01");
  }
}
