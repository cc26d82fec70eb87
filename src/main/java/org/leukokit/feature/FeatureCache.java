package org.leukokit.feature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.Hashing;
import org.leukokit.data.RecordShelf;

/**
 * Rows of features on disk, found by key: a folder for each origin (weights, layer, input, engine),
 * in it a file for each batch. A kill loses at most the batch under way, and several processes may
 * write at once; a damaged row is as good as none and is computed again.
 *
 * <p>A file {@code *.rows}: the text {@code LKF1}, row count and dimension, then the records, each
 * with the row's values (32-bit floats, big-endian).
 */
final class FeatureCache {
  private static final int MAGIC = 0x4c4b4631;

  private final RecordShelf records;
  private final int dimension;

  /**
   * Opens the cache of one origin; nothing is written yet.
   *
   * @param root folder of all caches
   * @param origin a text that says everything that the values depend on besides content and
   *     transform
   * @param dimension features a row
   */
  FeatureCache(Path root, String origin, int dimension) {
    this.dimension = dimension;
    records =
        new RecordShelf(
            root.resolve(Hashing.sha256Hex(origin).substring(0, 32)),
            new RecordShelf.Format(".rows", MAGIC, List.of(dimension), 4 * dimension));
  }

  /** The key of an image. */
  static byte[] key(FeatureRequest request) {
    return Hashing.sha256(
        (request.sha256() + "\n" + request.transform()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A row.
   *
   * @param key from {@link #key}
   * @return the features, or null if there are none or they are damaged
   */
  float[] get(byte[] key) {
    byte[] content = records.find(ByteBuffer.wrap(key));
    if (content == null) {
      return null;
    }
    float[] values = new float[dimension];
    ByteBuffer.wrap(content).asFloatBuffer().get(values);
    return values;
  }

  /**
   * Keeps rows.
   *
   * @param keys a key a row
   * @param rows the features
   * @throws org.leukokit.base.UserError if the folder can't be written
   */
  void put(List<byte[]> keys, List<float[]> rows) {
    Map<ByteBuffer, byte[]> contents = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      ByteBuffer values = ByteBuffer.allocate(4 * dimension);
      values.asFloatBuffer().put(rows.get(i));
      contents.put(ByteBuffer.wrap(keys.get(i)), values.array());
    }
    records.put(contents);
  }
}
