package org.leukokit.net;

/**
 * The width of a network's layers: every number of channels is divided, so that a test has all of a
 * network's tensors in a small file.
 *
 * @param divisor 1 for the network itself
 */
record Width(int divisor) {
  static final Width FULL = new Width(1);

  /** The channels that stand for so many, at least 1. */
  int of(int channels) {
    return Math.max(1, channels / divisor);
  }
}
