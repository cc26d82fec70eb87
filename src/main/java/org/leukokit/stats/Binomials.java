package org.leukokit.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.BinomialDistribution;

/** Binomial draws by inversion of a table, which is made once for many draws. */
final class Binomials {
  private Binomials() {}

  /** P(X ≤ k) for k = 0 … n; without trials, or with an undefined probability, X is 0. */
  static double[] cumulative(long n, double probability) {
    if (n == 0) {
      return new double[] {1};
    }
    int trials = Math.toIntExact(n);
    BinomialDistribution binomial = new BinomialDistribution(null, trials, probability);
    double[] table = new double[trials + 1];
    double sum = 0;
    for (int k = 0; k <= trials; k++) {
      sum += binomial.probability(k);
      table[k] = sum;
    }
    return table;
  }

  static int draw(double[] cumulative, RandomGenerator random) {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(found >= 0 ? found + 1 : -found - 1, cumulative.length - 1);
  }
}
