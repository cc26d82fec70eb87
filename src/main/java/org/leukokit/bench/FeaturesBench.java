package org.leukokit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.leukokit.base.Progress;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.base.UserError;
import org.leukokit.feature.DeepFeatures;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.image.Raster;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;

/**
 * From BMP files to MobileNet features, images a second, beside the same pipeline in Python (Pillow
 * and torch) in the same run: both warm up once, then take turns; medians are compared, and so are
 * the features themselves.
 */
public final class FeaturesBench {
  /** Largest difference of features that still counts as the same work, relative to the largest. */
  private static final double TOLERANCE = 1e-3;

  private FeaturesBench() {}

  /**
   * What to measure.
   *
   * @param cells zip with BMP files of cells
   * @param weights MobileNet's weights in Keras HDF5
   * @param images how many images a round; the files are repeated until there are as many
   * @param rounds measured rounds of each side, 1 to 100
   * @param threads libtorch's threads on both sides
   * @param pythonBatch images a batch in Python
   * @param script bench_features.py in the source folder
   * @param engineFolder where the kit's native library is unpacked
   * @param imageOf reads a file and gives a raster of 224×224 pixels
   */
  public record Options(
      Path cells,
      Path weights,
      int images,
      int rounds,
      int threads,
      int pythonBatch,
      Path script,
      Path engineFolder,
      Function<Path, Raster> imageOf) {
    /** Checks the ranges. */
    public Options {
      Objects.requireNonNull(imageOf, "imageOf");
      if (images < 1 || images > 100_000) {
        throw new UserError("images must be 1 to 100000, was " + images);
      }
      if (rounds < 1 || rounds > 100) {
        throw new UserError("rounds must be 1 to 100, was " + rounds);
      }
      if (pythonBatch < 1 || pythonBatch > 1024) {
        throw new UserError("pythonBatch must be 1 to 1024, was " + pythonBatch);
      }
    }

    /** 400 images, five rounds, two threads, batches of 32 in Python. */
    public static Options usual(
        Path cells,
        Path weights,
        Path sourceFolder,
        Path engineFolder,
        Function<Path, Raster> imageOf) {
      Path script = sourceFolder.resolve("src/test/python/bench_features.py");
      return new Options(cells, weights, 400, 5, 2, 32, script, engineFolder, imageOf);
    }

    /** With another number of images a batch in Python. */
    public Options withPythonBatch(int batch) {
      return new Options(
          cells, weights, images, rounds, threads, batch, script, engineFolder, imageOf);
    }
  }

  /**
   * Medians of images a second, and how far the features lie apart.
   *
   * @param kit images a second of the kit
   * @param python images a second of Python
   * @param difference largest difference of a feature, relative to the largest feature
   */
  public record Result(double kit, double python, double difference) {
    /** How many times as fast as Python the kit is. */
    public double ratio() {
      return kit / python;
    }
  }

  /**
   * Runs the benchmark and prints its table.
   *
   * @throws UserError if a file, Python or torch is missing, or the two sides disagree
   */
  public static Result run(PrintStream out, Options options) {
    try (TemporaryFolder work = TemporaryFolder.open()) {
      return run(out, options, work.path());
    } catch (IOException e) {
      throw new UserError("the benchmark could not read or write a file: " + e.getMessage(), e);
    }
  }

  private static Result run(PrintStream out, Options options, Path work) throws IOException {
    List<Path> files = repeated(unpack(options.cells(), work), options);
    TorchRuntime runtime =
        TorchRuntime.start(
            new TorchOptions(options.threads(), ComputeDevice.CPU, options.engineFolder()));
    Backbone backbone = Backbones.MOBILENET;
    List<FeatureRequest> requests = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      requests.add(new FeatureRequest("image" + i, "224", () -> options.imageOf().apply(file)));
    }
    double[] kit = new double[options.rounds()];
    double[] python = new double[options.rounds()];
    float[][] features = null;
    float[][] theirs;
    try (LoadedNetwork network = LoadedNetwork.pretrained(runtime, backbone, options.weights());
        TorchPipeline pipeline = TorchPipeline.start(options, files, work)) {
      DeepFeatures deep = new DeepFeatures(network, backbone.defaultLayer(), null);
      print(
          out,
          "%d BMP files to MobileNet features, %d threads; %d rounds each in turn after a warm-up%n"
              + "kit:    Java %s, %s, batch %d%nPython: %s, batch %d%n%n",
          files.size(),
          options.threads(),
          options.rounds(),
          Runtime.version(),
          runtime.info().numericId(),
          backbone.batchSize(),
          pipeline.versions(),
          options.pythonBatch());
      for (int round = -1; round < options.rounds(); round++) {
        long start = System.nanoTime();
        features = deep.extract(requests, Progress.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        double theirSeconds = pipeline.round();
        if (round >= 0) {
          kit[round] = files.size() / seconds;
          python[round] = files.size() / theirSeconds;
          print(
              out,
              "round %d: kit %6.1f, Python %6.1f images/s%n",
              round + 1,
              kit[round],
              python[round]);
        }
      }
      theirs = pipeline.features(files.size(), backbone.defaultLayer().dimension());
    }
    Result result = new Result(Medians.of(kit), Medians.of(python), difference(features, theirs));
    print(
        out,
        "%nmedian:  kit %6.1f, Python %6.1f images/s, ratio %.2f; features differ by %.1e%n",
        result.kit(),
        result.python(),
        result.ratio(),
        result.difference());
    if (!(result.difference() <= TOLERANCE)) {
      throw new UserError(
          "the kit and Python disagree about the features by "
              + result.difference()
              + "; the times can't be compared");
    }
    return result;
  }

  private static List<Path> unpack(Path zip, Path work) throws IOException {
    List<Path> files = new ArrayList<>();
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        if (e.getName().toLowerCase(Locale.ROOT).endsWith(".bmp")) {
          Path file = work.resolve(files.size() + ".bmp");
          Files.copy(entries, file);
          files.add(file);
        }
      }
    }
    if (files.isEmpty()) {
      throw new UserError(zip + " has no BMP files; name a zip of cells");
    }
    return files;
  }

  private static List<Path> repeated(List<Path> files, Options options) {
    List<Path> all = new ArrayList<>();
    for (int i = 0; i < options.images(); i++) {
      all.add(files.get(i % files.size()));
    }
    return all;
  }

  private static double difference(float[][] a, float[][] b) {
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        worst = Math.max(worst, Math.abs(a[i][j] - b[i][j]));
        largest = Math.max(largest, Math.abs(b[i][j]));
      }
    }
    return worst / largest;
  }

  /** Rows of little-endian floats. */
  static float[][] readRows(Path file, int rows, int columns) throws IOException {
    FloatBuffer floats =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    if (floats.remaining() != (long) rows * columns) {
      throw new UserError(
          "Python wrote " + floats.remaining() + " numbers instead of " + rows + "x" + columns);
    }
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      floats.get(row);
    }
    return values;
  }

  private static void print(PrintStream out, String format, Object... args) {
    out.print(String.format(Locale.ROOT, format, args));
    out.flush();
  }
}
