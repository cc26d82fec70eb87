package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;

class BalancedTestTest {
  private static Prediction row(int i, boolean positive, boolean right) {
    return new Prediction(
        "c" + i, Prediction.ORIGINAL, "s", "g" + i % 9, "f", positive, positive == right ? 1 : 0);
  }

  /** 678 of 727 malignant and 308 of 339 healthy cells right. */
  private static List<Prediction> rows() {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < 727; i++) {
      rows.add(row(i, true, i < 678));
    }
    for (int i = 727; i < 1066; i++) {
      rows.add(row(i, false, i < 727 + 308));
    }
    return rows;
  }

  private static List<String> ids(Predictions predictions) {
    return predictions.rows().stream().map(Prediction::cell).toList();
  }

  @Test
  void theLargerClassIsDroppedToTheSmaller() {
    Predictions all = new Predictions(rows());
    Predictions balanced = BalancedTest.of(all, 1, 0);
    assertEquals(339, balanced.rows().stream().filter(Prediction::positive).count());
    assertEquals(339, balanced.rows().stream().filter(p -> !p.positive()).count());
    assertEquals(
        RunNumbers.value(Metric.SPECIFICITY, all), RunNumbers.value(Metric.SPECIFICITY, balanced));
    assertEquals(ids(balanced), ids(BalancedTest.of(all, 1, 0)));
    assertNotEquals(ids(balanced), ids(BalancedTest.of(all, 2, 0)));
    assertNotEquals(ids(balanced), ids(BalancedTest.of(all, 1, 1)));
  }

  @Test
  void neitherTheOrderNorWhatWasSaidMatters() {
    List<Prediction> other = new ArrayList<>();
    for (Prediction p : rows()) {
      other.add(
          new Prediction(
              p.cell(), p.version(), p.subject(), p.group(), p.fold(), p.positive(), 0.3));
    }
    Collections.shuffle(other, new Random(1));
    assertEquals(
        new TreeSet<>(ids(BalancedTest.of(new Predictions(rows()), 1, 0))),
        new TreeSet<>(ids(BalancedTest.of(new Predictions(other), 1, 0))));
  }

  /** Over many draws each malignant cell stays as often: in 339 of 727. */
  @Test
  void theDropIsFair() {
    Predictions all = new Predictions(rows());
    double sum = 0;
    for (int draw = 0; draw < 300; draw++) {
      sum += RunNumbers.value(Metric.SENSITIVITY, BalancedTest.of(all, 7, draw)) / 300;
    }
    // One draw has a standard deviation of 0.010; the mean of 300 one of 0.0006.
    assertEquals(678 / 727.0, sum, 0.003);
  }

  @Test
  void theOtherClassMayBeTheLarger() {
    List<Prediction> some = rows().subList(700, 1066);
    Predictions balanced = BalancedTest.of(new Predictions(some), 1, 0);
    assertEquals(54, balanced.rows().size());
    assertTrue(ids(balanced).containsAll(ids(new Predictions(rows().subList(700, 727)))));
    Predictions even = new Predictions(rows().subList(700, 754));
    assertSame(even, BalancedTest.of(even, 1, 0));
    Predictions one = new Predictions(rows().subList(0, 5));
    assertSame(one, BalancedTest.of(one, 1, 0));
  }
}
