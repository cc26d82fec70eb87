package org.leukokit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Rasters as PNG files (ISO/IEC 15948): 8-bit RGB, no metadata and no time stamp, so that equal
 * rasters give equal bytes on one version of the JDK. Whoever needs equality across machines
 * compares pixels: the compressor belongs to the platform.
 */
public final class RasterWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int FILTERS = 5;

  private RasterWriter() {}

  /** The bytes of a PNG file. */
  public static byte[] png(Raster raster) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raster.rgb().length / 4 + 1024);
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(raster.width()).putInt(raster.height());
    // 8 bits, RGB, and the only compression, filtering and (none) interlacing methods that count.
    header.put((byte) 8).put((byte) 2).put(new byte[3]);
    chunk(out, "IHDR", header.array(), 13);
    byte[] data = filtered(raster);
    Deflater deflater = new Deflater(6);
    try {
      deflater.setInput(data);
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

  /** Each row under the filter with the least sum of absolute differences, its number before it. */
  private static byte[] filtered(Raster raster) {
    int n = 3 * raster.width();
    byte[] out = new byte[Math.multiplyExact(n + 1, raster.height())];
    byte[][] tries = new byte[FILTERS][n];
    for (int y = 0; y < raster.height(); y++) {
      int best = 0;
      long least = Long.MAX_VALUE;
      for (int filter = 0; filter < FILTERS; filter++) {
        long sum = filter(raster.rgb(), y * n, y > 0, n, filter, tries[filter]);
        if (sum < least) {
          least = sum;
          best = filter;
        }
      }
      out[y * (n + 1)] = (byte) best;
      System.arraycopy(tries[best], 0, out, y * (n + 1) + 1, n);
    }
    return out;
  }

  private static long filter(byte[] in, int row, boolean above, int n, int filter, byte[] to) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      int left = i >= 3 ? in[row + i - 3] & 0xff : 0;
      int up = above ? in[row + i - n] & 0xff : 0;
      int corner = above && i >= 3 ? in[row + i - n - 3] & 0xff : 0;
      int prediction =
          switch (filter) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            case 4 -> paeth(left, up, corner);
            default -> 0;
          };
      to[i] = (byte) (in[row + i] - prediction);
      sum += Math.abs(to[i]);
    }
    return sum;
  }

  private static int paeth(int left, int up, int corner) {
    int p = left + up - corner;
    int toLeft = Math.abs(p - left);
    int toUp = Math.abs(p - up);
    int toCorner = Math.abs(p - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
