package org.leukokit.stats;

/** The Brier score: a draw adds up squares and cells of its groups. */
final class BrierStatistic implements Statistic {
  private final double[] squares;
  private final long[] cells;

  BrierStatistic(boolean[] truth, double[] score, int[] group, int groups) {
    squares = new double[groups];
    cells = new long[groups];
    for (int i = 0; i < truth.length; i++) {
      double difference = score[i] - (truth[i] ? 1 : 0);
      squares[group[i]] += difference * difference;
      cells[group[i]]++;
    }
  }

  @Override
  public double evaluate(int[] weights, double[] leaveOneOut) {
    double sum = 0;
    long n = 0;
    for (int g = 0; g < weights.length; g++) {
      sum += weights[g] * squares[g];
      n += weights[g] * cells[g];
    }
    if (leaveOneOut != null) {
      for (int g = 0; g < weights.length; g++) {
        leaveOneOut[g] = (sum - squares[g]) / (n - cells[g]);
      }
    }
    return sum / n;
  }
}
