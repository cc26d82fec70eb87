package org.leukokit.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.base.UserError;
import org.leukokit.net.ComputeDevice;

/**
 * Training steps beside the same in Python, images a second: inference, forward and backward, and
 * both with Adam. Each side is a process of its own; they take turns within a round, and medians
 * are compared.
 */
public final class TrainBench {
  private static final List<String> PARTS = List.of("forward", "gradients", "step");

  private TrainBench() {}

  /**
   * What to measure.
   *
   * @param networks ids of networks; empty for all that there are
   * @param rounds measured rounds of each side, 1 to 100
   * @param threads libtorch's threads on both sides
   * @param device where both sides compute
   * @param sourceFolder the kit's sources
   * @param engineFolder where the kit's native library is unpacked
   */
  public record Options(
      List<String> networks,
      int rounds,
      int threads,
      ComputeDevice device,
      Path sourceFolder,
      Path engineFolder) {
    /** Checks the ranges. */
    public Options {
      networks = List.copyOf(networks);
      if (rounds < 1 || rounds > 100) {
        throw new UserError("rounds must be 1 to 100, was " + rounds);
      }
      if (threads < 1 || threads > 256) {
        throw new UserError("threads must be 1 to 256, were " + threads);
      }
    }
  }

  /**
   * Runs the benchmark and prints its table.
   *
   * @throws UserError if Python or torch is missing, or the two sides train different networks
   */
  public static void run(PrintStream out, Options options) {
    List<TrainCase> cases =
        options.networks().isEmpty()
            ? TrainCase.ALL
            : options.networks().stream().map(TrainCase::of).toList();
    Path script = options.sourceFolder().resolve("src/test/python/bench_train.py");
    if (!Files.isRegularFile(script)) {
      throw new UserError("cannot find " + script + "; run it with the kit's sources at hand");
    }
    try (TemporaryFolder work = TemporaryFolder.open()) {
      for (TrainCase one : cases) {
        run(out, options, one, script, work.path());
      }
    }
  }

  private static void run(PrintStream out, Options options, TrainCase one, Path script, Path work) {
    List<String> numbers =
        List.of(
            one.backbone(),
            Integer.toString(one.batch()),
            Integer.toString(one.side()),
            Integer.toString(options.threads()));
    GpuMemory gpu = new GpuMemory(options.device());
    try (SideProcess kit =
        new SideProcess("kit", java(options, numbers), options.threads(), work)) {
      String device = kit.hello().path("device").asText();
      Side ours = new Side(kit, gpu);
      List<String> python = new ArrayList<>(List.of(ScikitLearn.interpreter(), script.toString()));
      python.addAll(numbers);
      python.add(device);
      try (SideProcess process = new SideProcess("Python", python, options.threads(), work)) {
        Side theirs = new Side(process, gpu);
        requireSame(one, kit, process);
        print(
            out,
            "%n%s, %d images of %d px a step, Adam, %s, %d threads, %d rounds of %d steps in turn%n"
                + "kit:    %s%nPython: %s%n",
            one.backbone(),
            one.batch(),
            one.side(),
            device,
            options.threads(),
            options.rounds(),
            one.steps(),
            kit.hello().path("versions").asText(),
            process.hello().path("versions").asText());
        for (String part : PARTS) {
          compare(out, options, one, part, ours, theirs);
        }
        peaks(out, "peak memory", kit.peakMegabytes(), process.peakMegabytes());
        if (!device.equals("cpu")) {
          if (gpu.known()) {
            peaks(out, "peak on the GPU", ours.taken, theirs.taken);
          } else {
            print(out, "  peak on the GPU   not known: nvidia-smi gives no number%n");
          }
          print(
              out,
              "  tensors on the GPU  kit not known  Python %8.0f MB at most%n",
              process.latest().path("tensors").asDouble());
        }
      }
    }
  }

  /** A side and what it has taken on the GPU. */
  private static final class Side {
    private final SideProcess process;
    private final GpuMemory gpu;
    private double taken;

    Side(SideProcess process, GpuMemory gpu) {
      this.process = process;
      this.gpu = gpu;
      this.taken = gpu.taken();
    }

    private double seconds(String part, int steps) {
      double seconds = process.seconds(part, steps);
      taken += gpu.taken();
      return seconds;
    }
  }

  private static void requireSame(TrainCase one, SideProcess kit, SideProcess theirs) {
    if (kit.hello().path("learned").asLong() != theirs.hello().path("learned").asLong()) {
      throw new UserError(
          one.backbone()
              + ": the kit trains "
              + kit.hello().path("learned")
              + " values, Python "
              + theirs.hello().path("learned")
              + "; the times can't be compared");
    }
  }

  private static void peaks(PrintStream out, String what, double ours, double other) {
    print(
        out,
        "  %-16s  kit %8.0f  Python %8.0f MB        ratio %.2f%n",
        what,
        ours,
        other,
        ours / other);
  }

  private static void compare(
      PrintStream out, Options options, TrainCase one, String part, Side kit, Side theirs) {
    double[] ours = new double[options.rounds()];
    double[] other = new double[options.rounds()];
    // Java compiles what runs often while it runs: both sides warm up for two rounds.
    kit.seconds(part, 2 * one.steps());
    theirs.seconds(part, 2 * one.steps());
    double images = (double) one.batch() * one.steps();
    for (int round = 0; round < options.rounds(); round++) {
      ours[round] = images / kit.seconds(part, one.steps());
      other[round] = images / theirs.seconds(part, one.steps());
    }
    String name =
        switch (part) {
          case "forward" -> "inference";
          case "gradients" -> "forward+backward";
          default -> "with optimiser";
        };
    print(
        out,
        "  %-16s  kit %8.2f  Python %8.2f images/s  ratio %.2f%n",
        name,
        Medians.of(ours),
        Medians.of(other),
        Medians.of(ours) / Medians.of(other));
  }

  // The options that the kit's own process has, as far as they bear on memory and speed.
  private static List<String> java(Options options, List<String> numbers) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Djava.awt.headless=true",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Xmn32m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainSide.class.getName()));
    command.addAll(numbers);
    command.add(options.device().text());
    command.add(options.engineFolder().toString());
    return command;
  }

  private static void print(PrintStream out, String format, Object... args) {
    out.print(String.format(Locale.ROOT, format, args));
    out.flush();
  }
}
