package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.data.Store;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.net.Backbone;
import org.leukokit.net.Heads;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.record.ModelRecord;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.InputSpec;
import org.leukokit.study.network.Keeping;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudyRunner;
import org.leukokit.study.network.NetworkStudySpec;
import org.leukokit.study.network.SavedModel;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Definition;
import org.leukokit.train.Freezing;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit train}: one network on a data set, kept as a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains one network on the labelled cells of a data set, measures it on cells that were held"
          + " out, and keeps it: DIR/runs/RUN is the run folder, DIR/models/RUN/hold-out the model for"
          + " 'leukokit predict' and 'leukokit explain'.",
      "",
      "The network gets a new top of global average pooling and two outputs; all layers are trained,"
          + " by Adam at a constant rate. Held out are whole groups of subjects that share cells where"
          + " those are known, else cells. An interrupted command goes on where it was when it is"
          + " given again. Data: phantom cells drawn by the kit unless --data names others."
    })
final class TrainCommand implements Callable<Integer> {
  private static final double RATE = 1e-4;
  private static final double RATE_FROM_SCRATCH = 1e-3;

  @Spec private CommandSpec command;

  @Mixin private DataOptions data;

  @Mixin private BackboneOption backbone;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      defaultValue = "auto",
      description =
          "Where the training begins: auto (default: pretrained where at hand, else random),"
              + " pretrained, random, or a file.")
  private String weights;

  @Mixin private InputOptions input;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Passes over the training cells (default ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private BatchOption batch;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description =
          "The learning rate. Default: 1e-4 from pretrained weights, 1e-3 from random ones.")
  private Double rate;

  @Option(
      names = "--batch-norm",
      paramLabel = "HOW",
      description =
          "running (default from pretrained weights: batch normalisation keeps their statistics,"
              + " which few steps can't replace) or batch (default from random ones: the batch's own,"
              + " and the running statistics follow).")
  private String batchNorm;

  @Option(
      names = "--hold-out",
      paramLabel = "SHARE",
      defaultValue = "0.25",
      description = "The share of the cells that is held out (default ${DEFAULT-VALUE}).")
  private double holdOut;

  @Mixin private AugmentOption augment;

  @Mixin private SeedOption seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for run and model.")
  private Path out;

  @Mixin private KitOptions kit;

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    Progress progress = ConsoleProgress.onErrorStream();
    Store store = kit.store();
    Backbone network = backbone.backbone();
    Optional<PretrainedWeights> start = input.weights(weights).of(network, true, store);
    // What can't be is said before anything is opened or written.
    NetworkMethod method = method(network, start.isPresent());
    Dataset dataset = data.openOrDraw(this::phantoms, store, progress);
    Protocol protocol = dataset.knowsGroups() ? Protocol.GROUP_DISJOINT : Protocol.SPLIT_FIRST;
    try (FolderLock lock = FolderLock.take(out)) {
      TorchRuntime runtime = kit.runtime();
      Map<String, String> facts = new TreeMap<>(CommandFacts.of(command));
      facts.putAll(EngineFacts.of(runtime.info()));
      NetworkStudyRunner runner =
          new NetworkStudyRunner(
              new NetworkStudySpec(
                  "train",
                  Unit.CELL,
                  List.of(protocol),
                  List.of(method),
                  seed.seed(),
                  kit.threads()),
              dataset,
              runtime,
              id -> start,
              out.resolve("runs"),
              facts,
              progress,
              new Keeping(
                  Optional.of(out.resolve(ModelPlace.MODELS)), Optional.of(ImageCache.open())));
      console.println(dataset.info().title() + ": " + Text.count(dataset.cells().size(), "cell"));
      dataset.warnings().forEach(console::println);
      console.printf(
          "%s at %d px, %s; model of %s%n",
          network.title(),
          method.input().size(),
          start.map(PretrainedWeights::description).orElse("random weights, seed " + seed.seed()),
          ByteSize.text(runner.modelSizes().get(0).bytes()));
      console.flush();
      Path run = runner.run().get(0);
      Path model = out.resolve(ModelPlace.MODELS).resolve(run.getFileName()).resolve("hold-out");
      print(console, SavedModel.read(model));
      WaitingLine.print(console, List.of(run));
      console.println(run);
      console.println(model);
      console.flush();
    }
    return 0;
  }

  private NetworkMethod method(Backbone network, boolean pretrained) {
    InputSpec square = input.input(network, pretrained);
    network.withInputSize(square.size());
    TrainSpec training =
        TrainSpec.of(
                new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS),
                new Schedule.Constant(rate == null ? pretrained ? RATE : RATE_FROM_SCRATCH : rate),
                epochs,
                batch.batch())
            .withFreezing(new Freezing("", keepsStatistics(pretrained)));
    return new NetworkMethod(
        network.id(),
        network.title() + ", trained",
        network.id(),
        Heads.plain(network, 2),
        square,
        NetworkMethod.Start.PRETRAINED,
        pretrained ? Initialiser.GLOROT_UNIFORM : Initialiser.HE_UNIFORM,
        augment.augmented() ? TrainingRows.Oversampled.AS_ON_A_SLIDE : TrainingRows.Versions.PLAIN,
        new FoldDraw.HoldOut(holdOut),
        training,
        false,
        false);
  }

  private boolean keepsStatistics(boolean pretrained) {
    if (batchNorm == null) {
      return pretrained;
    }
    return switch (batchNorm) {
      case "running" -> true;
      case "batch" -> false;
      default -> throw new UserError("--batch-norm is running or batch, not '" + batchNorm + "'");
    };
  }

  private Dataset phantoms() {
    return new PhantomCells(PhantomSpec.standard(seed.seed()).withCounts(12, 120));
  }

  private static void print(PrintWriter console, SavedModel model) {
    for (ModelRecord.Performance p : model.record().performance()) {
      console.printf(
          Locale.ROOT,
          "On the %d cells held out (%d leukemic%s): accuracy %s, sensitivity %s, specificity %s,"
              + " AUC %s%n",
          p.cells(),
          p.leukemic(),
          p.groups() > 0
              ? ", from " + p.groups() + (p.groups() == 1 ? " group" : " groups") + " of subjects"
              : "; subjects not known, so the same person's cells may stand on both sides",
          share(p.accuracy()),
          share(p.sensitivity()),
          share(p.specificity()),
          p.auc() == null ? "undefined" : String.format(Locale.ROOT, "%.3f", p.auc()));
    }
    model.record().limits().forEach(console::println);
  }

  private static String share(Double value) {
    return value == null ? "undefined" : String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }
}
