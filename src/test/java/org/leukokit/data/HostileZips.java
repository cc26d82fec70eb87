package org.leukokit.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that they can tell any lie. */
final class HostileZips {
  private record Entry(
      byte[] name, int method, long crc, long packed, long plain, long at, int kind) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();

  /** An honest, stored entry. */
  HostileZips add(String name, byte[] content) {
    return add(name, content, crc(content), content.length, 0x8000);
  }

  /** A stored entry with any CRC, stated size and kind (the upper half of Unix's mode). */
  HostileZips add(String name, byte[] content, long crc, long stated, int kind) {
    long at = out.size();
    local(name, 0, crc, content.length, stated);
    out.writeBytes(content);
    entries.add(new Entry(bytes(name), 0, crc, content.length, stated, at, kind));
    return this;
  }

  /** Zeros, deflated; states their true number, far above what is stored. */
  HostileZips zeros(String name, long size) {
    Deflater deflater = new Deflater(9, true);
    byte[] zeros = new byte[1 << 20];
    byte[] buffer = new byte[1 << 16];
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    CRC32 crc = new CRC32();
    for (long left = size; left > 0; left -= zeros.length) {
      int n = (int) Math.min(left, zeros.length);
      crc.update(zeros, 0, n);
      deflater.setInput(zeros, 0, n);
      while (!deflater.needsInput()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    long at = out.size();
    local(name, 8, crc.getValue(), packed.size(), size);
    out.writeBytes(packed.toByteArray());
    entries.add(new Entry(bytes(name), 8, crc.getValue(), packed.size(), size, at, 0x8000));
    return this;
  }

  /** One more name for the bytes of the first entry, as bombs of overlapping entries have it. */
  HostileZips again(String name) {
    Entry first = entries.get(0);
    entries.add(
        new Entry(
            bytes(name), first.method, first.crc, first.packed, first.plain, first.at, first.kind));
    return this;
  }

  /** The whole zip. */
  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(out.toByteArray());
    for (Entry e : entries) {
      ByteBuffer head = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt(0x02014b50).put((byte) 20).put((byte) 3).putShort((short) 20);
      head.putShort((short) 0x800).putShort((short) e.method).putInt(0);
      head.putInt((int) e.crc).putInt((int) e.packed).putInt((int) e.plain);
      head.putShort((short) e.name.length).putShort((short) 0).putShort((short) 0);
      head.putShort((short) 0).putShort((short) 0).putInt(e.kind << 16).putInt((int) e.at);
      all.writeBytes(head.array());
      all.writeBytes(e.name);
    }
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) entries.size());
    end.putShort((short) entries.size()).putInt(all.size() - out.size()).putInt(out.size());
    all.writeBytes(end.putShort((short) 0).array());
    return all.toByteArray();
  }

  Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  private void local(String name, int method, long crc, long packed, long plain) {
    byte[] text = bytes(name);
    ByteBuffer head = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0x04034b50).putShort((short) 20).putShort((short) 0x800).putShort((short) method);
    head.putInt(0).putInt((int) crc).putInt((int) packed).putInt((int) plain);
    head.putShort((short) text.length).putShort((short) 0);
    out.writeBytes(head.array());
    out.writeBytes(text);
  }

  static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
