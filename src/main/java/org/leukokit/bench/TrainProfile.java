package org.leukokit.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.leukokit.base.UserError;

/** The table of {@code leukokit bench train --profile}. */
final class TrainProfile {
  private TrainProfile() {}

  static void run(
      PrintStream out, TrainBench.Options options, TrainCase one, TrainSides sides, Path work) {
    if (!sides.device().equals("cpu")) {
      throw new UserError(
          "--profile shows where the time of a CPU goes; on a GPU operations only begin where they"
              + " are asked for. Add --device cpu");
    }
    int steps = options.rounds() * one.steps();
    StepProfile kit = profile(sides.kit(), one, steps, trace(work, one, "kit"));
    StepProfile python = profile(sides.python(), one, steps, trace(work, one, "python"));
    TrainBench.print(
        out,
        "%n%s, %d images of %d px a step, Adam, %d threads: where the time of a step goes,"
            + " ms, mean of %d steps%n%s",
        one.backbone(),
        one.batch(),
        one.side(),
        options.threads(),
        steps,
        sides.versions());
    print(out, kit, python);
    options.traces().ifPresent(folder -> keep(out, one, work, folder));
  }

  private static Path trace(Path work, TrainCase one, String side) {
    return work.resolve(one.backbone() + "-" + side + ".json");
  }

  private static StepProfile profile(TrainSides.Side side, TrainCase one, int steps, Path trace) {
    side.seconds("step", 2 * one.steps());
    double seconds = side.profile(steps, trace);
    return StepProfile.of(trace, steps, seconds, side.latest().path("optimiser").asDouble());
  }

  private static void print(PrintStream out, StepProfile kit, StepProfile python) {
    TrainBench.print(
        out,
        "  %-22s %9s %9s   %9s %9s%n  %-22s %9s %9s   %9s %9s%n",
        "",
        "kit",
        "",
        "Python",
        "",
        "",
        "forward",
        "backward",
        "forward",
        "backward");
    for (StepProfile.Kind kind : StepProfile.Kind.values()) {
      TrainBench.print(
          out,
          "  %-22s %9.1f %9.1f   %9.1f %9.1f%n",
          kind.text(),
          of(kit.forward(), kind),
          of(kit.backward(), kind),
          of(python.forward(), kind),
          of(python.backward(), kind));
    }
    TrainBench.print(
        out,
        "  %-22s %9.1f %9.1f   %9.1f %9.1f%n",
        "together",
        StepProfile.sum(kit.forward()),
        StepProfile.sum(kit.backward()),
        StepProfile.sum(python.forward()),
        StepProfile.sum(python.backward()));
    row(out, "optimiser", kit.optimiser(), python.optimiser());
    row(out, "between, Java or Python", kit.rest(), python.rest());
    row(out, "whole step", kit.whole(), python.whole());
    TrainBench.print(
        out,
        "  One batch again and again, so nothing waits for images; a training writes that share"
            + " into its history.csv.%n");
  }

  private static void row(PrintStream out, String what, double kit, double python) {
    TrainBench.print(out, "  %-23s %18.1f   %19.1f%n", what, kit, python);
  }

  private static double of(Map<StepProfile.Kind, Double> millis, StepProfile.Kind kind) {
    return millis.getOrDefault(kind, 0.0);
  }

  private static void keep(PrintStream out, TrainCase one, Path work, Path folder) {
    try {
      Files.createDirectories(folder);
      for (String side : new String[] {"kit", "python"}) {
        Path from = trace(work, one, side);
        Path to = folder.resolve(from.getFileName());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        TrainBench.print(out, "  %s%n", to);
      }
    } catch (IOException e) {
      throw new UserError("the traces can't be written to " + folder + ": " + e.getMessage(), e);
    }
  }
}
