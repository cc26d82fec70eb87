package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.UserError;

/** Images that are not what their values alone say; see image_orientation.py. */
class ImageTagsTest {
  private static byte[] file(String name) throws IOException {
    try (InputStream in = ImageTagsTest.class.getResourceAsStream("/image/tags/" + name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void picturesStandAsPillowTurnsThem() throws IOException {
    List<String> lines = new String(file("turned.tsv"), StandardCharsets.US_ASCII).lines().toList();
    assertEquals(32, lines.size());
    for (String line : lines) {
      String[] row = line.split("\t");
      byte[] bytes = file(row[0]);
      Raster read = RasterReader.decode(bytes, row[0]);
      int times = row[0].endsWith("jpg") ? 16 : 1;
      assertEquals(Integer.parseInt(row[1]) * times, read.width(), line);
      assertEquals(Integer.parseInt(row[2]) * times, read.height(), line);
      byte[] expected = HexFormat.of().parseHex(row[3]);
      if (times == 1) {
        assertArrayEquals(expected, read.rgb(), line);
      } else {
        for (int i = 0; i < expected.length; i++) {
          int x = i / 3 % (read.width() / 16) * 16 + 8;
          int y = i / 3 / (read.width() / 16) * 16 + 8;
          int there = read.rgb()[3 * (y * read.width() + x) + i % 3] & 0xff;
          assertEquals(expected[i] & 0xff, there, 25, line + " " + i);
        }
      }
      boolean upright = row[0].startsWith("1");
      assertEquals(upright ? 0 : 1, ImageNotes.of(bytes).size());
    }
    assertEquals(
        List.of("turned clockwise by 90 degrees, as its orientation tag says"),
        ImageNotes.of(file("6.jpg")));
    // Some programs begin the chunk as JPEG's segment begins.
    byte[] webp = file("6.webp");
    int at = new String(webp, StandardCharsets.ISO_8859_1).indexOf("EXIF");
    boolean prefixed = webp[at + 8] == 'E';
    byte[] other = new byte[webp.length + (prefixed ? -6 : 6)];
    System.arraycopy(webp, 0, other, 0, at + 8);
    if (prefixed) {
      System.arraycopy(webp, at + 14, other, at + 8, webp.length - at - 14);
    } else {
      System.arraycopy("Exif\0\0".getBytes(StandardCharsets.US_ASCII), 0, other, at + 8, 6);
      System.arraycopy(webp, at + 8, other, at + 14, webp.length - at - 8);
    }
    other[at + 4] += prefixed ? -6 : 6;
    other[4] += prefixed ? -6 : 6;
    assertEquals(ImageNotes.of(webp), ImageNotes.of(other));
    assertArrayEquals(RasterReader.decode(webp, "6").rgb(), RasterReader.decode(other, "6").rgb());
  }

  @Test
  void furtherPagesAreSaid() throws IOException {
    assertEquals(List.of("the first of its 3 pages is taken"), ImageNotes.of(file("pages.tif")));
  }

  @ParameterizedTest
  @CsvSource({"255, 8", "1023, 10", "4095, 12", "65535, 16"})
  void sixteenBitsThatAreFewer(int most, int depth) throws IOException {
    for (String format : new String[] {"png", "tiff"}) {
      BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_USHORT_GRAY);
      for (int i = 0; i < 8; i++) {
        image.getRaster().setSample(i % 4, i / 4, 0, most * i / 7);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertTrue(ImageIO.write(image, format, out));
      Raster read = RasterReader.decode(out.toByteArray(), "cell");
      for (int i = 0; i < 8; i++) {
        assertEquals(most * i / 7 >> (depth - 8), read.rgb()[3 * i] & 0xff);
      }
      assertEquals(depth == 16 ? 0 : 1, ImageNotes.of(out.toByteArray()).size());
    }
  }

  private static byte[] written(String format) throws IOException {
    BufferedImage image = new BufferedImage(97, 61, BufferedImage.TYPE_INT_RGB);
    Raster rough = Fixtures.smooth(97, 61);
    for (int i = 0; i < 97 * 61; i++) {
      int noise = i * 2654435 >>> 7 & 63;
      int red = 1 + (rough.rgb()[3 * i] & 0xff) * 3 / 4 + noise;
      image.setRGB(i % 97, i / 97, Math.min(255, red) << 16 | 90 + noise << 8 | 60 + noise);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  /** From some byte on a broken copy has zeros; or it ends there. */
  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp"})
  void aPictureThatStopsHalfWay(String format) throws IOException {
    byte[] whole = written(format);
    assertEquals(97, RasterReader.decode(whole, "whole").width());
    for (int part = 2; part < 10; part++) {
      int from = whole.length * part / 10 + 5;
      byte[] zeroed = whole.clone();
      Arrays.fill(zeroed, from, whole.length, (byte) 0);
      requireRefused(zeroed, format + " zeroed from " + from);
      requireRefused(Arrays.copyOf(whole, from), format + " cut at " + from);
    }
  }

  @Test
  void zerosInTheMiddleOfCompressedPictures() throws IOException {
    for (String format : new String[] {"jpg", "png"}) {
      byte[] whole = written(format);
      for (int part = 4; part < 8; part++) {
        byte[] zeroed = whole.clone();
        int from = whole.length * part / 10;
        Arrays.fill(zeroed, from, from + whole.length / 8, (byte) 0);
        requireRefused(zeroed, format + " zeroed from " + from);
      }
    }
  }

  private static void requireRefused(byte[] bytes, String what) {
    UserError error =
        assertThrows(UserError.class, () -> RasterReader.decode(bytes, "a.img"), what);
    assertEquals(1, error.getMessage().lines().count());
    assertTrue(error.getMessage().startsWith("a.img"), error.getMessage());
  }

  private static byte[] bmp(Raster raster) throws IOException {
    int w = raster.width();
    BufferedImage image = new BufferedImage(w, raster.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < w * raster.height(); i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | raster.rgb()[3 * i + c] & 0xff;
      }
      image.setRGB(i % w, i / w, rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, "bmp", out));
    return out.toByteArray();
  }

  /** Black bars and cells on black are pictures. */
  @Test
  void blackThatBelongsThere() throws IOException {
    Raster bar = Fixtures.smooth(40, 30);
    Arrays.fill(bar.rgb(), 0, 3 * 40 * 10, (byte) 0);
    assertArrayEquals(bar.rgb(), RasterReader.decode(bmp(bar), "bar").rgb());
    Raster cell = Fixtures.framed(64, 48);
    assertArrayEquals(cell.rgb(), RasterReader.decode(bmp(cell), "cell").rgb());
  }

  @Test
  void brightSurroundings() {
    Raster white = Raster.black(20, 10);
    Arrays.fill(white.rgb(), (byte) 230);
    assertTrue(Surroundings.bright(white));
    assertEquals(false, Surroundings.bright(Fixtures.framed(64, 48)));
    assertEquals(false, Surroundings.bright(Raster.black(1, 1)));
  }
}
