package org.leukokit.stats;

import java.util.Arrays;

/**
 * The area under the ROC curve with ties counted one half, for many groups: a draw is one sweep
 * over the sorted cells. The same sweep gives the pairs that each group takes part in, and with
 * them the area without that group. Twice the number of pairs is counted, so that everything is a
 * whole number.
 */
final class AucSweep implements Statistic {
  private final int groups;

  /** Groups of the cells in order of their scores, in blocks of equal score. */
  private final int[] groupOf;

  private final boolean[] positive;

  /** Where each block of equal scores begins; the number of cells at the end. */
  private final int[] blocks;

  private final long[] positives;
  private final long[] negatives;

  /** Twice the pairs within each group, for groups with both classes. */
  private final long[] within;

  private final long[] pairs;

  AucSweep(SortedCells cells, int groups) {
    this.groups = groups;
    groupOf = cells.group();
    positive = cells.positive();
    blocks = cells.blocks();
    positives = new long[groups];
    negatives = new long[groups];
    for (int i = 0; i < groupOf.length; i++) {
      (positive[i] ? positives : negatives)[groupOf[i]]++;
    }
    pairs = new long[groups];
    within = new long[groups];
    long[] negativesBelow = new long[groups];
    for (int b = 0; b + 1 < blocks.length; b++) {
      sweepWithin(blocks[b], blocks[b + 1], negativesBelow);
    }
  }

  private void sweepWithin(int from, int to, long[] negativesBelow) {
    // A tied negative adds one half before its block and one half after it.
    for (int half = 0; half < 2; half++) {
      for (int i = from; i < to; i++) {
        if (positive[i]) {
          within[groupOf[i]] += negativesBelow[groupOf[i]];
        }
      }
      if (half == 0) {
        for (int i = from; i < to; i++) {
          negativesBelow[groupOf[i]] += positive[i] ? 0 : 1;
        }
      }
    }
  }

  @Override
  public double evaluate(int[] weights, double[] leaveOneOut) {
    Arrays.fill(pairs, 0);
    long allPositives = 0;
    long allNegatives = 0;
    for (int g = 0; g < groups; g++) {
      allPositives += weights[g] * positives[g];
      allNegatives += weights[g] * negatives[g];
    }
    long twiceU = 0;
    long below = 0;
    long passed = 0;
    for (int b = 0; b + 1 < blocks.length; b++) {
      long negativesHere = 0;
      long positivesHere = 0;
      for (int i = blocks[b]; i < blocks[b + 1]; i++) {
        if (positive[i]) {
          positivesHere += weights[groupOf[i]];
        } else {
          negativesHere += weights[groupOf[i]];
        }
      }
      long beaten = 2 * below + negativesHere;
      long beating = 2 * (allPositives - passed) - positivesHere;
      twiceU += positivesHere * beaten;
      if (leaveOneOut != null) {
        for (int i = blocks[b]; i < blocks[b + 1]; i++) {
          pairs[groupOf[i]] += positive[i] ? beaten : beating;
        }
      }
      below += negativesHere;
      passed += positivesHere;
    }
    if (leaveOneOut != null) {
      for (int g = 0; g < groups; g++) {
        if (weights[g] > 0) {
          long rest = twiceU - pairs[g] + within[g];
          leaveOneOut[g] = area(rest, allPositives - positives[g], allNegatives - negatives[g]);
        }
      }
    }
    return area(twiceU, allPositives, allNegatives);
  }

  static double area(long twiceU, long positives, long negatives) {
    return positives == 0 || negatives == 0 ? Double.NaN : twiceU / (2.0 * positives * negatives);
  }
}
