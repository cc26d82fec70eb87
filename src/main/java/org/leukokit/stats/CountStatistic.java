package org.leukokit.stats;

import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;

/** A metric of counts: a draw adds up the confusion matrices of its groups. */
final class CountStatistic implements Statistic {
  private static final int TP = 0;
  private static final int FN = 1;
  private static final int FP = 2;
  private static final int TN = 3;

  private final Metric metric;
  private final long[][] counts;

  CountStatistic(Metric metric, boolean[] truth, double[] score, int[] group, int groups) {
    this.metric = metric;
    counts = new long[groups][4];
    for (int i = 0; i < truth.length; i++) {
      boolean called = score[i] >= Metric.THRESHOLD;
      counts[group[i]][truth[i] ? called ? TP : FN : called ? FP : TN]++;
    }
  }

  @Override
  public double evaluate(int[] weights, double[] leaveOneOut) {
    long tp = 0;
    long fn = 0;
    long fp = 0;
    long tn = 0;
    for (int g = 0; g < weights.length; g++) {
      long[] c = counts[g];
      tp += weights[g] * c[TP];
      fn += weights[g] * c[FN];
      fp += weights[g] * c[FP];
      tn += weights[g] * c[TN];
    }
    if (leaveOneOut != null) {
      for (int g = 0; g < weights.length; g++) {
        if (weights[g] > 0) {
          long[] c = counts[g];
          leaveOneOut[g] =
              metric.of(new ConfusionMatrix(tp - c[TP], fn - c[FN], fp - c[FP], tn - c[TN]));
        }
      }
    }
    return metric.of(new ConfusionMatrix(tp, fn, fp, tn));
  }
}
