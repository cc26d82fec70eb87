package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.metric.ConfusionMatrix;

/**
 * Finds every confusion matrix over given class counts that gives printed values.
 *
 * <p>All (P+1)(N+1) matrices are covered, few are looked at: every score rises with TN at a fixed
 * TP, so the TN that give one printed value are a run whose ends bisection finds, and the runs of
 * several values are intersected. Nothing is decided by floating point near an end.
 */
public final class MatrixSearch {
  /** How many matrices are kept as examples. */
  public static final int EXAMPLES = 24;

  private final int positives;
  private final int negatives;
  private final List<PrintedValue.Bounds> bounds;
  private final boolean needsChecks;

  private MatrixSearch(TestSet set, List<PrintedValue> values, Way way) {
    positives = set.positives();
    negatives = set.negatives();
    bounds = values.stream().map(v -> new PrintedValue.Bounds(v, way)).toList();
    needsChecks = bounds.stream().anyMatch(b -> !b.isInterval());
  }

  /**
   * Finds them.
   *
   * @param set the class counts
   * @param values the printed values, all of which must fit
   * @param way how they may have been made
   * @return how many there are, and the first of them
   */
  public static Matches find(TestSet set, List<PrintedValue> values, Way way) {
    return new MatrixSearch(set, values, way).run();
  }

  private Matches run() {
    long count = 0;
    List<ConfusionMatrix> examples = new ArrayList<>();
    int first = firstTp();
    int last = lastTp();
    for (int tp = first; tp <= last; tp++) {
      int low = 0;
      int high = negatives;
      for (int b = 0; b < bounds.size() && low <= high; b++) {
        low = firstTn(bounds.get(b), tp, low, high);
        high = lastTn(bounds.get(b), tp, low, high);
      }
      if (low > high) {
        continue;
      }
      if (!needsChecks) {
        count += high - low + 1L;
        for (int tn = low; tn <= high && examples.size() < EXAMPLES; tn++) {
          examples.add(matrix(tp, tn));
        }
        continue;
      }
      for (int tn = low; tn <= high; tn++) {
        ConfusionMatrix m = matrix(tp, tn);
        if (all(m)) {
          count++;
          if (examples.size() < EXAMPLES) {
            examples.add(m);
          }
        }
      }
    }
    return new Matches(count, examples);
  }

  private boolean all(ConfusionMatrix m) {
    for (PrintedValue.Bounds b : bounds) {
      if (!b.contains(m)) {
        return false;
      }
    }
    return true;
  }

  /** The smallest TP with which some TN reaches every lower end. */
  private int firstTp() {
    int low = 0;
    int high = positives + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      ConfusionMatrix best = matrix(middle, negatives);
      if (bounds.stream().allMatch(b -> b.atLeastLow(best))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The largest TP with which some TN stays below every upper end. */
  private int lastTp() {
    int low = -1;
    int high = positives;
    while (low < high) {
      int middle = (low + high + 1) >> 1;
      ConfusionMatrix worst = matrix(middle, 0);
      if (bounds.stream().allMatch(b -> b.atMostHigh(worst))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int firstTn(PrintedValue.Bounds b, int tp, int from, int to) {
    int low = from;
    int high = to + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (b.atLeastLow(matrix(tp, middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int lastTn(PrintedValue.Bounds b, int tp, int from, int to) {
    int low = from - 1;
    int high = to;
    while (low < high) {
      int middle = (low + high + 1) >> 1;
      if (b.atMostHigh(matrix(tp, middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private ConfusionMatrix matrix(int tp, int tn) {
    return new ConfusionMatrix(tp, positives - tp, negatives - tn, tn);
  }
}
