package org.leukokit.feature;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;

/**
 * Rows of features on disk, found by key.
 *
 * <p>A folder for each origin (weights, layer, input, engine), in it a file for each batch, written
 * whole or not at all: a kill loses at most the batch under way, and several processes may write at
 * once. Each row carries a checksum; a damaged row is as good as none and is computed again. Not
 * safe for use by several threads at once.
 *
 * <p>A file: the text {@code LKF1}, row count and dimension (32 bits each, big-endian as all
 * numbers), then for each row its key (32 bytes), the CRC-32C of key and values, and the values.
 */
final class FeatureCache {
  private static final int MAGIC = 0x4c4b4631;
  private static final int HEADER = 12;
  private static final int KEY = 32;
  private static final int MAX_ROWS = 1 << 16;

  private record Place(Path file, long offset) {}

  private final Path folder;
  private final int dimension;
  private final Map<ByteBuffer, List<Place>> places = new HashMap<>();

  /**
   * Opens the cache of one origin; nothing is written yet.
   *
   * @param root folder of all caches
   * @param origin a text that says everything that the values depend on besides content and
   *     transform
   * @param dimension features a row
   */
  FeatureCache(Path root, String origin, int dimension) {
    this.folder = root.resolve(Hashing.sha256Hex(origin).substring(0, 32));
    this.dimension = dimension;
    index();
  }

  /** The key of an image. */
  static byte[] key(FeatureRequest request) {
    return Hashing.sha256(
        (request.sha256() + "\n" + request.transform()).getBytes(StandardCharsets.UTF_8));
  }

  private int rowBytes() {
    return KEY + 4 + 4 * dimension;
  }

  private void index() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.rows")) {
      found.forEach(files::add);
    } catch (IOException e) {
      return; // A cache that can't be read is an empty one.
    }
    files.sort(null);
    for (Path file : files) {
      try {
        index(file);
      } catch (IOException e) {
        // A file that can't be read holds nothing.
      }
    }
  }

  private void index(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      if (!fill(channel, header, 0) || header.getInt() != MAGIC) {
        return;
      }
      int rows = header.getInt();
      if (rows < 1
          || rows > MAX_ROWS
          || header.getInt() != dimension
          || channel.size() != HEADER + (long) rows * rowBytes()) {
        return;
      }
      for (int row = 0; row < rows; row++) {
        long offset = HEADER + (long) row * rowBytes();
        ByteBuffer key = ByteBuffer.allocate(KEY);
        if (fill(channel, key, offset)) {
          remember(key, new Place(file, offset));
        }
      }
    }
  }

  private static boolean fill(FileChannel channel, ByteBuffer buffer, long offset)
      throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, at);
      if (n < 0) {
        return false;
      }
      at += n;
    }
    buffer.flip();
    return true;
  }

  /**
   * A row.
   *
   * @param key from {@link #key}
   * @return the features, or null if there are none or they are damaged
   */
  float[] get(byte[] key) {
    for (Place place : places.getOrDefault(ByteBuffer.wrap(key), List.of())) {
      float[] values = read(key, place);
      if (values != null) {
        return values;
      }
    }
    return null;
  }

  private float[] read(byte[] key, Place place) {
    ByteBuffer row = ByteBuffer.allocate(rowBytes());
    try (FileChannel channel = FileChannel.open(place.file(), StandardOpenOption.READ)) {
      if (!fill(channel, row, place.offset())) {
        return null;
      }
    } catch (IOException e) {
      return null;
    }
    if (row.getInt(KEY) != checksum(key, row.array(), KEY + 4)) {
      return null;
    }
    float[] values = new float[dimension];
    row.position(KEY + 4);
    row.asFloatBuffer().get(values);
    return values;
  }

  // A damaged row and the one computed in its stead have the same key: both are kept.
  private void remember(ByteBuffer key, Place place) {
    places.computeIfAbsent(key, k -> new ArrayList<>(1)).add(place);
  }

  private static int checksum(byte[] key, byte[] row, int from) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(row, from, row.length - from);
    return (int) crc.getValue();
  }

  /**
   * Keeps rows.
   *
   * @param keys a key a row
   * @param rows the features
   * @throws org.leukokit.base.UserError if the folder can't be written
   */
  void put(List<byte[]> keys, List<float[]> rows) {
    var digest = Hashing.newSha256();
    keys.forEach(digest::update);
    Path file = folder.resolve(Hashing.hex(digest.digest()).substring(0, 32) + ".rows");
    AtomicFiles.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeInt(MAGIC);
          data.writeInt(rows.size());
          data.writeInt(dimension);
          for (int i = 0; i < rows.size(); i++) {
            ByteBuffer values = ByteBuffer.allocate(4 * dimension);
            values.asFloatBuffer().put(rows.get(i));
            data.write(keys.get(i));
            data.writeInt(checksum(keys.get(i), values.array(), 0));
            data.write(values.array());
          }
          data.flush();
        });
    for (int i = 0; i < keys.size(); i++) {
      remember(
          ByteBuffer.wrap(keys.get(i).clone()), new Place(file, HEADER + (long) i * rowBytes()));
    }
  }
}
