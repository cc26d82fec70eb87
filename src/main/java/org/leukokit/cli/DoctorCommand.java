package org.leukokit.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;
import org.leukokit.data.KitHome;
import org.leukokit.data.Manifest;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.EngineInfo;
import org.leukokit.net.TorchRuntime;
import org.leukokit.report.ReportWriter;
import org.leukokit.study.KnownWeights;
import org.leukokit.study.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit doctor}: is this machine ready for the main job, and what else is at hand? */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether this machine can run the main job, and what else is at hand: real cells,"
          + " pretrained weights, a GPU, Jupyter.",
      "Exits with 1 if the main job can't run, or not at the scale asked for."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long DISK_NEEDED = 2L << 30;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PAPER",
      defaultValue = "loey2020",
      description = "The study whose memory is looked at (default ${DEFAULT-VALUE}).")
  private String paper;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "smoke",
      description = "smoke (default) or full.")
  private Scale scale;

  @Spec private CommandSpec command;
  @Mixin private KitOptions kit;

  private PrintWriter out;
  private int failures;

  @FunctionalInterface
  private interface Check {
    String run() throws IOException;
  }

  @Override
  public Integer call() {
    out = command.commandLine().getOut();
    needed("Java", this::java);
    needed("memory", this::memory);
    needed("kit folder", this::home);
    needed("working folder", () -> DoctorChecks.reports(Path.of("reports")));
    needed("engine", this::engine);
    needed("figures", this::figures);
    optional("mirror", () -> DoctorChecks.mirrors(kit.store()));
    optional("proxy", DoctorChecks::proxy);
    optional("real cells", this::cells);
    for (Backbone network : Backbones.all()) {
      optional(network.id() + " weights", () -> atHand(network));
    }
    optional("Jupyter", () -> program("jupyter", "--version"));
    optional("Java kernel", this::kernel);
    out.println();
    out.println(
        failures == 0
            ? "Ready: leukokit reproduce loey2020"
            : "Not ready: mend what is marked NO above.");
    out.flush();
    return failures == 0 ? 0 : Main.USER_ERROR;
  }

  private void needed(String name, Check check) {
    try {
      line("ok", name, check.run());
    } catch (UserError | IOException e) {
      failures++;
      line("NO", name, e.getMessage());
    }
  }

  private void optional(String name, Check check) {
    try {
      line("ok", name, check.run());
    } catch (UserError | IOException e) {
      line("--", name, e.getMessage());
    }
  }

  private void line(String mark, String name, String text) {
    out.printf("%-3s %-19s %s%n", mark, name, text);
    out.flush();
  }

  private String java() {
    if (Runtime.version().feature() < 17) {
      throw new UserError(
          Runtime.version() + ", but 17 or newer is needed; set JAVA_HOME to a newer JDK");
    }
    return Runtime.version() + " from " + System.getProperty("java.home");
  }

  private String memory() {
    long heap = Runtime.getRuntime().maxMemory();
    long machine =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean os
            ? os.getTotalMemorySize()
            : 0;
    String text =
        gib(heap) + " of heap" + (machine > 0 ? ", " + gib(machine) + " in the machine" : "");
    StudyNeeds needs = StudyNeeds.of(paper, scale);
    text += "; " + needs.text();
    if (heap < needs.heap()) {
      throw new UserError(
          text
              + ": set LEUKOKIT_JAVA_OPTS=-Xmx"
              + (needs.heap() + (1 << 20) - 1) / (1 << 20)
              + "m");
    }
    return text;
  }

  private String home() throws IOException {
    Path folder = KitHome.folder();
    Path probe = folder.resolve("doctor");
    AtomicFiles.write(probe, "x");
    Files.delete(probe);
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < DISK_NEEDED) {
      throw new UserError(
          folder
              + " has "
              + gib(free)
              + " free; 2 GiB are needed: free some or set "
              + KitHome.VARIABLE
              + " to another folder");
    }
    return folder + ", " + gib(free) + " free";
  }

  private String engine() {
    TorchRuntime runtime = kit.runtime();
    EngineInfo info = runtime.info();
    try (NDManager manager = runtime.newManager()) {
      NDArray ones = manager.ones(new Shape(64, 64));
      float sum = ones.matMul(ones).sum().getFloat();
      if (sum != 64 * 64 * 64) {
        throw new UserError("libtorch computes " + sum + " where 262144 is right");
      }
    }
    return info.engine()
        + " "
        + info.version()
        + " on "
        + info.processor()
        + ", "
        + info.threads()
        + " threads, loaded from "
        + info.nativeLibrary()
        + (info.guessesCaches()
            ? "; this machine hides its processor's caches, so oneDNN was told to guess them"
                + " (otherwise a convolution would end the process)"
            : "");
  }

  private String figures() {
    ReportWriter.requireText();
    return "text can be drawn";
  }

  private String cells() {
    Store store = kit.store();
    Manifest sample = Manifest.named("cnmc2019-sample");
    boolean there = sample.archives().stream().anyMatch(a -> store.locate(a.sha256()).isPresent());
    if (!there) {
      throw new UserError(
          "the 99 cells of cnmc2019-sample are not in the store or a mirror; a copy of C-NMC 2019"
              + " serves as well: --images FOLDER");
    }
    return "cnmc2019-sample: 99 cells";
  }

  private String atHand(Backbone network) {
    List<WeightsEntry> fitting = KnownWeights.fitting(network, true);
    for (WeightsEntry entry : fitting) {
      if (Weights.locate(entry, kit.store()).isPresent()) {
        return entry.name() + ", hash checked";
      }
    }
    throw new UserError(
        (fitting.isEmpty()
                ? "the kit knows no file that this network takes as it is"
                : fitting.get(0).name() + ": leukokit weights fetch " + fitting.get(0).name())
            + "; without it the network has random weights, and results say so");
  }

  private String kernel() throws IOException {
    String kernels = program("jupyter", "kernelspec", "list");
    return kernels
        .lines()
        .filter(l -> l.strip().startsWith("java "))
        .findFirst()
        .map(String::strip)
        .orElseThrow(
            () -> new UserError("Jupyter has no kernel named java; needed for notebooks only"));
  }

  private static String program(String... words) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UserError("not found; needed for notebooks only", e);
    }
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new UserError("'" + String.join(" ", words) + "' failed; needed for notebooks only");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    } finally {
      process.destroy();
    }
    return words.length > 1 && words[1].equals("--version")
        ? String.join(", ", text.lines().limit(3).map(String::strip).toList())
        : text;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
