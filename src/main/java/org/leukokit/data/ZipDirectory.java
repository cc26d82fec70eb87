package org.leukokit.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.leukokit.base.ByteSize;
import org.leukokit.base.UserError;

/**
 * Looks through a zip's central directory (APPNOTE 6.3) before anything of the zip is believed.
 * Java's reader shows neither links nor entries that lie over each other, and finds the first of
 * two entries of one name. Memory is bounded by the number of entries, a million.
 */
final class ZipDirectory {
  /** C-NMC has 15,114 cells; what has more files than this is a zip named by mistake. */
  static final int MAX_ENTRIES = 1_000_000;

  /**
   * Cells on black shrink to a tenth. What states that it will grow beyond this is made to fill a
   * disk, if it is large enough to matter at all.
   */
  static final int MAX_RATIO = 250;

  private static final long RATIO_MATTERS = 256L << 20;

  /** All that deflate can do, 1032:1, with a block's worth of slack. */
  private static final int DEFLATE_RATIO = 1032;

  /** What a zip and the zips in it may hold altogether: 25 times C-NMC. */
  static final long MAX_TOTAL = 256L << 30;

  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int LONGEST_END = 22 + 0xffff;
  private static final int LOCAL_HEADER = 30;

  private record End(long start, long size, long count, long prefix) {}

  private record Sizes(long packed, long plain, long offset) {}

  private final Path file;
  private final String described;
  private final long length;
  private final Set<String> names = new HashSet<>();
  private long[] starts = new long[1024];
  private long[] ends = new long[1024];
  private int count;
  private long total;

  private ZipDirectory(Path file, String described, long length) {
    this.file = file;
    this.described = described;
    this.length = length;
  }

