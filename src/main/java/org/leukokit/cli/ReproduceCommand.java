package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.classifier.KernelScale;
import org.leukokit.paper.OpenChoices;
import org.leukokit.paper.Paper;
import org.leukokit.study.Scale;
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
  private static final String ALL = StudyChoices.ALL;

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "PAPER",
      description =
          "loey2020, oliveira2021, mondal2021, or all: every paper, and one page across them,"
              + " DIR/index.html")
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
              + " weights: Keras' .h5 or .keras, PyTorch's .pth, safetensors or a caffemodel.")
  private String weights;

  @Option(names = "--input", paramLabel = "NAME", description = InputOptions.INPUT_TEXT)
  private String input;

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
      names = "--frozen",
      description =
          "For loey2020: the second model's new layers alone are trained, and the pretrained ones"
              + " stay as they are, which its text may mean, too. Default: everything is trained.")
  private boolean frozen;

  @Option(
      names = "--new-layer-factor",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "For loey2020: how many times as fast as the pretrained layers the second model's new ones"
              + " learn (default ${DEFAULT-VALUE}); 20 in MATLAB's example, which its text may"
              + " follow.")
  private double newLayerFactor;

  @Option(
      names = "--kernel-scale",
      paramLabel = "SCALE",
      defaultValue = "1",
      converter = KernelScaleOption.class,
      description =
          "For loey2020: by what features are divided before the linear and the cubic kernel: 1"
              + " (default) or median, the median distance between two training rows, the nearest to"
              + " MATLAB's 'auto' that can be stated.")
  private KernelScale kernelScale;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "For oliveira2021: what its text leaves open or its authors' program does otherwise, such"
              + " as epochs=100; the Deviations of its report list all with their defaults. Repeat"
              + " it for several.")
  private List<String> set = List.of();

  @Mixin private SeedOption seed;

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

  @Option(
      names = "--include",
      paramLabel = "RUN",
      description =
          "With 'all': a run folder of your own method, tested on the comparison's cells and folds,"
              + " takes part in the comparison. Repeat it for several.")
  private List<Path> include = List.of();

  @Mixin private KitOptions kit;

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    Progress progress = ConsoleProgress.onErrorStream();
    StudyChoices choices = choices();
    BeforeStart start = new BeforeStart(forecast, scale == Scale.FULL, yes);
    if (paper.equals(ALL)) {
      if (!only.isEmpty()) {
        throw new UserError("--only goes with one paper, not with all");
      }
      if (!set.isEmpty()) {
        throw new UserError("--set goes with one paper, not with all");
      }
      new AllPapers(choices, kit, command, include, console, progress).run(start);
      return 0;
    }
    if (!include.isEmpty()) {
      throw new UserError("--include goes with 'reproduce all'");
    }
    Paper chosen = Paper.named(paper);
    chosen.only(only);
    refuseUnused("--frozen", frozen, !chosen.backbone().isEmpty() && only.isEmpty(), "second");
    refuseUnused(
        "--new-layer-factor",
        newLayerFactor != 1,
        !chosen.backbone().isEmpty() && only.isEmpty(),
        "second");
    refuseUnused(
        "--kernel-scale", kernelScale != KernelScale.ONE, !chosen.backbone().isEmpty(), "first");
    chosen.chosen(set);
    try (FolderLock lock = FolderLock.take(out.resolve(chosen.key()))) {
      PaperJob job = new PaperJob(chosen, only, choices, kit, kit.runtime(), console, progress);
      if (start.agreed(job::forecast, console)) {
        job.run(console);
      }
    }
    return 0;
  }

  /** An option that would do nothing is refused, as its user believes otherwise. */
  private void refuseUnused(String option, boolean given, boolean used, String model) {
    if (given && !used) {
      throw new UserError(
          option
              + " goes with loey2020 and its "
              + model
              + " model, not with "
              + (only.isEmpty() ? paper : "--only " + String.join(",", only)));
    }
  }

  private StudyChoices choices() {
    return new StudyChoices(
        data,
        backbone,
        layer,
        new WeightsChoice(weights, input),
        protocol,
        scale,
        folds,
        splits,
        seed.seed(),
        out,
        keepModels,
        new OpenChoices(frozen, kernelScale, newLayerFactor),
        set,
        CommandFacts.of(command));
  }
}
