package org.leukokit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.ConvNet;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.StepBench;
import org.leukokit.train.TrainSpec;

/**
 * The kit's side of {@code leukokit bench train}, a process of its own as Python's is: for each
 * line {@code forward}, {@code gradients} or {@code step} on the standard input it does so as often
 * as asked and answers with the seconds as JSON; {@code profile N FILE} takes N steps under
 * libtorch's profiler.
 */
public final class TrainSide {
  private TrainSide() {}

  /**
   * Trains for as long as it is asked to.
   *
   * @param args backbone, batch, side, threads, device, folder of the native library
   * @throws IOException if the other side is gone
   */
  public static void main(String[] args) throws IOException {
    // Whatever a library prints goes elsewhere.
    PrintStream answers = System.out;
    System.setOut(System.err);
    try {
      answer(args, answers);
    } catch (UserError e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void answer(String[] args, PrintStream answers) throws IOException {
    Backbone backbone = Backbones.named(args[0]);
    int side = Integer.parseInt(args[2]);
    TorchRuntime runtime =
        TorchRuntime.start(
            new TorchOptions(
                Integer.parseInt(args[3]), ComputeDevice.parse(args[4]), Path.of(args[5])));
    ConvNet net = backbone.build(Backbone.IMAGENET_CLASSES);
    TrainSpec spec =
        TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-8, Definition.TORCH),
            new Schedule.Constant(1e-6),
            1,
            Integer.parseInt(args[1]));
    try (RandomWeights weights = new RandomWeights(net.id(), 1, net.tensorShapes());
        StepBench bench = new StepBench(runtime, net, weights, spec, side)) {
      answers.printf(
          Locale.ROOT,
          "{\"versions\": \"Java %s, %s%s\", \"device\": \"%s\", \"learned\": %d}%n",
          Runtime.version(),
          runtime.info().numericId(),
          runtime.mathematics().map(text -> ", " + text).orElse(""),
          runtime.info().device(),
          bench.learned());
      serve(bench, answers);
    }
  }

  private static void serve(StepBench bench, PrintStream answers) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("profile") && words.length == 3) {
        StepBench.Profiled took = bench.profile(Integer.parseInt(words[1]), Path.of(words[2]));
        answers.printf(
            Locale.ROOT,
            "{\"seconds\": %.6f, \"optimiser\": %.6f}%n",
            took.seconds(),
            took.optimiserSeconds());
        answers.flush();
        continue;
      }
      if (words.length != 2) {
        return;
      }
      Runnable work =
          switch (words[0]) {
            case "forward" -> bench::forward;
            case "gradients" -> bench::gradients;
            case "step" -> bench::step;
            default -> throw new IllegalArgumentException(line);
          };
      int times = Integer.parseInt(words[1]);
      bench.settle();
      long began = System.nanoTime();
      for (int i = 0; i < times; i++) {
        work.run();
      }
      bench.settle();
      double seconds = (System.nanoTime() - began) / 1e9;
      answers.printf(Locale.ROOT, "{\"seconds\": %.6f}%n", seconds);
      answers.flush();
    }
  }
}
