package org.leukokit.paper.across;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The differences that stand in the papers' text or follow from its digits. */
class ClaimedGainTest {
  @Test
  void areThoseOfThePrintedDigits() {
    assertEquals("4", ClaimedGain.FINE_TUNED.text().replaceFirst("\\.0$", ""));
    assertEquals("not available", ClaimedGain.FINE_TUNED_SVM.text());
    assertEquals("0.89", ClaimedGain.VGG19.text());
    assertEquals("2.07", ClaimedGain.XCEPTION.text());
    // Section 3 of mondal2021: 1.1 points above the second-best single network.
    assertEquals("1.1", ClaimedGain.SINGLE.text());
    assertEquals("2.9", ClaimedGain.ENSEMBLE.text());
    assertEquals("0.2", ClaimedGain.WEIGHTS.text());
    assertEquals("1.1", ClaimedGain.CROP.text());
    assertEquals("6.5", ClaimedGain.CROP_VGG.text());
  }

  @Test
  void differencesAreBetweenEveryTwo() {
    assertArrayEquals(
        new double[] {10, 30, 20}, VariationExhibits.differences(List.of(0.5, 0.6, 0.8)), 1e-9);
  }
}
