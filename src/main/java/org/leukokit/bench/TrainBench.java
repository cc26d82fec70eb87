package org.leukokit.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.base.UserError;
import org.leukokit.net.ComputeDevice;

/**
 * Training steps beside the same in Python, images a second: inference, forward and backward, and
 * both with Adam. Each side is a process of its own; they take turns within a round, and the two
 * speeds of a round are compared with each other: what else the machine does slows both.
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
   * @param profile whether to show where a step's time goes instead of how long it takes
   * @param traces where the profilers' traces are left; empty for nowhere
   * @param sourceFolder the kit's sources
   * @param engineFolder where the kit's native library is unpacked
   */
  public record Options(
      List<String> networks,
      int rounds,
      int threads,
      ComputeDevice device,
      boolean profile,
      Optional<Path> traces,
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
        try (TrainSides sides = TrainSides.start(options, one, script, work.path())) {
          if (options.profile()) {
            TrainProfile.run(out, options, one, sides, work.path());
          } else {
            run(out, options, one, sides);
          }
        }
      }
    }
  }

  private static void run(PrintStream out, Options options, TrainCase one, TrainSides sides) {
    print(
        out,
        "%n%s, %d images of %d px a step, Adam, %s, %d threads, %d rounds of %d steps in turn%n%s",
        one.backbone(),
        one.batch(),
        one.side(),
        sides.device(),
        options.threads(),
        options.rounds(),
        one.steps(),
        sides.versions());
    for (String part : PARTS) {
      compare(out, options, one, part, sides.kit(), sides.python());
    }
    peaks(out, "peak memory", sides.kit().peakMegabytes(), sides.python().peakMegabytes());
    if (!sides.device().equals("cpu")) {
      if (sides.gpuKnown()) {
        peaks(out, "peak on the GPU", sides.kit().gpuMegabytes(), sides.python().gpuMegabytes());
      } else {
        print(out, "  peak on the GPU   not known: nvidia-smi gives no number%n");
      }
      print(
          out,
          "  tensors on the GPU  kit not known  Python %8.0f MB at most%n",
          sides.python().latest().path("tensors").asDouble());
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
      PrintStream out,
      Options options,
      TrainCase one,
      String part,
      TrainSides.Side kit,
      TrainSides.Side theirs) {
    double[] ours = new double[options.rounds()];
    double[] other = new double[options.rounds()];
    // Java compiles what runs often while it runs: both sides warm up for two rounds.
    kit.seconds(part, 2 * one.steps());
    theirs.seconds(part, 2 * one.steps());
    double images = (double) one.batch() * one.steps();
    for (int round = 0; round < options.rounds(); round++) {
      // Each goes first as often as the other.
      if (round % 2 == 0) {
        ours[round] = images / kit.seconds(part, one.steps());
      }
      other[round] = images / theirs.seconds(part, one.steps());
      if (round % 2 == 1) {
        ours[round] = images / kit.seconds(part, one.steps());
      }
    }
    String name =
        switch (part) {
          case "forward" -> "inference";
          case "gradients" -> "forward+backward";
          default -> "with optimiser";
        };
    print(
        out,
        "  %-16s  kit %8.2f  Python %8.2f images/s  ratio %s%n",
        name,
        Medians.of(ours),
        Medians.of(other),
        PairedRatio.of(ours, other));
  }

  static void print(PrintStream out, String format, Object... args) {
    out.print(String.format(Locale.ROOT, format, args));
    out.flush();
  }
}
