package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How many cells of each class a row was measured on.
 *
 * @param name what the set is, such as {@code the stated test set}
 * @param positiveName the class that sensitivity speaks of
 * @param positives its cells, from 1
 * @param negativeName the class that specificity speaks of
 * @param negatives its cells, from 1
 * @param stated whether the source says that the row was measured on it
 */
public record TestSet(
    String name,
    String positiveName,
    int positives,
    String negativeName,
    int negatives,
    boolean stated) {
  /** The most cells of one class: products of three counts must stay below 2^63. */
  public static final int MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException if a class has no cells or more than {@link #MOST}
   */
  public TestSet {
    Objects.requireNonNull(name, "name");
    if (positives < 1 || negatives < 1 || positives > MOST || negatives > MOST) {
      throw new IllegalArgumentException(
          "a class has from 1 to "
              + MOST
              + " cells, not "
              + positives
              + " and "
              + negatives
              + " of "
              + name);
    }
  }

  /** The set that a source states, with the classes called positive and negative. */
  public static TestSet stated(int positives, int negatives) {
    return new TestSet("the stated test set", "positive", positives, "negative", negatives, true);
  }

  /**
   * Sets that a source does not state but that people use: balanced to the smaller class, balanced
   * to the larger one, and the classes the other way round.
   */
  public List<TestSet> usualAlternatives() {
    if (positives == negatives) {
      return List.of();
    }
    int small = Math.min(positives, negatives);
    int large = Math.max(positives, negatives);
    List<TestSet> all = new ArrayList<>();
    all.add(alternative("a test set balanced to the smaller class", small, small));
    all.add(alternative("a test set balanced to the larger class", large, large));
    all.add(
        new TestSet(
            "the stated test set with the classes the other way round",
            negativeName,
            negatives,
            positiveName,
            positives,
            false));
    return all;
  }

  private TestSet alternative(String title, int p, int n) {
    return new TestSet(title, positiveName, p, negativeName, n, false);
  }

  /** All cells. */
  public int total() {
    return positives + negatives;
  }

  /** The counts, such as {@code 727 malignant + 339 healthy}. */
  public String counts() {
    return String.format(
        Locale.ROOT, "%,d %s + %,d %s", positives, positiveName, negatives, negativeName);
  }

  static long power(int places) {
    long power = 1;
    for (int i = 0; i < places; i++) {
      power *= 10;
    }
    return power;
  }
}
