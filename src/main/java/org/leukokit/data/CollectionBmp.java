package org.leukokit.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.leukokit.base.Hashing;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;

/**
 * C-NMC 2019's ways of writing a bitmap. Every file of the collection is 24 bits a pixel, from the
 * bottom up, rows filled with zeros, behind a header in which nothing but the sides and sizes
 * differs: one of 54 bytes in the training folders and the final test, one of 138 in the
 * preliminary test. So a cell's pixels tell the bytes, and the SHA-256, of its file, in whatever
 * lossless format they are kept. (That the final test's files, which have the size of the shorter
 * header, have these very bytes is a guess: none was at hand. Where it is wrong, a converted copy
 * of one is not recognised; nothing is taken for a cell without its hash.)
 */
final class CollectionBmp {
  /** Windows 3; 96 dots an inch. */
  private static final String SHORT =
      "424d000000000000000036000000280000000000000000000000010018000000000000000000c30e0000c30e0000"
          + "0000000000000000";

  /** Windows V5: colour masks, which 24 bits don't use, and sRGB's end points. */
  private static final String LONG =
      "424d00000000000000008a0000007c0000000000000000000000010018000000000000000000c30e0000c30e0000"
          + "00000000000000000000ff0000ff0000ff000000000000ff42475273000000000000000054b81efc00000000"
          + "00000000666666fc0000000000000000c4f528ff00000000000000000000000004000000000000000000000000"
          + "000000";

  private static final int[] LENGTHS = {SHORT.length() / 2, LONG.length() / 2};

  private CollectionBmp() {}

  /** Whether the file that the collection would write of such an image has a size that is known. */
  static boolean mayBe(int width, int height, Predicate<Long> knownSize) {
    for (int length : LENGTHS) {
      if (knownSize.test(length + pixels(width, height))) {
        return true;
      }
    }
    return false;
  }

  /** The hashes of an image as the collection would write it that are known; none, one or two. */
  static List<String> find(Raster raster, Predicate<String> known) {
    return Stream.of(SHORT, LONG)
        .map(header -> Hashing.sha256Hex(write(header, raster)))
        .filter(known)
        .toList();
  }

  private static byte[] write(String header, Raster raster) {
    byte[] head = HexFormat.of().parseHex(header);
    int pixels = Math.toIntExact(pixels(raster.width(), raster.height()));
    ByteBuffer.wrap(head)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(2, head.length + pixels)
        .putInt(18, raster.width())
        .putInt(22, raster.height())
        .putInt(34, pixels);
    return RasterWriter.bmp(head, raster);
  }

  private static long pixels(int width, int height) {
    return (3L * width + 3 & ~3L) * height;
  }
}
