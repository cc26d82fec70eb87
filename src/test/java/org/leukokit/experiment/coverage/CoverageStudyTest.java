package org.leukokit.experiment.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Progress;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.stats.ClusterJackknife;
import org.leukokit.stats.GroupsWorth;

class CoverageStudyTest {
  /** The counts that other places state of these divisions. */
  @Test
  void sizesAreThoseOfTheCollection() {
    List<CoverageStudy.Setting> settings = RealSizes.settings();
    List<List<GroupsWorth>> worth =
        settings.stream()
            .map(CoverageStudy.Setting::sizes)
            .distinct()
            .map(s -> GroupsWorth.of(s.truth(), s.groups()))
            .toList();
    assertEquals(4, worth.size());
    assertEquals(24, worth.get(0).get(0).groups());
    assertEquals(757, worth.get(0).get(0).largest());
    assertEquals(12.8, worth.get(0).get(0).worth(), 0.05);
    assertEquals(7, worth.get(0).get(1).groups());
    assertEquals(5.4, worth.get(0).get(1).worth(), 0.05);
    assertEquals(5828, settings.get(0).sizes().cells());
    assertEquals(6679, settings.get(3).sizes().cells());
    assertEquals(10661, settings.get(6).sizes().cells());
    assertEquals(1867, settings.get(9).sizes().cells());
  }

  /**
   * Where the sizes are those of folds 0 and 1. With 300 rounds the standard error of a coverage of
   * 95 % is 1.3 points; seeds are fixed, so that the outcome is, too.
   */
  @Test
  void intervalsOverGroupsHoldTheirLevelAndIntervalsOverCellsDoNot() {
    CoverageStudy.Setting setting = RealSizes.settings().get(0);
    CoverageStudy.Outcome outcome = new CoverageStudy(300, 1).run(List.of(setting), Progress.NONE);
    for (CoverageStudy.Row row : outcome.rows()) {
      if (row.kind().equals(ClusterJackknife.METHOD)) {
        assertTrue(row.held() >= 0.91 && row.held() <= 0.99, row.metric() + " " + row.held());
        assertEquals(0, row.undefined());
      } else if (row.kind().equals(CoverageStudy.OVER_CELLS)) {
        assertTrue(row.held() < 0.5, row.held() + "");
      }
    }
    for (CoverageStudy.Difference d : outcome.differences()) {
      assertTrue(d.held() >= 0.9, d.metric() + " " + d.second() + " " + d.held());
      if (Math.abs(d.truth()) < 1e-9) {
        assertTrue(d.found() <= 0.09, d.metric() + " " + d.second() + " " + d.found());
      }
      if (d.second().equals("ten points better") && d.metric() == Metric.BALANCED_ACCURACY) {
        assertTrue(d.found() > 0.2, "a test that finds nothing is none: " + d.found());
        assertTrue(d.foundTogether() < d.found(), "all pairs cost something");
      }
    }
  }

  /** Drawn with known spreads from many groups, they are found again. */
  @Test
  void effectsAreFoundAgain() {
    Effects drawn = new Effects(1.5, 0.8, 0.4, 0.5);
    Integer[] many = new Integer[150];
    Arrays.fill(many, 60);
    GroupSizes sizes = new GroupSizes("made", List.of(many), List.of(many));
    double[] scores = new TwoMethods(sizes, drawn, drawn).draw(RandomStream.at(3, "effects"))[0];
    boolean[] truth = sizes.truth();
    String[] groups = sizes.groups();
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(new Prediction("c" + i, "", groups[i], groups[i], "", truth[i], scores[i]));
    }
    Effects found = Effects.of(new Predictions(rows));
    assertEquals(drawn.positiveMean(), found.positiveMean(), 0.2);
    assertEquals(drawn.positiveSpread(), found.positiveSpread(), 0.15);
    assertEquals(drawn.negativeMean(), found.negativeMean(), 0.15);
    assertEquals(drawn.negativeSpread(), found.negativeSpread(), 0.1);
    assertEquals(Metric.SENSITIVITY.of(truth, scores), drawn.truth(Metric.SENSITIVITY, 0.5), 0.05);
    assertEquals(Metric.AUC.of(truth, scores), drawn.truth(Metric.AUC, 0.5), 0.04);
    Effects other = drawn.withRates(0.7, 0.8);
    assertEquals(0.7, other.sensitivity(), 1e-9);
    assertEquals(0.8, other.specificity(), 1e-9);
  }

  @Test
  void refusals() {
    assertThrows(IllegalArgumentException.class, () -> new CoverageStudy(10, 1));
    assertThrows(IllegalArgumentException.class, () -> new Effects(1, -1, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new GroupSizes("none", List.of(), List.of(3)));
  }
}
