package org.leukokit.paper.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leukokit.audit.Trial;

class MeasuredTrialTest {
  // Once for all tests: each of its 3,000 rows is searched many times.
  private static final Trial trial = Trial.run(MeasuredTrial.ROWS, MeasuredTrial.SEED);

  @Test
  void noTrueRowIsFlagged() {
    assertEquals(0, trial.falseAlarms());
  }

  @Test
  void mostChangedDigitsAreCaught() {
    assertTrue(trial.anyDigit().flagged() > 0.9 * trial.rows(), trial::sentence);
    assertTrue(trial.lastDigit().flagged() > 0.8 * trial.rows(), trial::sentence);
  }

  @Test
  void thePagePrintsWhatWasMeasured() {
    assertEquals(trial, MeasuredTrial.result());
  }
}
