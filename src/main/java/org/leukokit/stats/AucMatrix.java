package org.leukokit.stats;

/**
 * The area under the ROC curve with ties counted one half, for few groups: the pairs won between
 * any two groups are counted once, and a draw adds up groups × groups numbers. Twice the number of
 * pairs is counted, so that everything is a whole number.
 */
final class AucMatrix implements Statistic {
  private final int groups;
  private final long[] positives;
  private final long[] negatives;

  /** Twice the pairs that positive cells of the first group win against negatives of the second. */
  private final long[][] won;

  AucMatrix(SortedCells cells, int groups) {
    this.groups = groups;
    positives = new long[groups];
    negatives = new long[groups];
    won = new long[groups][groups];
    int[] blocks = cells.blocks();
    for (int b = 0; b + 1 < blocks.length; b++) {
      // A tied negative adds one half before its block and one half after it.
      addWon(cells, blocks[b], blocks[b + 1]);
      for (int i = blocks[b]; i < blocks[b + 1]; i++) {
        (cells.positive()[i] ? positives : negatives)[cells.group()[i]]++;
      }
      addWon(cells, blocks[b], blocks[b + 1]);
    }
  }

  private void addWon(SortedCells cells, int from, int to) {
    for (int i = from; i < to; i++) {
      if (cells.positive()[i]) {
        long[] row = won[cells.group()[i]];
        for (int h = 0; h < groups; h++) {
          row[h] += negatives[h];
        }
      }
    }
  }

  @Override
  public double evaluate(int[] weights, double[] leaveOneOut) {
    long allPositives = 0;
    long allNegatives = 0;
    for (int g = 0; g < groups; g++) {
      allPositives += weights[g] * positives[g];
      allNegatives += weights[g] * negatives[g];
    }
    long[] asPositive = new long[groups];
    long[] asNegative = new long[groups];
    long all = 0;
    for (int g = 0; g < groups; g++) {
      if (positives[g] == 0 || weights[g] == 0) {
        continue;
      }
      long sum = 0;
      for (int h = 0; h < groups; h++) {
        sum += weights[h] * won[g][h];
        asNegative[h] += weights[g] * won[g][h];
      }
      asPositive[g] = sum;
      all += weights[g] * sum;
    }
    if (leaveOneOut != null) {
      for (int g = 0; g < groups; g++) {
        if (weights[g] > 0) {
          long rest = all - asPositive[g] - asNegative[g] + won[g][g];
          leaveOneOut[g] =
              AucSweep.area(rest, allPositives - positives[g], allNegatives - negatives[g]);
        }
      }
    }
    return AucSweep.area(all, allPositives, allNegatives);
  }
}
