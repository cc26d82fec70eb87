package org.leukokit.net.weights;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The part of a file of PyTorch's that holds values, by the keys that its pickle names. */
interface TorchStorages extends AutoCloseable {
  /** The bytes of a storage; -1 if the file has none of this key. */
  long bytes(String key);

  /**
   * Some bytes of a storage, little-endian.
   *
   * @param key one that the file has
   * @param from the first byte
   * @param count how many
   */
  ByteBuffer read(String key, long from, int count) throws IOException;

  @Override
  void close() throws IOException;
}
