package org.leukokit.net.weights;

/**
 * A file of PyTorch's.
 *
 * @param root what its pickle holds
 * @param storages its values
 * @param format how the format differs from today's, for people; empty if it doesn't
 */
record TorchFile(Object root, TorchStorages storages, String format) {
  /** The largest pickle that is read; those of networks have some hundred kilobytes. */
  static final int MAX_PICKLE = 16 << 20;
}
