package org.leukokit.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.image.Raster;

/**
 * The rasters of one transform as records on disk.
 *
 * <p>A file {@code *.rasters}: the text {@code LKR1}, count, width and height, then the records,
 * each with {@code 3 · width · height} bytes of pixels. Beside them {@code about.txt} says which
 * transform they are of.
 */
final class RasterShelf {
  private static final int MAGIC = 0x4c4b5231;

  private final RecordShelf records;
  private final RecordShelf.Format format;
  private final String id;
  private final int width;
  private final int height;

  RasterShelf(Path root, String id, int width, int height) {
    this.id = id;
    this.width = width;
    this.height = height;
    format = new RecordShelf.Format(".rasters", MAGIC, List.of(width, height), 3 * width * height);
    String name = Hashing.sha256Hex("leukokit rasters 1\n" + width + "x" + height + "\n" + id);
    records = new RecordShelf(root.resolve(name.substring(0, 32)), format);
  }

  /** The key of a content. */
  static ByteBuffer key(String sha256) {
    return ByteBuffer.wrap(Hashing.sha256(sha256.getBytes(StandardCharsets.UTF_8)));
  }

  /** Bytes of a raster with its key and checksum. */
  int recordBytes() {
    return format.recordBytes();
  }

  boolean has(ByteBuffer key) {
    return records.has(key);
  }

  /** A raster; null if there is none, or none that is sound. */
  Raster find(ByteBuffer key) {
    byte[] pixels = records.find(key);
    return pixels == null ? null : new Raster(width, height, pixels);
  }

  /**
   * Keeps rasters in a file of their own.
   *
   * @throws org.leukokit.base.UserError if the folder can't be written
   */
  void put(Map<ByteBuffer, Raster> rasters) {
    Path about = records.folder().resolve("about.txt");
    if (!Files.exists(about)) {
      AtomicFiles.write(about, id + "\n" + width + "x" + height + "\n");
    }
    Map<ByteBuffer, byte[]> pixels = new LinkedHashMap<>();
    rasters.forEach((key, raster) -> pixels.put(key, raster.rgb()));
    records.put(pixels);
  }
}