  /**
   * Checks a zip: whole, unencrypted, names that stay below its top, no links, no two entries of
   * one name or in one place, and no more content than a collection of images can have.
   *
   * @param described the zip as messages name it
   * @return the bytes that all entries have when unpacked, as the zip states them
   * @throws UserError if anything of this is not so, naming the zip and the entry
   */
  static long check(Path file, String described) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ZipDirectory directory = new ZipDirectory(file, described, channel.size());
      directory.read(channel);
      return directory.total;
    } catch (EOFException e) {
      throw new UserError(described + " is not a zip or is cut short; get it again", e);
    } catch (IOException e) {
      throw new UserError("cannot read " + described + ": " + e.getMessage(), e);
    }
  }

  private void read(FileChannel channel) throws IOException {
    End end = end(channel);
    if (end.count > MAX_ENTRIES) {
      throw wrong("has over a million entries; name a narrower one");
    }
    channel.position(end.start);
    InputStream plain = Channels.newInputStream(channel);
    DataInputStream in = new DataInputStream(new BufferedInputStream(plain, 1 << 16));
    long left = end.size;
    for (long i = 0; i < end.count; i++) {
      left -= entry(in, end.prefix);
      if (left < 0) {
        throw wrong("is damaged: its list of entries is longer than stated; get it again");
      }
    }
    requireApart();
    if (total > RATIO_MATTERS && total / MAX_RATIO > length) {
      throw wrong(
          "would unpack to "
              + ByteSize.text(total)
              + ", over "
              + MAX_RATIO
              + " times its size; no collection of images does, so it is not opened");
    }
    if (total > MAX_TOTAL) {
      throw wrong("would unpack to " + ByteSize.text(total) + ", over " + ByteSize.text(MAX_TOTAL));
    }
  }

  private End end(FileChannel channel) throws IOException {
    int tail = (int) Math.min(length, LONGEST_END);
    ByteBuffer bytes = at(channel, length - tail, tail);
    for (int i = tail - 22; i >= 0; i--) {
      if (bytes.getInt(i) == END && i + 22 + unsigned(bytes, i + 20) <= tail) {
        return end(channel, length - tail + i, bytes, i);
      }
    }
    throw wrong("is not a zip or is cut short; get it again");
  }

  private End end(FileChannel channel, long place, ByteBuffer bytes, int i) throws IOException {
    long entries = unsigned(bytes, i + 10);
    long size = bytes.getInt(i + 12) & 0xffffffffL;
    long start = bytes.getInt(i + 16) & 0xffffffffL;
    long after = place;
    if ((entries == 0xffff || size == 0xffffffffL || start == 0xffffffffL) && place >= 20) {
      ByteBuffer locator = at(channel, place - 20, 20);
      if (locator.getInt(0) == LOCATOR_64) {
        after = locator.getLong(8);
        if (after < 0 || after > place - 20 - 56) {
          throw wrong("is damaged: its end points outside of it; get it again");
        }
        ByteBuffer large = at(channel, after, 56);
        if (large.getInt(0) != END_64) {
          throw wrong("is damaged: it has no end record; get it again");
        }
        entries = large.getLong(32);
        size = large.getLong(40);
        start = large.getLong(48);
      }
    }
    // Bytes before the zip, as self-extracting ones have them, shift every place in it.
    long prefix = after - size - start;
    if (entries < 0 || size < 0 || start < 0 || prefix < 0 || start + prefix > after) {
      throw wrong("is damaged: its list of entries lies outside of it; get it again");
    }
    return new End(start + prefix, size, entries, prefix);
  }

  /** Reads one entry and returns how many bytes it took. */
  private long entry(DataInputStream in, long prefix) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(in.readNBytes(46)).order(ByteOrder.LITTLE_ENDIAN);
    if (head.limit() < 46 || head.getInt(0) != ENTRY) {
      throw wrong("is damaged: its list of entries breaks off; get it again");
    }
    byte[] name = exactly(in, unsigned(head, 28));
    byte[] extra = exactly(in, unsigned(head, 30));
    in.skipNBytes(unsigned(head, 32));
    String text = checkName(name);
    if ((head.getShort(8) & 1) != 0) {
      throw wrong("has a password (entry " + text + "); unpack it and name the folder");
    }
    int method = unsigned(head, 10);
    if (method != 0 && method != 8) {
      throw wrong(
          "is packed in a way that Java can't read (method "
              + method
              + ", entry "
              + text
              + "); unpack it and name the folder");
    }
    checkKind(head, text);
    Sizes sizes = sizes(head, extra);
    add(text, sizes, prefix, name.length);
    return 46L + name.length + extra.length + unsigned(head, 32);
  }

  private String checkName(byte[] name) {
    // Names that differ in bytes differ here as well, in whatever encoding they are.
    String raw = new String(name, StandardCharsets.ISO_8859_1).replace('\\', '/');
    String text = Lists.printable(new String(name, StandardCharsets.UTF_8));
    if (raw.isEmpty() || raw.startsWith("/") || raw.matches("(?s)[A-Za-z]:.*")) {
      throw wrong("has an entry with an absolute path or no name (" + text + "); it is not opened");
    }
    if (Arrays.asList(raw.split("/")).contains("..")) {
      throw wrong("has an entry that points outside of it (" + text + "); it is not opened");
    }
    if (!names.add(raw)) {
      throw wrong("has two entries of the name " + text + "; which is meant can't be known");
    }
    return text;
  }

  /** Unix and macOS write the kind of a file into the upper half of the attributes. */
  private void checkKind(ByteBuffer head, String text) {
    int system = head.get(5) & 0xff;
    int kind = head.getInt(38) >>> 28;
    if ((system == 3 || system == 19) && kind != 0 && kind != 4 && kind != 8) {
      throw wrong(
          "has an entry that is "
              + (kind == 10 ? "a link" : "no file")
              + " ("
              + text
              + "); it is not opened");
    }
  }

  private Sizes sizes(ByteBuffer head, byte[] extra) {
    long packed = head.getInt(20) & 0xffffffffL;
    long plain = head.getInt(24) & 0xffffffffL;
    long offset = head.getInt(42) & 0xffffffffL;
    ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= 4) {
      int id = fields.getShort() & 0xffff;
      int size = Math.min(fields.getShort() & 0xffff, fields.remaining());
      ByteBuffer field = fields.slice(fields.position(), size).order(ByteOrder.LITTLE_ENDIAN);
      fields.position(fields.position() + size);
      if (id == 1) {
        plain = plain == 0xffffffffL && field.remaining() >= 8 ? field.getLong() : plain;
        packed = packed == 0xffffffffL && field.remaining() >= 8 ? field.getLong() : packed;
        offset = offset == 0xffffffffL && field.remaining() >= 8 ? field.getLong() : offset;
      }
    }
    return new Sizes(packed, plain, offset);
  }

  private void add(String text, Sizes sizes, long prefix, int nameLength) {
    long start = sizes.offset + prefix;
    if (sizes.packed < 0
        || sizes.plain < 0
        || sizes.packed > length
        || start < 0
        || start > length - LOCAL_HEADER - nameLength - sizes.packed) {
      throw wrong("is damaged or cut short: " + text + " lies outside of it; get it again");
    }
    if (sizes.plain / DEFLATE_RATIO > sizes.packed + 64) {
      throw wrong("states a size that can't be (entry " + text + "); it is not opened");
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = start + LOCAL_HEADER + nameLength + sizes.packed;
    // No sum can overflow: each is below 1033 times the file's length.
    total += sizes.plain;
    if (total > MAX_TOTAL) {
      throw wrong("would unpack to over " + ByteSize.text(MAX_TOTAL) + "; it is not opened");
    }
  }

  /** Entries that share their bytes are how a small zip holds petabytes. */
  private void requireApart() {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(starts[a], starts[b]));
    for (int i = 1; i < count; i++) {
      if (starts[order[i]] < ends[order[i - 1]]) {
        throw wrong("has entries that lie over each other; it is not opened");
      }
    }
  }

  private static byte[] exactly(DataInputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    return bytes;
  }

  private ByteBuffer at(FileChannel channel, long place, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, place + bytes.position()) < 0) {
        throw new EOFException(file.toString());
      }
    }
    return bytes.flip();
  }

  private static int unsigned(ByteBuffer bytes, int place) {
    return bytes.getShort(place) & 0xffff;
  }

  private UserError wrong(String what) {
    return new UserError(described + " " + what);
  }
}
