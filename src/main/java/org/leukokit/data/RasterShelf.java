package org.leukokit.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.image.Raster;

/**
 * The rasters of one transform: files that are written whole or not at all, and mapped into memory.
 *
 * <p>A file {@code *.rasters}: the text {@code LKR1}, count, width and height (32 bits each,
 * big-endian), then for each raster its key (32 bytes), the CRC-32C of key and pixels, and the
 * pixels ({@code 3 · width · height} bytes). Beside them {@code about.txt} says which transform
 * they are of. A raster is copied out and its checksum verified each time that it is asked for, so
 * that a damaged one is as good as none. Safe for several threads, and for several kits at once: a
 * file's name follows from its keys.
 */
final class RasterShelf {
  private static final int MAGIC = 0x4c4b5231;
  private static final int HEADER = 16;
  static final int KEY = 32;
  private static final int MAX_COUNT = 1 << 20;

  private record Place(RandomAccessFile file, MappedByteBuffer mapped, int offset) {}

  private final Path folder;
  private final String id;
  private final int width;
  private final int height;
  private final Map<ByteBuffer, List<Place>> places = new ConcurrentHashMap<>();

  RasterShelf(Path root, String id, int width, int height) {
    this.id = id;
    this.width = width;
    this.height = height;
    String name = Hashing.sha256Hex("leukokit rasters 1\n" + width + "x" + height + "\n" + id);
    this.folder = root.resolve(name.substring(0, 32));
    index();
  }

  /** The key of a content. */
  static ByteBuffer key(String sha256) {
    return ByteBuffer.wrap(Hashing.sha256(sha256.getBytes(StandardCharsets.UTF_8)));
  }

  int pixelBytes() {
    return 3 * width * height;
  }

  /** Bytes of a raster with its key and checksum. */
  int recordBytes() {
    return KEY + 4 + pixelBytes();
  }

  Path folder() {
    return folder;
  }

  boolean has(ByteBuffer key) {
    return places.containsKey(key);
  }

  private void index() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.rasters")) {
      found.forEach(files::add);
    } catch (IOException e) {
      return; // A cache that isn't there or can't be read is an empty one.
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

  // Whole records count, even in a file that lost its end; whether they are sound is seen later.
  private void index(Path file) throws IOException {
    // Stays open as long as its rasters are known, to see what became of the file.
    RandomAccessFile open = new RandomAccessFile(file.toFile(), "r");
    int kept = 0;
    try {
      long size = open.length();
      if (size >= HEADER && size <= Integer.MAX_VALUE) {
        kept = index(open, open.getChannel().map(MapMode.READ_ONLY, 0, size));
      }
    } finally {
      if (kept == 0) {
        open.close();
      }
    }
  }

  private int index(RandomAccessFile open, MappedByteBuffer mapped) {
    int count = mapped.getInt(4);
    if (mapped.getInt(0) != MAGIC
        || count < 1
        || count > MAX_COUNT
        || mapped.getInt(8) != width
        || mapped.getInt(12) != height) {
      return 0;
    }
    int whole = Math.min(count, (mapped.capacity() - HEADER) / recordBytes());
    for (int i = 0; i < whole; i++) {
      int offset = HEADER + i * recordBytes();
      byte[] key = new byte[KEY];
      mapped.get(offset, key);
      remember(ByteBuffer.wrap(key), new Place(open, mapped, offset));
    }
    return whole;
  }

  private void remember(ByteBuffer key, Place place) {
    places.merge(
        key,
        List.of(place),
        (before, one) -> {
          // The newest first: it was made because the others are damaged.
          List<Place> all = new ArrayList<>(one);
          all.addAll(before);
          return List.copyOf(all);
        });
  }

  /** A raster; null if there is none, or none that is sound. */
  Raster find(ByteBuffer key) {
    List<Place> all = places.getOrDefault(key, List.of());
    for (Place place : all) {
      if (lostItsEnd(place)) {
        continue;
      }
      byte[] pixels = new byte[pixelBytes()];
      place.mapped().get(place.offset() + KEY + 4, pixels);
      if (place.mapped().getInt(place.offset() + KEY) == checksum(key, pixels)) {
        return new Raster(width, height, pixels);
      }
    }
    // Damaged: whoever makes it again may keep it again.
    places.remove(key, all);
    return null;
  }

  // Reading mapped memory behind a file's end is an error that Java reports wherever it happens to
  // be by then. The kit never shortens a file; a deleted or replaced one stays whole while mapped.
  private static boolean lostItsEnd(Place place) {
    try {
      return place.file().length() < place.mapped().capacity();
    } catch (IOException e) {
      return true;
    }
  }

  private static int checksum(ByteBuffer key, byte[] pixels) {
    CRC32C crc = new CRC32C();
    crc.update(key.array());
    crc.update(pixels);
    return (int) crc.getValue();
  }

  /**
   * Keeps rasters in a file of their own.
   *
   * @throws org.leukokit.base.UserError if the folder can't be written
   */
  void put(Map<ByteBuffer, Raster> rasters) {
    MessageDigest digest = Hashing.newSha256();
    rasters.keySet().stream().sorted().forEach(key -> digest.update(key.array()));
    Path file = folder.resolve(Hashing.hex(digest.digest()).substring(0, 32) + ".rasters");
    Path about = folder.resolve("about.txt");
    if (!Files.exists(about)) {
      AtomicFiles.write(about, id + "\n" + width + "x" + height + "\n");
    }
    AtomicFiles.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeInt(MAGIC);
          data.writeInt(rasters.size());
          data.writeInt(width);
          data.writeInt(height);
          for (Map.Entry<ByteBuffer, Raster> e : rasters.entrySet()) {
            data.write(e.getKey().array());
            data.writeInt(checksum(e.getKey(), e.getValue().rgb()));
            data.write(e.getValue().rgb());
          }
          data.flush();
        });
    try {
      index(file);
    } catch (IOException e) {
      // It was deleted at once; then they are made again.
    }
  }
}
