package org.leukokit.stats;

import java.util.Arrays;

/**
 * Cells in ascending order of score, in blocks of equal score.
 *
 * @param group the group of each cell, in that order
 * @param positive whether each is positive
 * @param blocks where each block begins, and the number of cells at the end
 */
record SortedCells(int[] group, boolean[] positive, int[] blocks) {
  static SortedCells of(boolean[] truth, double[] score, int[] group) {
    int n = truth.length;
    double[] keys = new double[n];
    for (int i = 0; i < n; i++) {
      keys[i] = score[i] + 0.0; // −0 and 0 are one score
    }
    double[] distinct = Arrays.stream(keys).sorted().distinct().toArray();
    int[] blockOf = new int[n];
    int[] blocks = new int[distinct.length + 1];
    for (int i = 0; i < n; i++) {
      blockOf[i] = Arrays.binarySearch(distinct, keys[i]);
      blocks[blockOf[i] + 1]++;
    }
    Arrays.parallelPrefix(blocks, Integer::sum);
    int[] next = blocks.clone();
    int[] groups = new int[n];
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      int place = next[blockOf[i]]++;
      groups[place] = group[i];
      positive[place] = truth[i];
    }
    return new SortedCells(groups, positive, blocks);
  }
}
