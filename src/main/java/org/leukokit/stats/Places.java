package org.leukokit.stats;

/** Where values stand among sorted ones. */
final class Places {
  private Places() {}

  /** How many of the sorted values are less than the given one. */
  static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
