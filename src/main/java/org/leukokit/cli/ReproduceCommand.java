package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.Store;
import org.leukokit.net.EngineInfo;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.paper.StudyReports;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.split.Protocol;
import org.leukokit.study.EnsembleStudy;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyPanels;
import org.leukokit.study.network.Forecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit reproduce}: from cells to a paper's report. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a paper's study and writes its report.",
      "",
      "Data: synthetic phantom cells drawn by the kit (phantom, the default), a data set by its name,"
          + " or a folder or zip of your own.",
      "What was computed before is not computed again: run folders are addressed by their inputs,"
          + " features are cached. An interrupted command goes on where it was when it is given"
          + " again."
    })
final class ReproduceCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final String PHANTOM = "phantom";

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "PAPER", description = "loey2020, oliveira2021 or mondal2021")
  private String paper;

  @Mixin private DataOptions data;

  @Option(
      names = "--backbone",
      paramLabel = "NETWORK",
      description =
          "The network of loey2020: alexnet (default, the paper's), alexnet-torchvision, mobilenet,"
              + " squeezenet and others. The other papers have networks of their own.")
  private String backbone;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description = "Where the features are taken. Default: the network's own default.")
  private String layer;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      defaultValue = "auto",
      description =
          "auto (default: pretrained where they are in the store or a mirror, else random),"
              + " pretrained (an error where they are not), random, or a file of the network's"
              + " weights: Keras HDF5, PyTorch state_dict or safetensors.")
  private String weights;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      defaultValue = ALL,
      description =
          "published, split-first, subject-disjoint, group-disjoint or all (default): how strictly"
              + " training and test are kept apart.")
  private String protocol;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "smoke",
      description =
          "smoke (default: minutes on two cores: fewer epochs and smaller images for networks) or"
              + " full (as the paper, after a forecast of what it takes; as many phantom cells as"
              + " the paper has images). Real cells are all used at either.")
  private Scale scale;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "10",
      description = "Folds of the cross-validation (default ${DEFAULT-VALUE}, the paper's).")
  private int folds;

  @Option(
      names = "--splits",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "For mondal2021: on how many of the splits that fit the paper's numbers of subjects and"
              + " cells its cheapest network is run (default ${DEFAULT-VALUE}), to see how much the"
              + " split alone moves the result.")
  private int splits;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of every random draw (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "These networks of a paper that has several, such as vgg16 of oliveira2021; each is a"
              + " study of its own. Give it again, or names with commas, for more. Default: all.")
  private List<String> only = List.of();

  @Option(
      names = "--forecast",
      description =
          "Measure a few steps of each network, say what the study would take in time, memory and"
              + " disk, and stop.")
  private boolean forecast;

  @Option(
      names = "--yes",
      description =
          "At --scale full: start without being asked, however long the forecast says it takes.")
  private boolean yes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the report goes: DIR/PAPER/index.html (default ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--keep-models",
      description =
          "Keep every trained network as a model for 'leukokit predict' and 'leukokit explain':"
              + " DIR/PAPER/models/RUN/FOLD. How large they are is said before.")
  private boolean keepModels;

  @Mixin private KitOptions kit;

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() {
    long began = System.nanoTime();
    PrintWriter console = command.commandLine().getOut();
    Paper chosen = Paper.named(paper);
    Optional<FeatureChoice> features = FeatureChoice.of(chosen, backbone, layer);
    List<Protocol> wanted =
        protocol.equals(ALL) ? Arrays.asList(Protocol.values()) : List.of(Protocol.named(protocol));
    Set<String> chosenMethods = chosen.only(only);
    Progress progress = new ConsoleProgress(System.err, System.console() != null);
    Store store = kit.store();
    Path folder = out.resolve(chosen.key());
    try (FolderLock lock = FolderLock.take(folder)) {
      Dataset dataset = open(chosen, store, progress);
      List<String> notes = new ArrayList<>(dataset.warnings());
      List<Protocol> possible = possible(wanted, dataset, notes);
      Map<String, PretrainedWeights> pretrained =
          WeightsChoice.ofAll(
              weights,
              features.map(f -> List.of(f.network().id())).orElseGet(chosen::networks),
              // A paper that takes features of a network needs the layers behind its body, too.
              features.isEmpty(),
              store);
      StudyPlan plan =
          chosen.plan(
              new StudyOptions(
                  scale,
                  features.map(FeatureChoice::options),
                  possible,
                  folds,
                  seed,
                  kit.threads(),
                  pretrained.keySet(),
                  chosenMethods,
                  splits));
      console.println(dataset.info().title() + ": " + dataset.cells().size() + " cells");
      features.ifPresent(f -> console.println(f.text(pretrained)));
      notes.forEach(console::println);
      console.flush();
      TorchRuntime runtime = kit.runtime();
      Path runs = folder.resolve("runs");
      Map<String, String> facts = environment(runtime.info());
      Optional<Path> models =
          keepModels ? Optional.of(folder.resolve(ModelPlace.MODELS)) : Optional.empty();
      FeatureSource source =
          features.isPresent()
              ? features.get().source(runtime, pretrained, seed)
              : FeatureSource.NONE;
      StudyRun study =
          new StudyRun(plan, dataset, runtime, source, pretrained, runs, facts, progress, models);
      if (keepModels) {
        ModelSizes.print(console, study.networks(), folder.resolve(ModelPlace.MODELS));
      }
      if (forecast || scale == Scale.FULL) {
        Optional<Forecast> expected = study.forecast();
        StudyRun.print(expected, console);
        if (forecast) {
          return 0;
        }
        if (expected.isPresent() && !LongRuns.agreed(expected.get(), yes, System.console())) {
          console.println("Not started.");
          console.flush();
          return 0;
        }
      }
      List<Path> finished = study.run();
      EnsembleStudy.Made ensembles = new EnsembleStudy(plan.ensembles(), runs, facts).run(finished);
      finished.addAll(ensembles.folders());
      notes.addAll(ensembles.notes());
      Path panels =
          StudyPanels.folder(
              plan.panels(),
              dataset,
              runs,
              chosen.pictures(finished.stream().map(RunFolder::read).toList()));
      StudyFolder.of(chosen.key(), finished, Optional.of(panels), notes).write(runs);
      // As 'leukokit report' makes it: from what lies in the folder, and nothing else.
      Path page = ReportWriter.write(StudyReports.of(runs), folder);
      console.printf(
          Locale.ROOT,
          "%s (%d runs, %.0f s)%n",
          page,
          finished.size(),
          (System.nanoTime() - began) / 1e9);
      console.flush();
    }
    return 0;
  }

  private Dataset open(Paper chosen, Store store, Progress progress) {
    if (data.name(PHANTOM).equals(PHANTOM)) {
      data.requireNone("with --data NAME or PATH, not with phantom cells");
      return chosen.phantomCells(scale, seed);
    }
    return data.open(PHANTOM, store, progress);
  }

  /** Drops protocols that need subjects where none are known, and says so. */
  private List<Protocol> possible(List<Protocol> wanted, Dataset dataset, List<String> notes) {
    // Cells without a label are in no fold.
    boolean subjects =
        dataset.cells().stream()
            .noneMatch(c -> c.label() != Label.UNKNOWN && c.subject().isEmpty());
    List<Protocol> needSubjects =
        wanted.stream()
            .filter(p -> p == Protocol.SUBJECT_DISJOINT || p == Protocol.GROUP_DISJOINT)
            .toList();
    if (subjects || needSubjects.isEmpty()) {
      return wanted;
    }
    String names = String.join(" and ", needSubjects.stream().map(Protocol::id).toList());
    String reason =
        names + " can't be run: the subjects of " + dataset.info().name() + " are not known";
    List<Protocol> rest = wanted.stream().filter(p -> !needSubjects.contains(p)).toList();
    if (rest.isEmpty()) {
      throw new UserError(reason + "; choose --protocol published or split-first");
    }
    notes.add("Not run: " + reason + ", so nothing below says what subjects are worth.");
    return rest;
  }

  private Map<String, String> environment(EngineInfo engine) {
    Map<String, String> facts = new TreeMap<>();
    KitVersion version = KitVersion.current();
    facts.put(RunRecord.PAPER, Paper.named(paper).reference());
    facts.put("leukokit", version.version());
    facts.put("commit", version.commit());
    facts.put("command", commandLine());
    facts.put("scale", scale.id());
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.putAll(EngineFacts.of(engine));
    facts.put("Tribuo", org.tribuo.Tribuo.VERSION);
    facts.put(
        "began",
        java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
    return facts;
  }

  // Folders of the user's machine are nobody else's business: only their last part is kept.
  private String commandLine() {
    List<String> words = new ArrayList<>(List.of("leukokit"));
    for (String word : command.commandLine().getParent().getParseResult().originalArgs()) {
      int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
      words.add(slash < 0 ? word : word.substring(slash + 1));
    }
    return String.join(" ", words);
  }
}
