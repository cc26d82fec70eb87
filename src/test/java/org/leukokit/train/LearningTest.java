package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.image.Resize;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.SmallNet;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.RandomWeights;

/** On phantom cells a small network learns what there is to learn, and nothing of noise. */
class LearningTest {
  private static final int SIDE = 64;
  private static final PhantomCells PHANTOM =
      new PhantomCells(new PhantomSpec(3, 10, 100, 2, 0.5, 0, 96));

  /** Cells decoded once. */
  private record Prepared(List<Cell> cells, float[][] pixels, boolean shuffled)
      implements Examples {
    static Prepared of(List<Cell> cells) {
      float[][] pixels = new float[cells.size()][3 * SIDE * SIDE];
      for (int i = 0; i < pixels.length; i++) {
        Preprocessing.keras()
            .write(
                Resize.bilinear(PHANTOM.read(cells.get(i)), SIDE, SIDE),
                FloatBuffer.wrap(pixels[i]));
      }
      return new Prepared(cells, pixels, false);
    }

    Prepared shuffledLabels() {
      return new Prepared(cells, pixels, true);
    }

    int trueLabel(int i) {
      return cells.get(i).label() == Label.LEUKEMIC ? 1 : 0;
    }

    @Override
    public int size() {
      return cells.size();
    }

    @Override
    public int label(int i) {
      return shuffled ? RandomStream.at(5, "labels", address(i)).nextInt(2) : trueLabel(i);
    }

    @Override
    public String address(int i) {
      return cells.get(i).id();
    }

    @Override
    public Shape shape() {
      return new Shape(3, SIDE, SIDE);
    }

    @Override
    public void write(int i, int epoch, FloatBuffer out) {
      out.put(pixels[i]);
    }
  }

  @Test
  void learnsPhantomCellsAndNotShuffledLabels() {
    Prepared train = Prepared.of(ofParity(0));
    Prepared test = Prepared.of(ofParity(1));
    double real = balancedAccuracy(train, test);
    double shuffled = balancedAccuracy(train.shuffledLabels(), test);
    assertTrue(real > 0.7, "balanced accuracy " + real);
    assertTrue(shuffled > 0.3 && shuffled < 0.7, "with shuffled labels " + shuffled);
  }

  /** Half of the subjects. */
  private static List<Cell> ofParity(int parity) {
    List<String> subjects = PHANTOM.cells().stream().map(Cell::subject).distinct().toList();
    return PHANTOM.cells().stream()
        .filter(c -> subjects.indexOf(c.subject()) % 2 == parity)
        .toList();
  }

  private static double balancedAccuracy(Prepared train, Prepared test) {
    ConvNet net = SmallNet.of(2);
    TrainSpec spec =
        TrainSpec.of(Trainings.ADAM, new Schedule.Exponential(1e-2, 1e-3, 30, false), 30, 12);
    TrainTask task =
        new TrainTask(
            net, new RandomWeights("s", 1, net.tensorShapes()), spec, train, Optional.empty(), 1);
    try (Fit fit = new Trainer(TestRuntime.get(), 2).fit(task, Optional.empty(), s -> {})) {
      double[][] p = fit.network().probabilities(test);
      int[] right = new int[2];
      int[] all = new int[2];
      for (int i = 0; i < p.length; i++) {
        int label = test.trueLabel(i);
        all[label]++;
        right[label] += (p[i][1] > 0.5 ? 1 : 0) == label ? 1 : 0;
      }
      return ((double) right[0] / all[0] + (double) right[1] / all[1]) / 2;
    }
  }
}
