package org.leukokit.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.leukokit.base.UserError;

/**
 * A still WebP file: a RIFF container with one picture, lossless ({@code VP8L}) or lossy ({@code
 * VP8}, perhaps with transparency beside it in {@code ALPH}). The container is read here, so that
 * sizes are known before anything is decoded and what is cut short is told; the picture is decoded
 * by TwelveMonkeys' reader, which is given the picture's own chunks and nothing else: no colour
 * profile is applied.
 *
 * <p>Lossless pictures come out to the bit. Of lossy ones, that reader smooths the edges between
 * blocks, and widens the coarser colour channels, a little differently from libwebp: on cells of
 * quality 50 to 100 values differed by 0.05 to 0.19 of 255 on average and by up to 28 at edges.
 *
 * <p>The container is described in RFC 9649.
 *
 * @param width columns of the picture
 * @param height rows
 * @param lossless whether the pixels are those that were encoded
 * @param picture the chunk {@code VP8L} or {@code VP8} with its header, from its first byte
 * @param alpha the chunk {@code ALPH} with its header; null where there is none
 */
record WebpFile(int width, int height, boolean lossless, byte[] picture, byte[] alpha) {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int ANIMATION = 1 << 1;
  private static final int TRANSPARENCY = 1 << 4;

  /** Fewer bytes of zero than this may stand in any compressed picture. */
  private static final int MANY_ZEROS = 128;

  /** TwelveMonkeys refuses what holds more than 2,048 bytes of pixels a byte; they have 4 each. */
  private static final int PIXELS_A_BYTE = 2048 / 4;

  /** Whether a file begins as a WebP does. */
  static boolean is(byte[] file) {
    return file.length >= FILE_HEADER
        && four(file, 0).equals("RIFF")
        && four(file, 8).equals("WEBP");
  }

  /**
   * Finds the picture in a file.
   *
   * @throws UserError if it is cut short, animated, or no picture, or its sides contradict each
   *     other
   */
  static WebpFile of(byte[] file, String name) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long end = CHUNK_HEADER + (in.getInt(4) & 0xffffffffL);
    if (end > file.length) {
      throw RasterReader.truncated(name, null);
    }
    int[] canvas = null;
    byte[] alpha = null;
    long at = FILE_HEADER;
    while (at + CHUNK_HEADER <= end) {
      String kind = four(file, (int) at);
      long size = in.getInt((int) at + 4) & 0xffffffffL;
      long next = at + CHUNK_HEADER + size;
      if (next > end) {
        throw RasterReader.truncated(name, null);
      }
      int from = (int) at + CHUNK_HEADER;
      switch (kind) {
        case "VP8X" -> canvas = canvas(in, from, size, name);
        case "ANIM", "ANMF" -> throw animated(name);
        case "ALPH" -> alpha = chunk(file, (int) at, (int) next);
        case "VP8L", "VP8 " -> {
          int[] sides = kind.equals("VP8L") ? lossless(in, from, size) : lossy(in, from, size);
          if (sides == null || (canvas != null && !java.util.Arrays.equals(sides, canvas))) {
            throw damaged(name, "its headers contradict each other");
          }
          requireData(file, from, (int) next, sides, name);
          boolean lossless = kind.equals("VP8L");
          return new WebpFile(
              sides[0],
              sides[1],
              lossless,
              chunk(file, (int) at, (int) next),
              lossless ? null : alpha);
        }
        default -> {
          // Profiles and metadata.
        }
      }
      at = next + (size & 1);
    }
    throw damaged(name, "it holds no picture");
  }

  private static int[] canvas(ByteBuffer in, int from, long size, String name) {
    if (size < 10) {
      throw damaged(name, "its first header is too short");
    }
    if ((in.get(from) & ANIMATION) != 0) {
      throw animated(name);
    }
    return new int[] {1 + three(in, from + 4), 1 + three(in, from + 7)};
  }

  /** The sides in the header of a VP8L chunk; null if it is none. */
  private static int[] lossless(ByteBuffer in, int from, long size) {
    if (size < 5 || in.get(from) != 0x2f) {
      return null;
    }
    int bits = in.getInt(from + 1);
    return bits >>> 29 != 0 ? null : new int[] {1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)};
  }

  /** The sides in the header of a VP8 key frame; null if it is none. */
  private static int[] lossy(ByteBuffer in, int from, long size) {
    if (size < 10 || (in.get(from) & 1) != 0 || three(in, from + 3) != 0x2a019d) {
      return null;
    }
    int width = in.getShort(from + 6) & 0x3fff;
    int height = in.getShort(from + 8) & 0x3fff;
    return width == 0 || height == 0 ? null : new int[] {width, height};
  }

  /**
   * The format has no checksum, but what a broken copy left as zeros is told: compressed pixels
   * have no such runs, but for huge pictures of one colour.
   */
  private static void requireData(byte[] file, int from, int to, int[] sides, String name) {
    long most = MANY_ZEROS + (long) sides[0] * sides[1] / 4096;
    long run = 0;
    for (int i = from; i < to; i++) {
      run = file[i] == 0 ? run + 1 : 0;
      if (run > most) {
        throw damaged(name, "a part of it is nothing but zeros");
      }
    }
  }

  /** Decodes the picture; its sides have been checked by the caller. */
  Raster decode(String name) throws IOException {
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    String[] warned = new String[1];
    reader.addIIOReadWarningListener((source, warning) -> warned[0] = warning);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain()))) {
      reader.setInput(in, false, true);
      BufferedImage image = reader.read(0);
      if (warned[0] != null) {
        throw damaged(name, warned[0]);
      }
      return Pixels.toRaster(image, name);
    } catch (AssertionError e) {
      // How TwelveMonkeys' decoder meets what the format rules out.
      throw damaged(name, String.valueOf(e.getMessage()));
    } finally {
      reader.dispose();
    }
  }

  /** A WebP of the picture alone; behind it room enough for {@link #PIXELS_A_BYTE}. */
  private byte[] plain() {
    int head = alpha == null ? 0 : CHUNK_HEADER + 10;
    int content = head + (alpha == null ? 0 : alpha.length) + picture.length;
    int length = FILE_HEADER + content;
    int room = (int) ((long) width * height / PIXELS_A_BYTE);
    ByteBuffer out =
        ByteBuffer.allocate(Math.max(length, room + 64)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(4 + content).put(ascii("WEBP"));
    if (alpha != null) {
      out.put(ascii("VP8X")).putInt(10).putInt(TRANSPARENCY);
      putThree(out, width - 1);
      putThree(out, height - 1);
      out.put(alpha);
    }
    return out.put(picture).array();
  }

  /** A chunk with its header, made even. */
  private static byte[] chunk(byte[] file, int from, int to) {
    byte[] chunk = new byte[to - from + (to - from & 1)];
    System.arraycopy(file, from, chunk, 0, to - from);
    return chunk;
  }

  private static int three(ByteBuffer in, int at) {
    return in.getShort(at) & 0xffff | (in.get(at + 2) & 0xff) << 16;
  }

  private static void putThree(ByteBuffer out, int value) {
    out.putShort((short) value).put((byte) (value >> 16));
  }

  private static String four(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static UserError animated(String name) {
    return new UserError(
        name + " is an animation; a cell is a still picture, so save the one that is meant as PNG");
  }

  private static UserError damaged(String name, String why) {
    return RasterReader.damaged(name, new IOException(why));
  }
}
