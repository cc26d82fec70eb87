package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.data.Dataset;
import org.leukokit.data.Store;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.net.Backbone;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.StudyPlan;
import org.leukokit.paper.finetune.FinetuneStudy;
import org.leukokit.paper.finetune.Recipe;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.PretrainedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit finetune}: one network on a data set by cross-validation, and its controls. */
@Command(
    name = "finetune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fine-tunes one network on the labelled cells of a data set by cross-validation, every cell"
          + " tested by a network that saw no cell of its group of subjects; beside it the same"
          + " trainings on shuffled labels, which must fall to chance, the majority class and the"
          + " cell's size. DIR/finetune/index.html has scores with intervals over groups, learning"
          + " curves and Grad-CAM panels of right and wrong test cells.",
      "",
      "The network gets a new top of global average pooling, dropout and two outputs. Adam at"
          + " constant rates, the new layer faster than the rest; batch normalisation keeps its"
          + " statistics. Of each training part a fifth, drawn by groups, chooses the epoch (lowest"
          + " loss); test cells decide nothing. 'leukokit train' keeps one network for use; this"
          + " says how good such a network is. An interrupted command goes on where it was when it"
          + " is given again. Data: phantom cells drawn by the kit unless --data names others."
    })
final class FinetuneCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private DataOptions data;

  @Mixin private BackboneOption backbone;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      defaultValue = "pretrained",
      description =
          "Where the training begins: pretrained (default: weights of ImageNet from the store or a"
              + " mirror; an error where they are not), a file, or random, which is no fine-tuning"
              + " and marked so.")
  private String weights;

  @Mixin private InputOptions input;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "Folds of the cross-validation (default ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "15",
      description = "Passes over a fold's training cells at most (default ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "A training stops after so many epochs without a lower validation loss; 0 (default) for"
              + " never.")
  private int patience;

  @Mixin private BatchOption batch;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description =
          "The learning rate of the body. Default: 3e-5 from pretrained weights, 1e-3 from random"
              + " ones.")
  private Double rate;

  @Option(
      names = "--head-rate",
      paramLabel = "RATE",
      description =
          "The learning rate of the new layer. Default: 3e-4 on a pretrained body, else as --rate.")
  private Double headRate;

  @Option(
      names = "--freeze",
      paramLabel = "LAYER",
      defaultValue = "",
      description =
          "Leave this layer and all before it as they are, such as conv_pw_5_relu of mobilenet."
              + " Default: all layers learn.")
  private String freeze;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Dropout before the new layer (default ${DEFAULT-VALUE}).")
  private double dropout;

  @Mixin private AugmentOption augment;

  @Option(
      names = "--shuffles",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How many permutations of the labels the control is trained on, each as dear as the"
              + " network itself (default ${DEFAULT-VALUE}); 19 or more for a permutation test at"
              + " 5 %%.")
  private int shuffles;

  @Mixin private SeedOption seed;

  @Option(
      names = "--forecast",
      description =
          "Measure a few steps of the network, say what the study would take in time, memory and"
              + " disk, and stop.")
  private boolean forecast;

  @Option(
      names = "--keep-models",
      description =
          "Keep the network of every fold as a model for 'leukokit predict' and 'leukokit explain':"
              + " DIR/finetune/models/RUN/FOLD.")
  private boolean keepModels;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the report goes: DIR/finetune/index.html (default ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private KitOptions kit;

  private final List<String> notes = new ArrayList<>();

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    Progress progress = ConsoleProgress.onErrorStream();
    Store store = kit.store();
    Backbone network = backbone.backbone();
    Optional<PretrainedWeights> start = input.weights(weights).of(network, true, store);
    // What can't be is said before anything is opened or written.
    Recipe recipe = recipe(network, start.isPresent());
    Dataset dataset = data.openOrDraw(this::phantoms, store, progress);
    notes.addAll(dataset.warnings());
    StudyPlan plan = FinetuneStudy.plan(recipe, protocol(dataset), seed.seed(), kit.threads());
    Path folder = out.resolve(FinetuneStudy.KEY);
    try (FolderLock lock = FolderLock.take(folder)) {
      TorchRuntime runtime = kit.runtime();
      Map<String, String> facts = new TreeMap<>(CommandFacts.of(command));
      facts.putAll(EngineFacts.of(runtime.info()));
      StudyRun study =
          new StudyRun(
              plan,
              dataset,
              runtime,
              FeatureSource.NONE,
              start.map(w -> Map.of(network.id(), w)).orElse(Map.of()),
              folder.resolve(RunArguments.RUNS),
              facts,
              progress,
              keepModels ? Optional.of(folder.resolve(ModelPlace.MODELS)) : Optional.empty());
      console.println(dataset.info().title() + ": " + Text.count(dataset.cells().size(), "cell"));
      notes.forEach(console::println);
      console.printf(
          "%s at %d px, %s%n",
          network.title(),
          recipe.input().size(),
          start.map(PretrainedWeights::description).orElse("random weights, seed " + seed.seed()));
      console.flush();
      if (keepModels) {
        ModelSizes.print(console, study.networks(), folder.resolve(ModelPlace.MODELS));
      }
      if (new BeforeStart(forecast, false, false).agreed(study::forecast, console)) {
        run(study, recipe, folder, console);
      }
    }
    return 0;
  }

  private void run(StudyRun study, Recipe recipe, Path folder, PrintWriter console) {
    long began = System.nanoTime();
    List<Path> finished = study.run();
    List<PanelRequest> pictures =
        FinetuneStudy.pictures(finished.stream().map(RunFolder::read).toList(), recipe);
    Path page = study.report(FinetuneStudy.KEY, finished, pictures, notes, folder);
    WaitingLine.print(console, finished);
    PageLine.print(console, page, finished.size(), began);
  }

  private Recipe recipe(Backbone network, boolean pretrained) {
    double body = rate != null ? rate : pretrained ? Recipe.RATE : Recipe.RATE_FROM_SCRATCH;
    double head = headRate != null ? headRate : pretrained ? Recipe.HEAD_RATE : body;
    return new Recipe(
        network,
        pretrained,
        input.input(network, pretrained),
        dropout,
        freeze,
        body,
        head,
        epochs,
        patience,
        batch.batch(),
        augment.augmented(),
        folds,
        shuffles);
  }

  private Dataset phantoms() {
    return new PhantomCells(PhantomSpec.standard(seed.seed()).withCounts(12, 60));
  }

  private Protocol protocol(Dataset dataset) {
    boolean groups = dataset.knowsGroups();
    if (!groups) {
      notes.add(
          "Folds are drawn by cell: the subjects of "
              + dataset.info().name()
              + " are not known, so that cells of one person may stand on both sides.");
    }
    return groups ? Protocol.GROUP_DISJOINT : Protocol.SPLIT_FIRST;
  }
}
