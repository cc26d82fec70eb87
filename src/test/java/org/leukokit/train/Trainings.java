package org.leukokit.train;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.leukokit.net.ConvNet;
import org.leukokit.net.SmallNet;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.RandomWeights;

/** Small trainings for the tests. */
final class Trainings {
  static final Optimiser ADAM = new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS);

  private Trainings() {}

  /** Four epochs of six batches, the last of them smaller; dropout, normalisation, best epoch. */
  static TrainSpec spec() {
    return TrainSpec.of(ADAM, new Schedule.Exponential(1e-2, 1e-3, 4, false), 4, 6)
        .withPenalties(new Penalty.L1L2(1e-4, 1e-4, ParameterGroup.weightsOf("fc")))
        .withClipNorm(1)
        .withSelection(Selection.BEST_VALIDATION_LOSS, 0);
  }

  static TrainTask task(TrainSpec spec, Examples train) {
    return task(spec, train, new Discs(12, 16, 2));
  }

  static TrainTask task(TrainSpec spec, Examples train, Examples validation) {
    ConvNet net = SmallNet.of(2);
    RandomWeights weights = new RandomWeights(net.id(), 1, net.tensorShapes());
    return new TrainTask(net, weights, spec, train, Optional.ofNullable(validation), 7);
  }

  static Fit fit(TrainTask task, CheckpointFolder folder, TrainProgress progress) {
    return new Trainer(TestRuntime.get(), 2).fit(task, Optional.ofNullable(folder), progress);
  }

  static Fit fit(TrainTask task) {
    return fit(task, null, TrainProgress.NONE);
  }

  /** How the values of an example are written. */
  interface Writer {
    void write(Examples rest, int i, int epoch, FloatBuffer out);
  }

  /** The same examples, written in another way. */
  record Written(Examples rest, Writer writer) implements Examples {
    @Override
    public int size() {
      return rest.size();
    }

    @Override
    public int label(int i) {
      return rest.label(i);
    }

    @Override
    public String address(int i) {
      return rest.address(i);
    }

    @Override
    public ai.djl.ndarray.types.Shape shape() {
      return rest.shape();
    }

    @Override
    public void write(int i, int epoch, FloatBuffer out) {
      writer.write(rest, i, epoch, out);
    }
  }

  /** Examples of which one begins with another value. */
  static Examples except(Examples rest, int bad, float value) {
    return new Written(
        rest,
        (own, i, epoch, out) -> {
          own.write(i, epoch, out);
          if (i == bad) {
            out.put(0, value);
          }
        });
  }
}
