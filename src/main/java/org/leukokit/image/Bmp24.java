package org.leukokit.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An uncompressed bitmap of 24 bits a pixel, as it lies in its file: blue, green, red; rows padded
 * to four bytes, from the bottom up, or from the top down where the header's height is negative.
 *
 * @param file the whole file
 * @param offset where the pixels begin
 * @param width columns as the header has them
 * @param height rows, without the sign
 * @param topDown whether the first row is the upper one
 */
record Bmp24(byte[] file, long offset, long width, long height, boolean topDown) {
  private static final int FILE_HEADER = 14;
  private static final int INFO_HEADER = 40;

  /**
   * The header, if it is one of the simple kind: Windows 3 (40 bytes) or one of its extensions (52,
   * 56, V4 with 108, V5 with 124 bytes), one plane, 24 bits, no compression, pixels behind the
   * header. Everything else, null, is left to a full decoder.
   */
  static Bmp24 header(byte[] file) {
    if (file.length < FILE_HEADER + INFO_HEADER || file[0] != 'B' || file[1] != 'M') {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long offset = in.getInt(10) & 0xffffffffL;
    int infoSize = in.getInt(14);
    boolean knownHeader =
        infoSize == INFO_HEADER
            || infoSize == 52
            || infoSize == 56
            || infoSize == 108
            || infoSize == 124;
    boolean plain = in.getShort(26) == 1 && in.getShort(28) == 24 && in.getInt(30) == 0;
    if (!knownHeader || !plain || offset < FILE_HEADER + infoSize) {
      return null;
    }
    long height = in.getInt(22);
    return new Bmp24(file, offset, in.getInt(18), Math.abs(height), height < 0);
  }

  private long stride() {
    return (3 * width + 3) & ~3L;
  }

  /** Whether all pixels are there; the padding of the last row may be missing. */
  boolean isComplete() {
    return width > 0 && height > 0 && offset + stride() * (height - 1) + 3 * width <= file.length;
  }

  /** The pixels; call only after {@link #isComplete}. */
  Raster decode() {
    int w = (int) width;
    int h = (int) height;
    byte[] out = new byte[3 * w * h];
    for (int y = 0; y < h; y++) {
      int row = (int) (offset + stride() * (topDown ? y : h - 1 - y));
      // Whole pixels around what is not black; the rest of the result is black already.
      int begin = Black.begin(file, row, row + 3 * w);
      int first = (begin - row) / 3;
      int last = (Black.end(file, begin, row + 3 * w) - row + 2) / 3;
      swap(file, row + 3 * first, out, 3 * (y * w + first), 3 * (last - first));
    }
    return new Raster(w, h, out);
  }

  /** Turns the three values of each pixel about. */
  private static void swap(byte[] bgr, int from, byte[] rgb, int to, int bytes) {
    for (int i = 0; i < bytes; i += 3) {
      rgb[to + i] = bgr[from + i + 2];
      rgb[to + i + 1] = bgr[from + i + 1];
      rgb[to + i + 2] = bgr[from + i];
    }
  }

  /** A raster as a file: the header as it is given, then the rows from the bottom up. */
  static byte[] encode(byte[] header, Raster raster) {
    int row = 3 * raster.width();
    int stride = row + 3 & ~3;
    byte[] file =
        Arrays.copyOf(
            header, Math.addExact(header.length, Math.multiplyExact(stride, raster.height())));
    for (int y = 0; y < raster.height(); y++) {
      int to = header.length + stride * (raster.height() - 1 - y);
      swap(raster.rgb(), row * y, file, to, row);
    }
    return file;
  }
}
