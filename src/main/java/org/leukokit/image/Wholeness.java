package org.leukokit.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Whether an image file is whole to its end. Decoders show what they can of a file that a broken
 * copy filled with zeros, and take the rest for grey or black.
 */
final class Wholeness {
  private Wholeness() {}

  /**
   * What is missing.
   *
   * @param bytes the whole file
   * @return a few words; empty where nothing is, or the file is of another kind
   */
  static Optional<String> broken(byte[] bytes) {
    if (bytes.length > 3 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8) {
      return jpegEnds(bytes) ? Optional.empty() : Optional.of("its end is missing");
    }
    if (bytes.length > 8 && (bytes[0] & 0xff) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
      return png(bytes);
    }
    return Optional.empty();
  }

  /**
   * Whether a picture without compression stops in the middle of a row and is black from there to
   * the end of the file. A black bar begins with a row, and around a cell that was cut out there is
   * black on both sides.
   *
   * @param bytes the whole file
   * @param stored its pixels as stored
   */
  static boolean stops(byte[] bytes, Raster stored) {
    boolean bitmap = bytes.length > 26 && bytes[0] == 'B' && bytes[1] == 'M';
    boolean tiff =
        bytes.length > 8
            && ((bytes[0] == 'I' && bytes[1] == 'I') || (bytes[0] == 'M' && bytes[1] == 'M'));
    if (!bitmap && !tiff) {
      return false;
    }
    int w = stored.width();
    int h = stored.height();
    // The sign of a bitmap's height, at byte 22, says which row comes first.
    boolean bottomUp = bitmap && bytes[25] >= 0;
    int row = h - 1;
    while (row >= 0 && lit(stored, bottomUp ? h - 1 - row : row, w) == 0) {
      row--;
    }
    if (row < 1) {
      return false;
    }
    int y = bottomUp ? h - 1 - row : row;
    int end = w;
    while (lit(stored, y, end) == lit(stored, y, end - 1)) {
      end--;
    }
    int before = bottomUp ? y + 1 : y - 1;
    return end < w - 2
        && row < h - 1
        && 50L * lit(stored, y, end) >= 49L * end
        && 50L * lit(stored, before, w) >= 49L * w;
  }

  /** Pixels of a row before a column that are not black. */
  private static int lit(Raster image, int y, int end) {
    int lit = 0;
    for (int i = 3 * y * image.width(); i < 3 * (y * image.width() + end); i += 3) {
      lit += (image.rgb()[i] | image.rgb()[i + 1] | image.rgb()[i + 2]) != 0 ? 1 : 0;
    }
    return lit;
  }

  /** A JPEG's last marker is its end; what programs hang behind it is not looked at. */
  private static boolean jpegEnds(byte[] bytes) {
    for (int at = bytes.length - 2; at > 1; at--) {
      if ((bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xff) == 0xd9) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> png(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = 8;
    while (at + 12 <= bytes.length) {
      int length = in.getInt(at);
      if (length < 0 || length > bytes.length - at - 12) {
        return Optional.of("a part of it is longer than the file");
      }
      CRC32 sum = new CRC32();
      sum.update(bytes, at + 4, 4 + length);
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      boolean needed = Character.isUpperCase(type.charAt(0));
      if ((int) sum.getValue() != in.getInt(at + 8 + length)) {
        // Only what a decoder must understand; a damaged comment does no harm.
        if (needed || !type.matches("[A-Za-z]{4}")) {
          return Optional.of(
              "the checksum of its part "
                  + (type.matches("[A-Za-z]{4}") ? type : "at byte " + at)
                  + " is not right");
        }
      }
      if (type.equals("IEND")) {
        return Optional.empty();
      }
      at += 12 + length;
    }
    return Optional.of("its end is missing");
  }
}
