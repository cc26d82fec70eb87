package org.leukokit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The frame of a PNG file (ISO/IEC 15948) of 8 bits a sample: no metadata and no time stamp, so
 * that equal pictures give equal bytes on one version of the JDK.
 */
public final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int RGB = 2;
  private static final int INDEXED = 3;

  private PngFile() {}

  /**
   * A file of RGB pixels.
   *
   * @param rows filtered rows, the number of its filter before each
   * @param level how hard to deflate, 0 to 9
   */
  static byte[] rgb(int width, int height, byte[] rows, int level) {
    return file(width, height, RGB, new byte[0], rows, level);
  }

  /**
   * A file of pixels that are places in a palette. Rows stand as they are: differences of places
   * mean nothing.
   *
   * @param width pixels a row
   * @param height rows
   * @param palette red, green and blue of up to 256 colours
   * @param pixels width times height places in the palette, row after row
   */
  public static byte[] indexed(int width, int height, byte[] palette, byte[] pixels) {
    byte[] rows = new byte[Math.multiplyExact(width + 1, height)];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * width, rows, y * (width + 1) + 1, width);
    }
    return file(width, height, INDEXED, palette, rows, Deflater.BEST_COMPRESSION);
  }

  private static byte[] file(
      int width, int height, int kind, byte[] palette, byte[] rows, int level) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length / 4 + 1024);
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height);
    // 8 bits, the kind, and the only compression, filtering and (none) interlacing that count.
    header.put((byte) 8).put((byte) kind).put(new byte[3]);
    chunk(out, "IHDR", header.array(), 13);
    if (palette.length > 0) {
      chunk(out, "PLTE", palette, palette.length);
    }
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] piece = new byte[1 << 16];
      while (!deflater.finished()) {
        chunk(out, "IDAT", piece, deflater.deflate(piece));
      }
    } finally {
      deflater.end();
    }
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    out.writeBytes(name);
    out.write(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
