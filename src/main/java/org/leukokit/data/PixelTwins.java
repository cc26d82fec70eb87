package org.leukokit.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterReader;

/**
 * Which files are one picture in other bytes: a PNG of a bitmap, a bitmap behind another header, a
 * WebP without loss. Pictures are one if sides and all pixels are equal as {@link RasterReader}
 * reads them. What was decoded once is remembered in the kit's folder, by the file's hash.
 */
final class PixelTwins {
  /** Another number where the reader comes to give other pixels of a file. */
  private static final String FOLDER = "rasters/pixel-hashes-1";

  private static final RecordShelf.Format FORMAT =
      new RecordShelf.Format(".pixels", 0x4c4b5031, List.of(), 32);

  private PixelTwins() {}

  /**
   * Finds them.
   *
   * @param files one of each content, by its SHA-256
   * @param home the kit's folder; where it can't be written, nothing is remembered
   * @param progress hears of every file decoded
   * @return for each file that has a twin, the first SHA-256 of those of its picture. What can't be
   *     read has none; that is told by whoever needs its pixels
   */
  static Map<String, String> among(Map<String, TroveItem> files, Path home, Progress progress) {
    if (files.size() < 2) {
      return Map.of();
    }
    RecordShelf shelf = new RecordShelf(home.resolve(FOLDER), FORMAT);
    Map<String, byte[]> known = new ConcurrentHashMap<>();
    Map<ByteBuffer, byte[]> made = new ConcurrentHashMap<>();
    try (Progress.Task task = progress.start("comparing images", files.size())) {
      files.entrySet().parallelStream()
          .forEach(
              file -> {
                ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(file.getKey()));
                byte[] hash = shelf.find(key);
                if (hash == null) {
                  hash = hash(file.getValue());
                  if (hash.length > 0) {
                    made.put(key, hash);
                  }
                }
                if (hash.length > 0) {
                  known.put(file.getKey(), hash);
                }
                task.step();
              });
    }
    keep(shelf, made);
    Map<ByteBuffer, String> first = new HashMap<>();
    Map<String, String> twins = new HashMap<>();
    new TreeMap<>(known)
        .forEach(
            (file, hash) -> {
              String before = first.putIfAbsent(ByteBuffer.wrap(hash), file);
              if (before != null) {
                twins.put(before, before);
                twins.put(file, before);
              }
            });
    return twins;
  }

  private static byte[] hash(TroveItem item) {
    try {
      byte[] bytes = item.read(FolderCells.MAX_IMAGE_BYTES);
      Raster raster = RasterReader.decode(bytes, item.described());
      MessageDigest digest = Hashing.newSha256();
      digest.update(ByteBuffer.allocate(8).putInt(raster.width()).putInt(raster.height()).array());
      return digest.digest(raster.rgb());
    } catch (UserError e) {
      return new byte[0];
    }
  }

  private static void keep(RecordShelf shelf, Map<ByteBuffer, byte[]> made) {
    if (made.isEmpty()) {
      return;
    }
    try {
      shelf.put(made);
    } catch (UserError e) {
      // Then they are decoded again next time, with the same result.
    }
  }
}
