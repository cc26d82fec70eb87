package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Crop, bounding box, contact sheet and PNG. */
class RasterPartsTest {
  @Test
  void centreCropTakesTheMiddle() {
    Raster in = Fixtures.rough(11, 8);
    Raster out = Crop.centre(in, 4, 5);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 4; x++) {
        assertEquals(in.get(x + 3, y + 1, 0), out.get(x, y, 0));
      }
    }
    assertArrayEquals(in.rgb(), Crop.centre(in, 11, 8).rgb());
    assertThrows(IllegalArgumentException.class, () -> Crop.centre(in, 12, 8));
    assertThrows(IllegalArgumentException.class, () -> Crop.centre(in, 0, 8));
    assertThrows(IllegalArgumentException.class, () -> Crop.rectangle(in, 8, 0, 4, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Crop.rectangle(in, 1, 0, Integer.MAX_VALUE, 1));
  }

  @Test
  void boxHoldsAllThatIsAboveTheThreshold() {
    Raster in = Raster.black(20, 10);
    assertEquals(Optional.empty(), BoundingBox.of(in, 0));
    in.rgb()[3 * (4 * 20 + 7) + 2] = 1;
    assertEquals(Optional.of(new BoundingBox(7, 4, 1, 1)), BoundingBox.of(in, 0));
    assertEquals(Optional.empty(), BoundingBox.of(in, 1));
    in.rgb()[3 * (9 * 20 + 3)] = (byte) 200;
    in.rgb()[3 * (6 * 20 + 19) + 1] = (byte) 130;
    assertEquals(Optional.of(new BoundingBox(3, 4, 17, 6)), BoundingBox.of(in, 0));
    assertEquals(Optional.of(new BoundingBox(3, 6, 17, 4)), BoundingBox.of(in, 129));
    assertThrows(IllegalArgumentException.class, () -> BoundingBox.of(in, 255));
    assertThrows(IllegalArgumentException.class, () -> BoundingBox.of(in, -1));
  }

  @Test
  void sheetHasARowOfFieldsAndGaps() {
    Raster a = new Rgb(10, 0, 0).raster(4, 3);
    Raster b = new Rgb(20, 0, 0).raster(2, 3);
    Raster sheet = ContactSheet.of(List.of(a, b, a), 2, 5, Rgb.WHITE);
    assertEquals(13, sheet.width());
    assertEquals(11, sheet.height());
    int[] row = {10, 10, 10, 10, 255, 255, 255, 255, 255, 255, 20, 20, 255};
    for (int x = 0; x < 13; x++) {
      assertEquals(row[x], sheet.get(x, 1, 0), "column " + x);
      assertEquals(255, sheet.get(x, 5, 0));
      assertEquals(x < 4 ? 10 : 255, sheet.get(x, 9, 0));
    }
    assertEquals(4, ContactSheet.of(List.of(a), 7, 5, Rgb.BLACK).width());
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of(), 1, 1, Rgb.BLACK));
    assertThrows(
        IllegalArgumentException.class, () -> ContactSheet.of(List.of(a), 0, 1, Rgb.BLACK));
  }

  @Test
  void pngIsReadBackByImageIoAndAlwaysTheSame() throws IOException {
    for (Raster in : List.of(Fixtures.rough(57, 31), Fixtures.smooth(40, 33), Raster.black(1, 1))) {
      byte[] png = RasterWriter.png(in);
      assertArrayEquals(png, RasterWriter.png(in));
      assertArrayEquals(in.rgb(), RasterReader.decode(png, "x.png").rgb());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      for (int y = 0; y < in.height(); y++) {
        for (int x = 0; x < in.width(); x++) {
          int rgb = in.get(x, y, 0) << 16 | in.get(x, y, 1) << 8 | in.get(x, y, 2);
          assertEquals(rgb, image.getRGB(x, y) & 0xffffff);
        }
      }
    }
    assertTrue(RasterWriter.png(Raster.black(450, 450)).length < 5_000);
  }

  @Test
  void coloursAreBytes() {
    assertThrows(IllegalArgumentException.class, () -> new Rgb(256, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rgb(0, -1, 0));
  }
}
