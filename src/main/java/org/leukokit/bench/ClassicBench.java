package org.leukokit.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.base.UserError;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.classifier.FeatureMatrix;
import org.leukokit.classifier.FoldProblem;
import org.leukokit.classifier.Scores;
import org.leukokit.classifier.Workers;

/**
 * The six classifiers of the first paper on 2,820 rows of 4,096 features in ten folds, beside
 * scikit-learn on the same rows and folds in the same run, one after the other.
 */
public final class ClassicBench {
  static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  /** The step that serves several classifiers: standardisation and, in the kit, the Gram matrix. */
  private static final String SHARED = "shared";

  private ClassicBench() {}

  /**
   * What to measure.
   *
   * @param rows how many rows, at least ten a fold
   * @param columns how many features
   * @param folds how many folds the kit computes, 2 to 100
   * @param pythonFolds how many of them scikit-learn computes, 1 to {@code folds}; its times are
   *     scaled up to all folds and the table says so
   * @param threads threads of the kit, and of scikit-learn's BLAS
   * @param seed the seed of the data
   * @param script bench_classic.py in the source folder
   */
  public record Options(
      int rows, int columns, int folds, int pythonFolds, int threads, long seed, Path script) {
    /** Checks the ranges. */
    public Options {
      require(folds >= 2 && folds <= 100, "folds", folds, "2 to 100");
      require(rows >= 10 * folds, "rows", rows, "at least ten a fold");
      require(columns >= 1, "columns", columns, "1 or more");
      require(
          pythonFolds >= 1 && pythonFolds <= folds, "pythonFolds", pythonFolds, "1 to all folds");
      require(threads >= 1 && threads <= 1024, "threads", threads, "1 to 1024");
      Objects.requireNonNull(script, "script");
    }

    /** The size that the paper has, with two of ten folds in Python. */
    public static Options paper(Path sourceFolder) {
      return new Options(
          2820, 4096, 10, 2, 2, 1, sourceFolder.resolve("src/test/python/bench_classic.py"));
    }

    private static void require(boolean holds, String name, int value, String allowed) {
      if (!holds) {
        throw new UserError(name + " must be " + allowed + ", was " + value);
      }
    }
  }

  /**
   * What was measured, for all folds.
   *
   * @param kitSeconds the kit's time, everything included
   * @param pythonSeconds scikit-learn's time, scaled up to all folds
   * @param peakHeapBytes the sum of the peaks of all heap pools, an upper bound of the heap in use,
   *     garbage included
   */
  public record Result(double kitSeconds, double pythonSeconds, long peakHeapBytes) {
    /** The kit's share of scikit-learn's time; below 1 the kit is faster. */
    public double ratio() {
      return kitSeconds / pythonSeconds;
    }
  }

  private static final class Measured {
    double seconds;
    int right;
  }

  /**
   * Runs the benchmark and prints its table.
   *
   * @throws UserError if Python or scikit-learn is missing, or the data can't be written
   */
  public static Result run(PrintStream out, Options options) {
    print(
        out,
        "%d rows x %d features, %d folds, %d threads, heap limit %d MB%n",
        options.rows(),
        options.columns(),
        options.folds(),
        options.threads(),
        Runtime.getRuntime().maxMemory() >> 20);
    ClassicData data =
        ClassicData.make(options.rows(), options.columns(), options.folds(), options.seed());
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    Map<String, Measured> kit = runKit(data, options);
    long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    StringBuilder versions = new StringBuilder();
    Map<String, ScikitLearn.Step> python = runPython(data, options, versions);
    print(out, "Java %s; %s%n", Runtime.version(), versions);
    print(
        out,
        "scikit-learn computed %d of %d folds; its seconds are scaled up to all of them%n%n",
        options.pythonFolds(),
        options.folds());
    return table(out, options, kit, python, peak);
  }

  private static Map<String, Measured> runKit(ClassicData data, Options options) {
    Map<String, Measured> steps = new LinkedHashMap<>();
    Workers workers = Workers.of(options.threads());
    long start = System.nanoTime();
    FeatureMatrix x = FeatureMatrix.ofRows(data.rows());
    add(steps, SHARED, start);
    for (int fold = 0; fold < options.folds(); fold++) {
      start = System.nanoTime();
      int[] test = data.rowsOfFold(fold, true);
      FoldProblem problem =
          new FoldProblem(x, data.positive(), data.rowsOfFold(fold, false), test, workers);
      problem.prepare();
      add(steps, SHARED, start);
      for (ClassifierSpec spec : ClassifierSpec.paper()) {
        start = System.nanoTime();
        Scores scores = problem.scores(spec);
        Measured step = add(steps, spec.id(), start);
        for (int i = 0; i < test.length; i++) {
          step.right += (scores.score()[i] >= 0.5) == data.positive()[test[i]] ? 1 : 0;
        }
      }
    }
    return steps;
  }

  private static Measured add(Map<String, Measured> steps, String name, long start) {
    Measured step = steps.computeIfAbsent(name, n -> new Measured());
    step.seconds += (System.nanoTime() - start) / 1e9;
    return step;
  }

  private static Map<String, ScikitLearn.Step> runPython(
      ClassicData data, Options options, StringBuilder versions) {
    try (TemporaryFolder folder = TemporaryFolder.open()) {
      data.write(folder.path());
      return ScikitLearn.run(
          options.script(),
          folder.path(),
          options.columns(),
          options.pythonFolds(),
          options.threads(),
          versions);
    } catch (IOException e) {
      throw new UserError(
          "cannot exchange the benchmark's data with Python in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage()
              + "; free some space there",
          e);
    }
  }

  private static Result table(
      PrintStream out,
      Options options,
      Map<String, Measured> kit,
      Map<String, ScikitLearn.Step> python,
      long peak) {
    double scale = (double) options.folds() / options.pythonFolds();
    double kitTotal = 0;
    double pythonTotal = 0;
    print(
        out,
        "%-14s %10s %14s %7s   %s%n",
        "step",
        "kit, s",
        "scikit-learn, s",
        "ratio",
        "right: kit (all folds), scikit-learn (its)");
    for (Map.Entry<String, Measured> entry : kit.entrySet()) {
      double seconds = entry.getValue().seconds;
      ScikitLearn.Step step = python.get(entry.getKey());
      if (step == null) {
        throw new UserError(
            options.script() + " measured no " + entry.getKey() + "; take the kit's own script");
      }
      double theirs = step.seconds * scale;
      kitTotal += seconds;
      pythonTotal += theirs;
      print(
          out,
          "%-14s %10.2f %14.2f %7.3f   %s%n",
          entry.getKey(),
          seconds,
          theirs,
          seconds / theirs,
          entry.getKey().equals(SHARED)
              ? "standardise; kit: and Gram matrix"
              : String.format(
                  Locale.ROOT,
                  "%.4f, %.4f",
                  (double) entry.getValue().right / options.rows(),
                  step.accuracy()));
    }
    Result result = new Result(kitTotal, pythonTotal, peak);
    print(
        out,
        "%-14s %10.2f %14.2f %7.3f%n%npeak heap of the kit: at most %d MB, garbage included%n",
        "total",
        kitTotal,
        pythonTotal,
        result.ratio(),
        peak >> 20);
    return result;
  }

  private static Stream<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  private static void print(PrintStream out, String format, Object... values) {
    out.format(Locale.ROOT, format, values);
  }
}
