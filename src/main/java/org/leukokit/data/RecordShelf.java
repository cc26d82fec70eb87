package org.leukokit.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
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

/**
 * Records of one size on disk, found by key: files that are written whole or not at all, and mapped
 * into memory.
 *
 * <p>A file: four letters, the count of records, the format's own sizes (32 bits each, big-endian),
 * then for each record its key (32 bytes), the CRC-32C of key and content, and the content. A
 * record is copied out and its checksum verified each time that it is asked for, so that a damaged
 * one is as good as none. Safe for several threads, and for several kits at once: a file's name
 * follows from its keys.
 */
public final class RecordShelf {
  /** Bytes of a key. */
  public static final int KEY = 32;

  private static final int MAX_COUNT = 1 << 20;

  /**
   * How files look.
   *
   * @param suffix of their names, such as {@code .rasters}
   * @param magic their first four bytes
   * @param sizes what else the header says; a file that says otherwise holds nothing
   * @param contentBytes of a record, without key and checksum
   */
  public record Format(String suffix, int magic, List<Integer> sizes, int contentBytes) {
    /** Copies the list. */
    public Format {
      sizes = List.copyOf(sizes);
    }

    /** Bytes of a record with its key and checksum. */
    public int recordBytes() {
      return KEY + 4 + contentBytes;
    }

    private int headerBytes() {
      return 8 + 4 * sizes.size();
    }
  }

  private record Place(RandomAccessFile file, MappedByteBuffer mapped, int offset) {}

  private final Path folder;
  private final Format format;
  private final Map<ByteBuffer, List<Place>> places = new ConcurrentHashMap<>();

  /**
   * Opens a shelf; nothing is written yet.
   *
   * @param folder of its files; one that isn't there or can't be read is an empty one
   * @param format how they look
   */
  public RecordShelf(Path folder, Format format) {
    this.folder = folder;
    this.format = format;
    index();
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Whether there is such a record; it may still turn out to be damaged. */
  public boolean has(ByteBuffer key) {
    return places.containsKey(key);
  }

  private void index() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + format.suffix())) {
      found.forEach(files::add);
    } catch (IOException e) {
      return;
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
    // Stays open as long as its records are known, to see what became of the file.
    RandomAccessFile open = new RandomAccessFile(file.toFile(), "r");
    int kept = 0;
    try {
      long size = open.length();
      if (size >= format.headerBytes() && size <= Integer.MAX_VALUE) {
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
    if (mapped.getInt(0) != format.magic() || count < 1 || count > MAX_COUNT) {
      return 0;
    }
    for (int i = 0; i < format.sizes().size(); i++) {
      if (mapped.getInt(8 + 4 * i) != format.sizes().get(i)) {
        return 0;
      }
    }
    int whole = Math.min(count, (mapped.capacity() - format.headerBytes()) / format.recordBytes());
    for (int i = 0; i < whole; i++) {
      int offset = format.headerBytes() + i * format.recordBytes();
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

  /** A record's content, the caller's own; null if there is none, or none that is sound. */
  public byte[] find(ByteBuffer key) {
    List<Place> all = places.getOrDefault(key, List.of());
    for (Place place : all) {
      if (lostItsEnd(place)) {
        continue;
      }
      byte[] content = new byte[format.contentBytes()];
      place.mapped().get(place.offset() + KEY + 4, content);
      if (place.mapped().getInt(place.offset() + KEY) == checksum(key, content)) {
        return content;
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

  private static int checksum(ByteBuffer key, byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(key.array());
    crc.update(content);
    return (int) crc.getValue();
  }

  /**
   * Keeps records in a file of their own.
   *
   * @param records contents by key, each of the format's size
   * @throws org.leukokit.base.UserError if the folder can't be written
   */
  public void put(Map<ByteBuffer, byte[]> records) {
    MessageDigest digest = Hashing.newSha256();
    records.keySet().stream().sorted().forEach(key -> digest.update(key.array()));
    Path file = folder.resolve(Hashing.hex(digest.digest()).substring(0, 32) + format.suffix());
    AtomicFiles.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeInt(format.magic());
          data.writeInt(records.size());
          for (int size : format.sizes()) {
            data.writeInt(size);
          }
          for (Map.Entry<ByteBuffer, byte[]> e : records.entrySet()) {
            data.write(e.getKey().array());
            data.writeInt(checksum(e.getKey(), e.getValue()));
            data.write(e.getValue());
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
