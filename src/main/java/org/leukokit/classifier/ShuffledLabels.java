package org.leukokit.classifier;

import org.leukokit.base.RandomStream;

/** The control that no method may beat: the classes of the training rows permuted. */
final class ShuffledLabels {
  private ShuffledLabels() {}

  /** A permutation of the classes, so that their shares stay; drawn from the address. */
  static boolean[] permute(boolean[] classes, long seed, Object... address) {
    int[] order = permutation(classes.length, seed, address);
    boolean[] shuffled = new boolean[classes.length];
    for (int i = 0; i < order.length; i++) {
      shuffled[i] = classes[order[i]];
    }
    return shuffled;
  }

  static int[] permutation(int n, long seed, Object... address) {
    return RandomStream.at(seed, "shuffled-labels", address).permutation(n);
  }
}
