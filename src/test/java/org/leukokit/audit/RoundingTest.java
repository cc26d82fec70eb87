package org.leukokit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leukokit.metric.ConfusionMatrix;

class RoundingTest {
  @Test
  void exactHalvesPassUpAndDown() {
    // 1/8 = 0.125: halves up and halves away print 0.13, halves to even 0.12.
    ConfusionMatrix m = new ConfusionMatrix(1, 7, 4, 4);
    assertTrue(sensitivity("0.12", false).fits(m, Way.NEAREST));
    assertTrue(sensitivity("0.13", false).fits(m, Way.NEAREST));
    assertTrue(sensitivity("12.5", true).fits(m, Way.NEAREST));
    assertFalse(sensitivity("0.124", false).fits(m, Way.NEAREST));
    assertFalse(sensitivity("0.11", false).fits(m, Way.NEAREST));
    assertFalse(sensitivity("0.14", false).fits(m, Way.NEAREST));
  }

  @Test
  void aHairBeyondAHalfDoesNotPass() {
    // 125001/1000000 is 1e-6 above the half, and 1e-6 decides.
    ConfusionMatrix above = new ConfusionMatrix(125_001, 874_999, 1, 1);
    ConfusionMatrix below = new ConfusionMatrix(124_999, 875_001, 1, 1);
    assertFalse(sensitivity("0.12", false).fits(above, Way.NEAREST));
    assertTrue(sensitivity("0.13", false).fits(above, Way.NEAREST));
    assertTrue(sensitivity("0.12", false).fits(below, Way.NEAREST));
    assertFalse(sensitivity("0.13", false).fits(below, Way.NEAREST));
  }

  @Test
  void truncationIncludesItsLowerEndOnly() {
    ConfusionMatrix quarter = new ConfusionMatrix(1, 3, 1, 1);
    assertTrue(sensitivity("0.2", false).fits(quarter, Way.TRUNCATED));
    assertTrue(sensitivity("0.25", false).fits(quarter, Way.TRUNCATED));
    assertFalse(sensitivity("0.24", false).fits(quarter, Way.TRUNCATED));
    ConfusionMatrix two = new ConfusionMatrix(2, 1, 1, 1);
    assertTrue(sensitivity("0.66", false).fits(two, Way.TRUNCATED));
    assertFalse(sensitivity("0.67", false).fits(two, Way.TRUNCATED));
  }

  @Test
  void decimalsPrintedDefineTheRounding() {
    TestSet set = TestSet.stated(100, 100);
    assertEquals(1, count(set, "0.500", "0.500"));
    assertEquals(1, count(set, "0.50", "0.50"));
    assertEquals(121, count(set, "0.5", "0.5"), "45 to 55 of each, both ends included");
  }

  @Test
  void undefinedCountsAsNought() {
    ConfusionMatrix nothingCalled = new ConfusionMatrix(0, 5, 0, 7);
    assertTrue(new PrintedValue(Score.PRECISION, "0.00", false).fits(nothingCalled, Way.NEAREST));
    assertFalse(new PrintedValue(Score.PRECISION, "0.01", false).fits(nothingCalled, Way.NEAREST));
  }

  /** What the search builds on; all matrices of small sets, exactly. */
  @ParameterizedTest
  @EnumSource(Score.class)
  void scoresNeverFallWithARightCellMore(Score score) {
    for (int p = 1; p <= 9; p++) {
      for (int n = 1; n <= 40; n += n < 5 ? 1 : 7) {
        for (int tp = 0; tp <= p; tp++) {
          for (int tn = 0; tn <= n; tn++) {
            Ratio here = score.of(new ConfusionMatrix(tp, p - tp, n - tn, tn));
            if (tn < n) {
              assertRises(
                  here, score.of(new ConfusionMatrix(tp, p - tp, n - tn - 1, tn + 1)), score);
            }
            if (tp < p) {
              assertRises(
                  here, score.of(new ConfusionMatrix(tp + 1, p - tp - 1, n - tn, tn)), score);
            }
          }
        }
      }
    }
  }

  private static void assertRises(Ratio a, Ratio b, Score score) {
    long left = a.denominator() == 0 ? 0 : a.numerator() * Math.max(1, b.denominator());
    long right = b.denominator() == 0 ? 0 : b.numerator() * Math.max(1, a.denominator());
    assertTrue(left <= right, score + ": " + a + " then " + b);
  }

  @Test
  void numbersInPlainDigitsOnly() {
    for (String bad : List.of("", "abc", "1e3", "92,4", "NaN", "1.2.3", "0.123456789", "+1", "∞")) {
      assertFalse(PrintedValue.isNumber(bad), bad);
      assertThrows(
          IllegalArgumentException.class, () -> new PrintedValue(Score.F1, bad, true), bad);
    }
    assertEquals("86.35177019", sensitivity("86.35177019", true).text());
    assertEquals(10, sensitivity("86.35177019", true).places());
  }

  private static long count(TestSet set, String sensitivity, String specificity) {
    return MatrixSearch.find(
            set,
            List.of(
                sensitivity(sensitivity, false),
                new PrintedValue(Score.SPECIFICITY, specificity, false)),
            Way.NEAREST)
        .count();
  }

  private static PrintedValue sensitivity(String text, boolean percent) {
    return new PrintedValue(Score.SENSITIVITY, text, percent);
  }
}
