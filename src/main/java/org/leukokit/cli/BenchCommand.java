package org.leukokit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.base.UserError;
import org.leukokit.bench.ClassicBench;
import org.leukokit.bench.FeaturesBench;
import org.leukokit.bench.ForecastBench;
import org.leukokit.bench.TrainBench;
import org.leukokit.data.KitHome;
import org.leukokit.data.Manifest;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.image.RasterReader;
import org.leukokit.image.Resize;
import org.leukokit.paper.Paper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit bench}: timings, beside the same work in Python. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Times the kit beside the same work in Python, in the same call.",
      "Python is /usr/bin/python3, or what LEUKOKIT_PYTHON names."
    })
final class BenchCommand implements Runnable {
  private static final int MOBILENET_SIDE = 224;

  @Spec private CommandSpec command;
  @Mixin private KitOptions kit;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }

  @Command(
      name = "classic",
      mixinStandardHelpOptions = true,
      description =
          "2,820 x 4,096 features, ten folds, six classifiers, beside scikit-learn. Run it with"
              + " LEUKOKIT_JAVA_OPTS=-Xmx3g.")
  void classic() {
    ClassicBench.run(System.out, ClassicBench.Options.paper(source()));
  }

  @Command(
      name = "features",
      mixinStandardHelpOptions = true,
      description =
          "BMP files to MobileNet features, beside Pillow and torch. Needs the 99 real cells and"
              + " MobileNet's weights in the store or a mirror (LEUKOKIT_MIRROR).")
  void features(
      @Option(
              names = "--python-batch",
              paramLabel = "N",
              defaultValue = "32",
              description =
                  "Images a batch in Python (default ${DEFAULT-VALUE}); on some machines smaller"
                      + " ones are faster there.")
          int pythonBatch) {
    Store store = kit.store();
    Path cells =
        Manifest.named("cnmc2019-sample").archives().stream()
            .map(a -> store.locate(a.sha256()))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> missing("the 99 cells of cnmc2019-sample"));
    Path weights =
        Weights.find("mobilenet", store).orElseThrow(() -> missing("MobileNet's weights"));
    FeaturesBench.run(
        System.out,
        FeaturesBench.Options.usual(
                cells,
                weights,
                source(),
                KitHome.folder().resolve("engine"),
                file -> Resize.bilinear(RasterReader.read(file), MOBILENET_SIDE, MOBILENET_SIDE))
            .withPythonBatch(pythonBatch));
  }

  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = {
        "Training steps of the papers' networks with Adam, beside torch: inference, forward and"
            + " backward, and both with the optimiser, in images a second; and the peak of memory.",
        "Each side is a process of its own. Needs torch and torchvision in Python; on a GPU, a torch"
            + " with CUDA.",
      })
  void train(
      @Mixin KitOptions kit,
      @Option(
              names = "--network",
              paramLabel = "NETWORK",
              split = ",",
              description = "Only these networks. Default: all.")
          List<String> networks,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "12",
              description =
                  "Rounds of each side, in turn (default ${DEFAULT-VALUE}). A ratio is the rounds'"
                      + " median, behind it the interval that holds it with 95 %%, from six"
                      + " rounds on.")
          int rounds,
      @Option(
              names = "--profile",
              description =
                  "Show where the time of a step goes instead: forward and backward by kind of"
                      + " operation, and the optimiser. On the CPU.")
          boolean profile,
      @Option(
              names = "--traces",
              paramLabel = "FOLDER",
              description =
                  "With --profile, where the profilers' traces are left, to be opened in Chrome"
                      + " (chrome://tracing) or at ui.perfetto.dev.")
          Path traces) {
    if (traces != null && !profile) {
      throw new UserError("--traces goes with --profile");
    }
    TrainBench.run(
        System.out,
        new TrainBench.Options(
            networks == null ? List.of() : networks,
            rounds,
            kit.threads(),
            kit.device(),
            profile,
            Optional.ofNullable(traces),
            source(),
            KitHome.folder().resolve("engine")));
  }

  @Command(
      name = "forecast",
      mixinStandardHelpOptions = true,
      description =
          "What --forecast says of a network's smoke study on phantoms with its epochs multiplied,"
              + " beside the time that it then takes.")
  void forecast(
      @Option(
              names = "--paper",
              paramLabel = "PAPER",
              defaultValue = "oliveira2021",
              description = "A paper of networks (default ${DEFAULT-VALUE}).")
          String paper,
      @Option(
              names = "--network",
              paramLabel = "NETWORK",
              defaultValue = "vgg16",
              description = "One of its networks (default ${DEFAULT-VALUE}).")
          String network,
      @Option(
              names = "--times",
              paramLabel = "N",
              defaultValue = "2",
              description = "By how much the epochs are multiplied (default ${DEFAULT-VALUE}).")
          int times) {
    if (times < 1) {
      throw new UserError("--times must be 1 or more, was " + times);
    }
    try (TemporaryFolder folder = TemporaryFolder.open()) {
      ForecastBench.run(
          System.out, Paper.named(paper), network, times, kit.runtime(), folder.path());
    }
  }

  private static UserError missing(String what) {
    return new UserError(
        what + " are not in the store or a mirror; set LEUKOKIT_MIRROR to a folder that has them");
  }

  // The Python side lies in the sources, which only the launcher knows where to find.
  private static Path source() {
    String root = System.getProperty("leukokit.root", ".");
    Path folder = Path.of(root);
    if (!Files.isDirectory(folder.resolve("src/test/python"))) {
      throw new UserError("benchmarks need the kit's sources; run ./leukokit in them");
    }
    return folder;
  }
}
