package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

class RasterReaderTest {
  @Test
  void everyFormatHasPillowsPixels() {
    for (Map<String, String> row : Fixtures.table("formats.tsv")) {
      String name = row.get("file");
      Raster raster = RasterReader.decode(Fixtures.bytes("formats/" + name), name);
      assertEquals(Fixtures.integer(row, "w"), raster.width(), name);
      assertEquals(Fixtures.integer(row, "h"), raster.height(), name);
      assertEquals(row.get("sha256"), Hashing.sha256Hex(raster.rgb()), name);
    }
  }

  @Test
  void lossyWebpIsPillowsPictureButForEdgesOfBlocks() {
    Raster read = RasterReader.decode(Fixtures.bytes("formats/lossy.webp"), "lossy.webp");
    Raster pillow = RasterReader.decode(Fixtures.bytes("lossy-webp.png"), "lossy-webp.png");
    assertEquals(pillow.width(), read.width());
    long sum = 0;
    int most = 0;
    for (int i = 0; i < pillow.rgb().length; i++) {
      int difference = Math.abs((pillow.rgb()[i] & 0xff) - (read.rgb()[i] & 0xff));
      sum += difference;
      most = Math.max(most, difference);
    }
    assertTrue(sum <= pillow.rgb().length / 2, "0.5 of 255 on average, was " + sum);
    assertTrue(most <= 30, "at an edge " + most);
  }

  @Test
  void headsTellSidesAndWhetherPixelsAreKept() {
    for (Map<String, String> row : Fixtures.table("formats.tsv")) {
      String name = row.get("file");
      RasterReader.Head head = RasterReader.head(Fixtures.bytes("formats/" + name), name);
      assertEquals(
          new RasterReader.Head(
              Fixtures.integer(row, "w"), Fixtures.integer(row, "h"), !name.endsWith(".jpg")),
          head,
          name);
    }
    assertFalse(RasterReader.head(Fixtures.bytes("formats/lossy.webp"), "x").lossless());
  }

  @Test
  void coloursThatAreNeitherGreyNorRgbAreRefused() {
    for (String name : new String[] {"cmyk.jpg", "float.tif"}) {
      assertRefused(Fixtures.bytes("formats/" + name), name);
    }
  }

  @Test
  void whatIsCutOffIsRefusedInEveryFormat() {
    for (Map<String, String> row : Fixtures.table("formats.tsv")) {
      String name = row.get("file");
      byte[] whole = Fixtures.bytes("formats/" + name);
      for (int percent : new int[] {2, 10, 30, 50, 75}) {
        assertRefused(Arrays.copyOf(whole, whole.length * percent / 100), percent + "-" + name);
      }
    }
  }

  // Damaged content may decode to a wrong picture; it must never end in anything but UserError.
  @Test
  void damagedBytesNeverEndInAnotherError() {
    for (Map<String, String> row : Fixtures.table("formats.tsv")) {
      String name = row.get("file");
      byte[] whole = Fixtures.bytes("formats/" + name);
      for (int at = 0; at < Math.min(whole.length, 160); at++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) 0xff;
        try {
          assertNotNull(RasterReader.decode(damaged, name));
        } catch (UserError e) {
          assertTrue(e.getMessage().contains(name), e.getMessage());
          assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
      }
    }
  }

  @Test
  void emptyAndForeignFilesAreRefused() {
    assertRefused(new byte[0], "empty.bmp");
    assertRefused(
        "BMore text than image".getBytes(java.nio.charset.StandardCharsets.UTF_8), "a.txt");
    assertRefused(new byte[100], "zeros.png");
  }

  @Test
  void missingFilesAndFoldersAreNamed(@TempDir Path folder) {
    Path missing = folder.resolve("no.bmp");
    UserError e = assertThrows(UserError.class, () -> RasterReader.read(missing));
    assertTrue(e.getMessage().contains(missing.toString()));
    e = assertThrows(UserError.class, () -> RasterReader.read(folder));
    assertTrue(e.getMessage().contains(folder.toString()));
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("x.png"), RasterWriter.png(Fixtures.rough(50, 40)));
    assertArrayEquals(Fixtures.rough(50, 40).rgb(), RasterReader.read(file).rgb());
  }

  @Test
  void hugeImagesAreRefusedBeforeTheyAreDecoded() {
    byte[] bmp = bmp(Fixtures.rough(5, 4), 40, false);
    ByteBuffer header = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(18, 200_000).putInt(22, 200_000);
    assertTrue(refusal(bmp, "huge.bmp").contains("200000x200000"));
    byte[] png = RasterWriter.png(Raster.black(1, 1));
    ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertTrue(refusal(png, "bomb.png").contains("50000x50000"));
  }

  @Test
  void bitmapsOfBothDirectionsAndLongHeadersAreRead() {
    for (int width = 1; width < 9; width++) {
      Raster raster = Fixtures.rough(width, 6);
      for (int infoSize : new int[] {40, 52, 56, 108, 124}) {
        for (boolean topDown : new boolean[] {false, true}) {
          Raster read = RasterReader.decode(bmp(raster, infoSize, topDown), "x.bmp");
          assertArrayEquals(raster.rgb(), read.rgb());
        }
      }
    }
  }

  @Test
  void bitmapsThatLackOnePixelAreRefused() {
    // Width 4: no padding, so that the last byte is the blue-green-red's last.
    byte[] bmp = bmp(Fixtures.rough(4, 3), 40, false);
    assertTrue(refusal(Arrays.copyOf(bmp, bmp.length - 1), "short.bmp").contains("truncated"));
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 1_000_000);
    assertRefused(bmp, "offset.bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, -1);
    assertRefused(bmp, "negative-offset.bmp");
    byte[] other = bmp(Fixtures.rough(4, 3), 40, false);
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
    assertRefused(other, "height.bmp");
  }

  private static void assertRefused(byte[] bytes, String name) {
    refusal(bytes, name);
  }

  private static String refusal(byte[] bytes, String name) {
    UserError e = assertThrows(UserError.class, () -> RasterReader.decode(bytes, name), name);
    assertTrue(e.getMessage().startsWith(name), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e.getMessage();
  }

  private static byte[] bmp(Raster raster, int infoSize, boolean topDown) {
    int stride = (3 * raster.width() + 3) / 4 * 4;
    int offset = 14 + infoSize;
    ByteBuffer out =
        ByteBuffer.allocate(offset + stride * raster.height()).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(offset);
    out.putInt(infoSize).putInt(raster.width());
    out.putInt(topDown ? -raster.height() : raster.height());
    out.putShort((short) 1).putShort((short) 24);
    for (int y = 0; y < raster.height(); y++) {
      out.position(offset + stride * (topDown ? y : raster.height() - 1 - y));
      for (int x = 0; x < raster.width(); x++) {
        for (int c = 2; c >= 0; c--) {
          out.put((byte) raster.get(x, y, c));
        }
      }
    }
    return out.array();
  }
}
