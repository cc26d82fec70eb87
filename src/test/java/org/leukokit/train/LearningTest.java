package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.net.ConvNet;
import org.leukokit.net.MobileNet;
import org.leukokit.net.TestRuntime;
import org.leukokit.net.weights.RandomWeights;

class LearningTest {
  @Test
  void mobileNetLearnsDiscs() {
    ConvNet net = MobileNet.v1(2);
    TrainSpec spec =
        TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS),
            new Schedule.Constant(1e-3),
            3,
            8);
    TrainTask task =
        new TrainTask(
            net,
            new RandomWeights(net.id(), 1, net.tensorShapes()),
            spec,
            new Discs(96, 64, 1),
            Optional.empty(),
            1);
    try (Fit fit =
        new Trainer(TestRuntime.get(), 2)
            .fit(task, Optional.empty(), s -> System.out.println(s.text()))) {
      System.out.println(fit.history().toCsv());
      System.out.println(fit.network().sha256());
      double last = fit.history().epochs().get(2).accuracy();
      assertTrue(last > 0.8, "accuracy " + last);
    }
  }
}
