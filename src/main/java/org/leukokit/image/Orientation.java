package org.leukokit.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The orientation that a camera notes in a file (tag 274 of TIFF and of Exif in JPEG, PNG and
 * WebP), as it says how stored rows and columns stand on the picture.
 */
final class Orientation {
  /** As stored. */
  static final int UPRIGHT = 1;

  private static final int TAG = 274;
  private static final int SHORT = 3;

  private Orientation() {}

  /**
   * The orientation that a file names.
   *
   * @param bytes the whole file
   * @return 1 to 8; 1 where none is named, or none that there is
   */
  static int of(byte[] bytes) {
    try {
      int found = UPRIGHT;
      if (starts(bytes, 0, 0xff, 0xd8)) {
        found = ofJpeg(bytes);
      } else if (starts(bytes, 0, 0x89, 'P', 'N', 'G')) {
        found = ofPng(bytes);
      } else if (starts(bytes, 0, 'I', 'I', 42, 0) || starts(bytes, 0, 'M', 'M', 0, 42)) {
        found = ofTiff(bytes, 0);
      } else if (WebpFile.is(bytes)) {
        found = ofWebp(bytes);
      }
      return found >= 1 && found <= 8 ? found : UPRIGHT;
    } catch (IndexOutOfBoundsException e) {
      // Offsets that lead out of the file: whether it is damaged says its decoder.
      return UPRIGHT;
    }
  }

  private static boolean starts(byte[] bytes, int at, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (at + i >= bytes.length || (bytes[at + i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static int ofJpeg(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = 2;
    while (starts(bytes, at, 0xff)) {
      int marker = bytes[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == 0xda || marker == 0xd9) {
        return UPRIGHT;
      }
      int length = in.getShort(at + 2) & 0xffff;
      if (marker == 0xe1 && starts(bytes, at + 4, 'E', 'x', 'i', 'f', 0, 0)) {
        return ofTiff(bytes, at + 10);
      }
      at += 2 + Math.max(2, length);
    }
    return UPRIGHT;
  }

  private static int ofPng(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = 8;
    while (at + 12 <= bytes.length) {
      int length = in.getInt(at);
      if (length < 0 || length > bytes.length - at - 12) {
        return UPRIGHT;
      }
      if (new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1).equals("eXIf")) {
        return ofTiff(bytes, at + 8);
      }
      at += 12 + length;
    }
    return UPRIGHT;
  }

  private static int ofWebp(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long at = 12;
    while (at + 8 <= bytes.length) {
      int chunk = (int) at;
      if (starts(bytes, chunk, 'E', 'X', 'I', 'F')) {
        // Some programs put before it what JPEG has there.
        return ofTiff(bytes, chunk + (starts(bytes, chunk + 8, 'E', 'x', 'i', 'f', 0, 0) ? 14 : 8));
      }
      long length = in.getInt(chunk + 4) & 0xffffffffL;
      at += 8 + length + (length & 1);
    }
    return UPRIGHT;
  }

  private static int ofTiff(byte[] bytes, int base) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    in.order(starts(bytes, base, 'I', 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = base + in.getInt(base + 4);
    int entries = in.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((in.getShort(entry) & 0xffff) == TAG && in.getShort(entry + 2) == SHORT) {
        return in.getShort(entry + 8) & 0xffff;
      }
    }
    return UPRIGHT;
  }

  /** What is done, in words. */
  static String text(int orientation) {
    return switch (orientation) {
      case 2 -> "mirrored left to right";
      case 3 -> "turned by 180 degrees";
      case 4 -> "mirrored top to bottom";
      case 5 -> "mirrored at its diagonal";
      case 6 -> "turned clockwise by 90 degrees";
      case 7 -> "mirrored at its other diagonal";
      case 8 -> "turned anticlockwise by 90 degrees";
      default -> "as stored";
    };
  }

  /** The picture as it was seen. */
  static Raster apply(Raster stored, int orientation) {
    if (orientation == UPRIGHT) {
      return stored;
    }
    int w = stored.width();
    int h = stored.height();
    boolean turned = orientation > 4;
    int width = turned ? h : w;
    int height = turned ? w : h;
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column =
            switch (orientation) {
              case 2, 3 -> w - 1 - x;
              case 5, 6 -> y;
              case 7, 8 -> w - 1 - y;
              default -> x;
            };
        int row =
            switch (orientation) {
              case 3, 4 -> h - 1 - y;
              case 5, 8 -> x;
              case 6, 7 -> h - 1 - x;
              default -> y;
            };
        System.arraycopy(from, 3 * (row * w + column), to, 3 * (y * width + x), 3);
      }
    }
    return new Raster(width, height, to);
  }
}
