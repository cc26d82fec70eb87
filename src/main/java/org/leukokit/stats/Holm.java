package org.leukokit.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's correction for several tests (<em>Scandinavian Journal of Statistics</em> 6, 1979). */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values: below α exactly if the test is significant with all of them taken together
   * at α. NaN stays NaN and is not counted as a test.
   *
   * @param p p-values in [0, 1] or NaN
   * @return adjusted values in the order given
   */
  public static double[] adjust(double... p) {
    List<Integer> order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .toList();
    double[] adjusted = p.clone();
    double largest = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int i = order.get(rank);
      largest = Math.max(largest, Math.min(1, (order.size() - rank) * p[i]));
      adjusted[i] = largest;
    }
    return adjusted;
  }
}
