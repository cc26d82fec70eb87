package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

/** Images that lie or are too much; the legal kinds stand in {@link RasterReaderTest}. */
class HostileImagesTest {
  @TempDir Path temp;

  private static String refusal(byte[] bytes) {
    UserError e = assertThrows(UserError.class, () -> RasterReader.decode(bytes, "x"));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e.getMessage();
  }

  /** A bitmap's header with 12 pixels (4 × 1) behind it. */
  private static ByteBuffer bmp() {
    ByteBuffer bmp = ByteBuffer.allocate(54 + 12).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put(0, (byte) 'B').put(1, (byte) 'M').putInt(2, 66).putInt(10, 54).putInt(14, 40);
    bmp.putInt(18, 4).putInt(22, 1).putShort(26, (short) 1).putShort(28, (short) 24);
    return bmp;
  }

  private static byte[] png(int width, int height) {
    byte[] png = RasterWriter.png(Raster.black(1, 1));
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  @Test
  void aHugeBitmapIsRefusedByItsHeaderAlone() throws IOException {
    Path file = temp.resolve("huge.bmp");
    byte[] header = bmp().putInt(18, 30_000).putInt(22, 30_000).array();
    Files.write(file, header);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(54 + 3L * 30_000 * 30_000);
    }
    UserError e = assertThrows(UserError.class, () -> RasterReader.read(file));
    assertTrue(e.getMessage().contains("30000x30000 pixels, more than the 100000000"));
    assertTrue(refusal(png(30_000, 30_000)).contains("30000x30000"));
  }

  @Test
  void pixelsThatNoFileOfThatSizeHoldsAreRefusedBeforeRoomIsMade() {
    // 81 million pixels would be allowed, and are 240 MB.
    assertTrue(refusal(png(9_000, 9_000)).contains("truncated or no photograph: 9000x9000"));
  }

  @Test
  void oneByOneIsAnImage() {
    assertEquals(1, RasterReader.decode(RasterWriter.png(Raster.black(1, 1)), "x").width());
    byte[] bmp = bmp().putInt(18, 1).array();
    assertArrayEquals(new byte[3], RasterReader.decode(bmp, "x").rgb());
  }

  @Test
  void headersOfBitmapsThatLieAreRefused() {
    RasterReader.decode(bmp().array(), "x");
    int[] hostile = {
      0, 5, 1_000, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x4000_0000, 0x5555_5556, 0xfffffff0
    };
    for (int value : hostile) {
      refusal(bmp().putInt(18, value).array());
      refusal(bmp().putInt(22, value == -1 ? -2 : value).array());
      if (value > 54 || value < 0) {
        refusal(bmp().putInt(10, value).array());
      }
      if (value != 0 && value != 1_000) {
        refusal(bmp().putInt(14, value).array());
      }
    }
    assertArrayEquals(
        new byte[12], RasterReader.decode(bmp().putInt(22, -1).array(), "x").rgb(), "top-down");
    // 65,536 squared pixels are 0 in 32 bits.
    refusal(bmp().putInt(18, 65_536).putInt(22, 65_536).array());
    for (int compression : new int[] {4, 5, 7, -1}) {
      refusal(bmp().putInt(30, compression).array());
    }
    for (int bits : new int[] {0, 3, 7, 48, 255}) {
      refusal(bmp().putShort(28, (short) bits).array());
    }
  }

  private static ByteBuffer webp() {
    return ByteBuffer.wrap(Fixtures.bytes("formats/rgb.webp")).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void webpThatLiesOrMovesIsRefused() {
    assertTrue(refusal(Fixtures.bytes("formats/animated.webp")).contains("is an animation"));
    // Sides of 16,384, the most that the header holds.
    assertTrue(refusal(webp().putInt(21, 0x0fff_ffff).array()).contains("16384x16384 pixels"));
    // 4,096 squared would be allowed, and are 50 MB; the file has some hundred bytes.
    assertTrue(refusal(webp().putInt(21, 4095 | 4095 << 14).array()).contains("4096x4096"));
    assertTrue(refusal(webp().put(20, (byte) 0).array()).contains("contradict"));
    assertTrue(refusal(webp().putInt(16, 1 << 30).array()).contains("truncated"));
    assertTrue(refusal(webp().putInt(4, -1).array()).contains("truncated"));
    assertTrue(refusal(webp().putInt(4, 4).array()).contains("holds no picture"));
    byte[] padded = java.util.Arrays.copyOf(Fixtures.bytes("formats/rgb.webp"), 900);
    ByteBuffer zeros = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
    assertTrue(refusal(zeros.putInt(4, 892).putInt(16, 880).array()).contains("but zeros"));
  }

  @Test
  void aPictureOfOneColourIsNoBomb() {
    Raster black = RasterReader.decode(Fixtures.bytes("formats/black.webp"), "black.webp");
    assertEquals(450, black.width());
    assertArrayEquals(new byte[3 * 450 * 450], black.rgb());
  }
}
