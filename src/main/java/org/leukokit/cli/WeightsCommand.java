package org.leukokit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Fetch;
import org.leukokit.data.FetchOptions;
import org.leukokit.data.OwnWeights;
import org.leukokit.data.Store;
import org.leukokit.data.Sweep;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.weights.MappingReport;
import org.leukokit.net.weights.Shapes;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit weights}: pretrained weights, from where they are published into the store. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = "Lists, fetches, imports and describes pretrained weights.")
final class WeightsCommand implements Runnable {
  @Spec private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }

  private static PrintWriter out(CommandSpec spec) {
    return spec.commandLine().getOut();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "The public weights that the kit knows: which are at hand, their network, size, licence,"
              + " and what is known of their hash.")
  void list(@Mixin MirrorOption mirror) {
    Store store = mirror.store();
    PrintWriter out = out(command);
    String row = "%-32s %-20s %-8s %9s  %-24s %s%n";
    out.printf(row, "name", "network", "at hand", "size", "licence", "known by");
    for (WeightsEntry entry : Weights.known()) {
      if (entry.isWeights()) {
        boolean recorded = entry.sha256().isEmpty() && Weights.sha256(entry, store).isPresent();
        out.printf(
            row,
            entry.name(),
            entry.network(),
            Weights.claimed(entry, store) ? "yes" : "no",
            entry.bytes() > 0 ? ByteSize.text(entry.bytes()) : "unknown",
            entry.licence(),
            recorded ? "sha256 of the first fetch" : entry.content().described());
      }
    }
    for (OwnWeights.Entry own : OwnWeights.all(store)) {
      out.printf(row, own.file(), own.network(), "yes", "", "your own", own.sha256());
    }
    out.flush();
  }

  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description = {
        "Gets weights into the kit's folder: from a mirror where one has them, else from where they"
            + " are published.",
        "A broken transfer goes on where it ended when the command is run again. Proxies:"
            + " HTTPS_PROXY, HTTP_PROXY, NO_PROXY, or Java's properties."
      })
  void fetch(
      @Parameters(paramLabel = "NAME", description = "A name of 'leukokit weights list'.")
          String name,
      @Mixin MirrorOption mirror) {
    Store store = mirror.store();
    WeightsEntry entry = Weights.named(name);
    Sweep.clear(store.home(), Instant.now());
    ConsoleProgress progress = ConsoleProgress.onErrorStream();
    PrintWriter out = out(command);
    out.println(
        entry.name()
            + " for "
            + entry.network()
            + (entry.bytes() > 0 ? ", " + ByteSize.text(entry.bytes()) : "")
            + ", licence: "
            + entry.licence());
    out.flush();
    Fetch.Got got = new Fetch(store, FetchOptions.standard(progress)).get(wanted(entry));
    out.println(got.file() + (got.fetched() ? ", fetched" : ", was there"));
    out.println("sha256 " + got.sha256() + (entry.sha256().isEmpty() ? ", recorded" : ""));
    out.flush();
  }

  private static Fetch.Wanted wanted(WeightsEntry entry) {
    // Caffe's files have no first bytes to know them by; their SHA-256 is known instead.
    Consumer<Path> check =
        entry.isWeights() && !entry.layout().equals("caffemodel")
            ? file -> WeightFiles.open(file).close()
            : file -> {};
    return new Fetch.Wanted(entry.name(), entry.url(), entry.content(), check);
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Takes a weight file into the kit's folder. Your file stays as it is.",
        "A file with a known hash gets its known name; any other is checked against the network,"
            + " where the kit has it, and recorded as your own."
      })
  void importFile(
      @Parameters(
              paramLabel = "FILE",
              description = "Keras' .h5 or .keras, PyTorch's, safetensors, caffemodel.")
          String text,
      @Option(
              names = "--network",
              required = true,
              paramLabel = "NAME",
              description = "The network that it is for, such as vgg16.")
          String network,
      @Mixin MirrorOption mirror)
      throws IOException {
    Store store = mirror.store();
    Path file = path(text);
    requireNetwork(network);
    Sweep.clear(store.home(), Instant.now());
    String sha256 = hash(file);
    Fetch fetch = new Fetch(store, FetchOptions.standard(ConsoleProgress.onErrorStream()));
    Optional<WeightsEntry> known = Weights.recognised(file, sha256, network, store);
    PrintWriter out = out(command);
    if (known.isPresent()) {
      WeightsEntry entry = known.get();
      if (!entry.network().equals(network)) {
        throw new UserError(
            file
                + " is "
                + entry.name()
                + ", weights of "
                + entry.network()
                + ", not of "
                + network);
      }
      Fetch.Got got = fetch.take(wanted(entry), file);
      out.println(file + " is " + entry.name() + " (" + entry.licence() + "): " + got.file());
    } else {
      importOwn(file, sha256, network, store, out);
    }
    out.flush();
  }

  private static void importOwn(
      Path file, String sha256, String network, Store store, PrintWriter out) throws IOException {
    Optional<Backbone> backbone = backbone(network);
    String verdict = "the kit has no network " + network + " to compare it with";
    try (TensorSource source = WeightFiles.open(file)) {
      // A tensor with NaN is found by reading it.
      source.shapes().keySet().forEach(source::read);
      if (backbone.isPresent()) {
        WeightsFit fit = WeightsFit.of(backbone.get(), backbone.get().adapt(source).shapes());
        verdict = fit.text();
        if (!fit.usable()) {
          throw new UserError(file + " " + verdict + "; see 'leukokit weights describe'");
        }
      }
    }
    Path kept;
    try (var in = Files.newInputStream(file)) {
      kept = store.add(sha256, file.toString(), in);
    }
    OwnWeights.remember(
        new OwnWeights.Entry(sha256, network, file.getFileName().toString()), store);
    out.println(file + " is none of the known files, so it is recorded as your own: " + kept);
    out.println(verdict);
    out.println("Use it with: --weights " + kept);
  }

  private static void requireNetwork(String network) {
    if (backbone(network).isEmpty() && Weights.allOfNetwork(network).isEmpty()) {
      // Lists the networks that the kit has.
      Backbones.named(network);
    }
  }

  private static Optional<Backbone> backbone(String network) {
    return Backbones.all().stream().filter(b -> b.id().equals(network)).findFirst();
  }

  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description =
          "What is in a weight file: its format, its tensors with shapes and types, how many"
              + " parameters, which known file it is, which network it fits, and which tensor of"
              + " the file becomes which of that network.")
  void describe(
      @Parameters(
              paramLabel = "FILE",
              description = "Keras' .h5 or .keras, PyTorch's, safetensors, caffemodel.")
          String text,
      @Mixin MirrorOption mirror)
      throws IOException {
    Path file = path(text);
    PrintWriter out = out(command);
    try (TensorSource source = WeightFiles.open(file)) {
      SortedMap<String, long[]> shapes = source.shapes();
      String sha256 = source.digest().replace("sha256:", "");
      out.println(source.description() + ", " + ByteSize.text(Files.size(file)));
      out.println("sha256 " + sha256);
      out.println(
          Weights.bySha256(sha256, mirror.store())
              .map(e -> "known as " + e.name() + " (" + e.licence() + ")")
              .orElse("none of the files that are known by their sha256"));
      long parameters = 0;
      for (var tensor : shapes.entrySet()) {
        long count = 1;
        for (long side : tensor.getValue()) {
          count *= side;
        }
        parameters += count;
        out.printf(
            "  %-48s float32  %s%n",
            tensor.getKey().replaceAll("\\p{Cntrl}", "?"), Shapes.text(tensor.getValue()));
      }
      out.printf(java.util.Locale.ROOT, "%d tensors, %,d parameters%n", shapes.size(), parameters);
      fits(source).forEach(out::println);
      out.flush();
      // What holds NaN or infinity is refused here, by name.
      shapes.keySet().forEach(source::read);
    }
    out.flush();
  }

  /**
   * All networks that it fits, each with what becomes of the file's tensors; if there is none, the
   * network that is least unlike.
   */
  private static List<String> fits(TensorSource source) {
    List<WeightsFit> all =
        Backbones.all().stream().map(b -> WeightsFit.of(b, b.adapt(source).shapes())).toList();
    List<String> lines = new ArrayList<>();
    all.stream()
        .filter(WeightsFit::usable)
        .forEach(
            fit -> {
              TensorSource adapted = fit.network().adapt(source);
              lines.add(fit.text());
              adapted.notes().forEach(note -> lines.add("  " + note));
              lines.addAll(mapping(adapted));
            });
    if (!lines.isEmpty()) {
      return lines;
    }
    return all.stream()
        .max(Comparator.comparingInt(WeightsFit::shared))
        .filter(f -> f.shared() > 0)
        .map(f -> List.of(f.text()))
        .orElse(List.of("fits none of the networks that the kit has"));
  }

  private static List<String> mapping(TensorSource adapted) {
    return MappingReport.of(adapted, adapted.shapes().keySet()).entries().stream()
        .map(e -> e.source() + " " + e.sourceShape() + " -> " + e.target() + ", " + e.layout())
        .map(line -> "  " + line.replaceAll("\\p{Cntrl}", "?"))
        .toList();
  }

  private static Path path(String text) {
    try {
      Path file = Path.of(text);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw new UserError("there is no file " + text + "; name a weight file");
  }

  private static String hash(Path file) {
    try {
      return Hashing.sha256Hex(file);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
