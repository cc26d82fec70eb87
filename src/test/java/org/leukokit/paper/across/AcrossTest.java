package org.leukokit.paper.across;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Protocol;
import org.leukokit.study.Scale;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;

/** What the comparison runs. */
class AcrossTest {
  private static StudyOptions options(Scale scale) {
    return new StudyOptions(
        scale,
        Optional.of(new StudyOptions.Features("alexnet", "fc7", 64)),
        List.of(Protocol.values()),
        10,
        1,
        1,
        Set.of(),
        Set.of());
  }

  /** Every training of a network that any study of the kit declares. */
  private static List<TrainSpec> trainings(Scale scale) {
    List<NetworkStudySpec> studies = new ArrayList<>();
    AcrossPlan plan = Across.plan(options(scale));
    studies.addAll(plan.networks());
    studies.addAll(plan.networksAgain());
    for (Paper paper : Paper.all()) {
      paper.plan(options(scale)).networks().ifPresent(studies::add);
    }
    return studies.stream()
        .flatMap(s -> s.methods().stream())
        .map(NetworkMethod::training)
        .toList();
  }

  /** Where the last weights are tested, they are taken at the lowest rate, not at a peak. */
  @Test
  void everyCyclicTrainingEndsAtTheLowestRate() {
    for (Scale scale : Scale.values()) {
      int cyclic = 0;
      for (TrainSpec training : trainings(scale)) {
        if (training.schedule() instanceof Schedule.Cyclic c) {
          int steps = 100;
          long end = (long) training.epochs() * steps;
          assertEquals(c.min(), c.rate(end, steps), 1e-12);
          double last = c.rate(end - 1, steps);
          assertTrue(last < c.min() + 0.05 * (c.max() - c.min()), scale + ": " + last);
          cyclic++;
        }
      }
      // Five networks and the cheapest again, and those of the third paper itself.
      assertTrue(cyclic >= 5 + 4 + 11, scale + ": " + cyclic);
    }
  }

  /** Shorter than its own paper's study, it goes through the same two cycles. */
  @Test
  void whatIsShortenedKeepsItsShape() {
    for (NetworkStudySpec study : Across.plan(options(Scale.SMOKE)).networks()) {
      TrainSpec training = study.methods().get(0).training();
      assertTrue(training.epochs() <= Across.SMOKE_EPOCHS);
      if (training.schedule() instanceof Schedule.Cyclic c) {
        assertEquals(training.epochs() / 4.0, c.halfCycle());
      } else if (training.schedule() instanceof Schedule.Exponential e) {
        assertEquals(training.epochs(), e.epochs());
      }
    }
  }
}
