package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotateTest {
  @Test
  void bilinearRotationIsSciPys() {
    byte[] all = Fixtures.bytes("rotate-scipy.bin");
    for (Map<String, String> row : Fixtures.table("rotate-scipy.tsv")) {
      Raster expected = expected(all, row);
      Raster out =
          Rotate.by(
              Fixtures.rough(expected.width(), expected.height()),
              Double.parseDouble(row.get("degrees")),
              Rgb.BLACK,
              Interpolation.BILINEAR);
      assertArrayEquals(expected.rgb(), out.rgb(), row.toString());
    }
  }

  // OpenCV rounds positions to 1/32 pixel; on slopes of at most 4 (and 255 at no border, as the
  // border mixes with black) that is worth at most a few levels.
  @Test
  void bilinearRotationIsOpenCvsToItsPrecision() {
    byte[] all = Fixtures.bytes("rotate-opencv.bin");
    for (Map<String, String> row : Fixtures.table("rotate-opencv.tsv")) {
      Raster expected = expected(all, row);
      Raster out =
          Rotate.by(
              Fixtures.smooth(expected.width(), expected.height()),
              Double.parseDouble(row.get("degrees")),
              Rgb.BLACK,
              Interpolation.BILINEAR);
      int worst = 0;
      for (int i = 0; i < out.rgb().length; i++) {
        worst = Math.max(worst, Math.abs((out.rgb()[i] & 0xff) - (expected.rgb()[i] & 0xff)));
      }
      assertTrue(worst <= 6, row + " differs by " + worst);
    }
  }

  @Test
  void quarterTurnsAreExact() {
    Raster in = Fixtures.rough(20, 20);
    for (Interpolation interpolation : Interpolation.values()) {
      Raster left = Rotate.by(in, 90, Rgb.BLACK, interpolation);
      for (int y = 0; y < 20; y++) {
        for (int x = 0; x < 20; x++) {
          // Counter-clockwise: the right edge becomes the upper one.
          assertEquals(in.get(19 - y, x, 1), left.get(x, y, 1));
        }
      }
      Raster around =
          Rotate.by(Rotate.by(left, 180, Rgb.BLACK, interpolation), 90, Rgb.BLACK, interpolation);
      assertArrayEquals(in.rgb(), around.rgb());
      assertArrayEquals(in.rgb(), Rotate.by(in, -720, Rgb.BLACK, interpolation).rgb());
    }
  }

  // A fill of another colour takes the way without the short cut around black.
  @Test
  void blackAroundACellMakesNoDifference() {
    Raster cell = Fixtures.framed(61, 47);
    Raster wide = Raster.black(161, 147);
    for (int y = 0; y < 47; y++) {
      System.arraycopy(cell.rgb(), 3 * 61 * y, wide.rgb(), 3 * (161 * (y + 50) + 50), 3 * 61);
    }
    for (Interpolation interpolation : Interpolation.values()) {
      for (int degrees = -125; degrees <= 125; degrees += 25) {
        Raster black = Rotate.by(wide, degrees, Rgb.BLACK, interpolation);
        Raster other = Rotate.by(wide, degrees, new Rgb(1, 1, 1), interpolation);
        assertArrayEquals(
            Crop.centre(other, 61, 61).rgb(), Crop.centre(black, 61, 61).rgb(), degrees + "");
      }
    }
    assertArrayEquals(
        new byte[75], Rotate.by(Raster.black(5, 5), 30, Rgb.BLACK, Interpolation.BILINEAR).rgb());
  }

  @Test
  void cornersTakeTheFill() {
    Rgb fill = new Rgb(9, 200, 77);
    Raster out = Rotate.by(Fixtures.smooth(30, 30), 45, fill, Interpolation.BILINEAR);
    assertEquals(9, out.get(0, 0, 0));
    assertEquals(200, out.get(29, 0, 1));
    assertEquals(77, out.get(0, 29, 2));
  }

  @Test
  void anAngleThatIsNoNumberIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Rotate.by(Raster.black(2, 2), Double.NaN, Rgb.BLACK, Interpolation.NEAREST));
  }

  private static Raster expected(byte[] all, Map<String, String> row) {
    int w = Fixtures.integer(row, "w");
    int h = Fixtures.integer(row, "h");
    int offset = Fixtures.integer(row, "offset");
    return new Raster(w, h, Arrays.copyOfRange(all, offset, offset + 3 * w * h));
  }
}
