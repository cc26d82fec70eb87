package org.leukokit.classifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;

/** Small made-up data for tests. */
final class Synthetic {
  /** All methods with the paper's parameters, the discriminant with a γ that suits any shape. */
  static final List<ClassifierSpec> ALL =
      List.of(
          ClassifierSpec.tree(),
          ClassifierSpec.discriminant(),
          new ClassifierSpec.Discriminant(0.2),
          ClassifierSpec.svm(Kernel.LINEAR),
          ClassifierSpec.svm(Kernel.GAUSSIAN),
          ClassifierSpec.svm(Kernel.CUBIC),
          ClassifierSpec.nearestNeighbour(),
          new ClassifierSpec.NearestNeighbours(15),
          new ClassifierSpec.Majority());

  private Synthetic() {}

  /** Odd rows are positive; a tenth of the features, and two at least, are shifted for them. */
  static float[][] rows(int n, int p, double shift, long seed) {
    float[][] rows = new float[n][p];
    for (int i = 0; i < n; i++) {
      RandomStream random = RandomStream.at(seed, "test-rows", i);
      double common = random.nextGaussian();
      for (int f = 0; f < p; f++) {
        double signal = i % 2 == 1 && f < Math.max(2, p / 10) ? shift : 0;
        rows[i][f] = (float) (3 + f + 2 * (signal + 0.5 * common + random.nextGaussian()));
      }
    }
    return rows;
  }

  static boolean[] odd(int n) {
    boolean[] odd = new boolean[n];
    for (int i = 0; i < n; i++) {
      odd[i] = i % 2 == 1;
    }
    return odd;
  }

  static int[] rowsWhere(int n, IntPredicate condition) {
    return IntStream.range(0, n).filter(condition).toArray();
  }

  static FoldProblem problem(float[][] rows, boolean[] positive, int fold, int folds, int threads) {
    int n = rows.length;
    return new FoldProblem(
        FeatureMatrix.ofRows(rows),
        positive,
        rowsWhere(n, i -> i / 2 % folds != fold),
        rowsWhere(n, i -> i / 2 % folds == fold),
        Workers.of(threads));
  }

  /** Every fitted value of a classifier, to the bit. */
  static byte[] bytes(FittedClassifier fitted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(fitted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
