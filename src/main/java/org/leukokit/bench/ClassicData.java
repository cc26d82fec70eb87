package org.leukokit.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.leukokit.base.RandomStream;

/**
 * Features made by formula for the benchmark of the classifiers: cells of two classes, five copies
 * of each, as augmentation makes them.
 *
 * <p>A cell has 48 hidden traits, of which the first few depend weakly on its class; a copy blurs
 * them; a feature is a random mixture of the traits with noise of its own. So features are
 * correlated, copies lie close together, and the classes overlap.
 *
 * @param rows one array of features a row, copies of a cell one after another
 * @param positive the class of each row
 * @param folds the fold in which each row is tested, 0 to {@code foldCount} − 1, drawn over rows
 *     within each class, so that copies stand on both sides as in the paper
 */
record ClassicData(float[][] rows, boolean[] positive, int[] folds) {
  private static final int COPIES = 5;
  private static final int TRAITS = 48;
  private static final int TRAITS_OF_CLASS = 4;

  static ClassicData make(int rowCount, int columns, int foldCount, long seed) {
    float[][] mixing = new float[TRAITS][columns];
    for (int t = 0; t < TRAITS; t++) {
      RandomStream random = RandomStream.at(seed, "bench-mixing", t);
      for (int f = 0; f < columns; f++) {
        mixing[t][f] = (float) random.nextGaussian();
      }
    }
    float[][] rows = new float[rowCount][columns];
    boolean[] positive = new boolean[rowCount];
    for (int i = 0; i < rowCount; i++) {
      int cell = i / COPIES;
      positive[i] = cell % 2 == 1;
      fill(rows[i], traits(seed, cell, i, positive[i]), mixing, seed, i);
    }
    return new ClassicData(rows, positive, folds(positive, foldCount, seed));
  }

  private static double[] traits(long seed, int cell, int row, boolean positive) {
    RandomStream ofCell = RandomStream.at(seed, "bench-cell", cell);
    RandomStream ofCopy = RandomStream.at(seed, "bench-copy", row);
    double[] traits = new double[TRAITS];
    for (int t = 0; t < TRAITS; t++) {
      double shift = t < TRAITS_OF_CLASS ? (positive ? 0.5 : -0.5) : 0;
      traits[t] = shift + ofCell.nextGaussian() + 0.5 * ofCopy.nextGaussian();
    }
    return traits;
  }

  private static void fill(float[] values, double[] traits, float[][] mixing, long seed, int row) {
    for (int t = 0; t < TRAITS; t++) {
      float trait = (float) traits[t];
      float[] weights = mixing[t];
      for (int f = 0; f < values.length; f++) {
        values[f] += trait * weights[f];
      }
    }
    RandomStream noise = RandomStream.at(seed, "bench-noise", row);
    for (int f = 0; f < values.length; f++) {
      values[f] += (float) (5 * noise.nextGaussian());
    }
  }

  private static int[] folds(boolean[] positive, int foldCount, long seed) {
    int[] order = new int[positive.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    RandomStream.at(seed, "bench-folds").shuffle(order);
    int[] folds = new int[order.length];
    int[] dealt = new int[2];
    for (int row : order) {
      folds[row] = dealt[positive[row] ? 1 : 0]++ % foldCount;
    }
    return folds;
  }

  int[] rowsOfFold(int fold, boolean tested) {
    int[] result = new int[folds.length];
    int n = 0;
    for (int i = 0; i < folds.length; i++) {
      if ((folds[i] == fold) == tested) {
        result[n++] = i;
      }
    }
    return Arrays.copyOf(result, n);
  }

  /** Writes features.f32 (row by row, little-endian), classes.u8 and folds.u8. */
  void write(Path folder) throws IOException {
    try (var out = Files.newByteChannel(folder.resolve("features.f32"), ClassicBench.NEW_FILE)) {
      ByteBuffer buffer = ByteBuffer.allocate(4 * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] row : rows) {
        buffer.clear();
        buffer.asFloatBuffer().put(row);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
    }
    byte[] classes = new byte[positive.length];
    byte[] tested = new byte[positive.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) (positive[i] ? 1 : 0);
      tested[i] = (byte) folds[i];
    }
    Files.write(folder.resolve("classes.u8"), classes);
    Files.write(folder.resolve("folds.u8"), tested);
  }
}
