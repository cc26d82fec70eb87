package org.leukokit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leukokit.metric.ConfusionMatrix;

/**
 * Finds every confusion matrix over given class counts that gives printed values.
 *
 * <p>All (P+1)(N+1) matrices are covered, few are looked at: every score rises (or stays) with TN
 * and with TP, so at each TP the TN that give one printed value are a run, and from one TP to the
 * next its ends only move down. That takes a number of steps in the order of P + N for each value.
 * Nothing is decided by floating point near an end.
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
    // With TP the ends of each value's run of TN never rise, so they are followed downwards.
    int[] lows = new int[bounds.size()];
    int[] highs = new int[bounds.size()];
    Arrays.fill(lows, negatives + 1);
    Arrays.fill(highs, negatives);
    int last = lastTp();
    for (int tp = firstTp(); tp <= last; tp++) {
      int low = 0;
      int high = negatives;
      for (int b = 0; b < bounds.size(); b++) {
        PrintedValue.Bounds bound = bounds.get(b);
        while (lows[b] > 0 && bound.atLeastLow(matrix(tp, lows[b] - 1))) {
          lows[b]--;
        }
        while (highs[b] >= 0 && !bound.atMostHigh(matrix(tp, highs[b]))) {
          highs[b]--;
        }
        low = Math.max(low, lows[b]);
        high = Math.min(high, highs[b]);
      }
      count += between(tp, low, high, examples);
    }
    return new Matches(count, examples);
  }

  /** Counts the matrices of one TP, and keeps the first. */
  private long between(int tp, int low, int high, List<ConfusionMatrix> examples) {
    long count = needsChecks ? 0 : Math.max(0, high - low + 1L);
    for (int tn = low; tn <= high && (needsChecks || examples.size() < EXAMPLES); tn++) {
      ConfusionMatrix m = matrix(tp, tn);
      boolean good = !needsChecks || all(m);
      count += needsChecks && good ? 1 : 0;
      if (good && examples.size() < EXAMPLES) {
        examples.add(m);
      }
    }
    return count;
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

  private ConfusionMatrix matrix(int tp, int tn) {
    return new ConfusionMatrix(tp, positives - tp, negatives - tn, tn);
  }
}
