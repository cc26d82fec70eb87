package org.leukokit.paper.across;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.metric.Metric;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;

class VerdictTest {
  private static PairedDifference measured(double low, double high) {
    return new PairedDifference(
        Metric.ACCURACY,
        (low + high) / 2,
        (high - low) / 4,
        1e6,
        Interval.of(low, high, 0.95, "test"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 0.05, 0.03, same direction here",
    "0.01, 0.05, NaN, same direction here",
    "0.01, 0.05, 0.06, 'same direction here, smaller than claimed'",
    "0.02, 0.05, 0.01, 'same direction here, larger than claimed'",
    "-0.05, -0.01, 0.03, other direction here",
    "-0.05, 0.05, 0.03, undecided: neither shown nor ruled out",
    "-0.05, 0.05, NaN, undecided: neither shown nor ruled out",
    "-0.05, 0.02, 0.03, a gain as large as the claimed one is ruled out here",
    "0, 0.05, 0.03, undecided: neither shown nor ruled out",
  })
  void followsFromIntervalAndClaim(double low, double high, double claimed, String verdict) {
    assertEquals(verdict, Verdict.of(measured(low, high), claimed, 20).text());
  }

  @Test
  void withoutAnIntervalThereIsNoVerdictButAReason() {
    PairedDifference none =
        new PairedDifference(
            Metric.ACCURACY,
            0.1,
            Double.NaN,
            Double.NaN,
            Interval.undefined(0.95, "test", "too few groups"));
    Verdict verdict = Verdict.of(none, 0.03, 20);
    assertEquals("no verdict: too few groups", verdict.text());
    assertTrue(Double.isNaN(verdict.groups()));
    assertEquals("no interval: too few groups", Verdict.direction(none));
  }

  /** Half the claimed difference needs four times the groups. */
  @Test
  void groupsNeededGoWithTheSquareOfWhatCanBeDetected() {
    PairedDifference d = measured(-0.04, 0.04); // standard error 0.02
    // (1.959964 + 0.841621) x 0.02 = 0.0560317 can be found with the groups that are there.
    assertEquals(20, Verdict.of(d, 0.0560318, 20).groups());
    assertEquals(80, Verdict.of(d, 0.0560318 / 2, 20).groups());
    assertTrue(Double.isNaN(Verdict.of(d, Double.NaN, 20).groups()));
  }

  @Test
  void aPerfectScoreIsBoundedByTheNumberOfGroups() {
    // 0.05^(1/20) = 0.8609; log(0.05)/log(0.99) = 298.07.
    Verdict reached = Verdict.ofPerfect(100, 100, 20);
    assertEquals(
        "reached here; 20 groups without an error bound the rate from below at 86.1 %",
        reached.text());
    assertEquals(299, reached.groups());
    assertEquals("not reached here: 99 of 100 cells right", Verdict.ofPerfect(99, 100, 20).text());
  }
}
