package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;

class ResizeTest {
  @Test
  void isPillowsBilinearBitForBit() {
    for (Map<String, String> row : Fixtures.table("resize-pillow.tsv")) {
      int w = Fixtures.integer(row, "from_w");
      int h = Fixtures.integer(row, "from_h");
      boolean framed = row.get("picture").equals("framed");
      Raster in = framed ? Fixtures.framed(w, h) : Fixtures.rough(w, h);
      Raster out =
          Resize.bilinear(in, Fixtures.integer(row, "to_w"), Fixtures.integer(row, "to_h"));
      byte[] begin = HexFormat.of().parseHex(row.get("begin"));
      assertArrayEquals(begin, Arrays.copyOf(out.rgb(), begin.length), row.toString());
      assertEquals(row.get("sha256"), Hashing.sha256Hex(out.rgb()), row.toString());
    }
  }

  @Test
  void aFlatPictureStaysFlat() {
    Raster in = new Rgb(255, 3, 128).raster(45, 37);
    for (int side : new int[] {1, 7, 44, 45, 46, 200}) {
      assertArrayEquals(
          new Rgb(255, 3, 128).raster(side, side + 2).rgb(),
          Resize.bilinear(in, side, side + 2).rgb());
    }
  }

  @Test
  void sidesOutOfRangeAreRefused() {
    Raster in = Raster.black(3, 3);
    assertThrows(IllegalArgumentException.class, () -> Resize.bilinear(in, 0, 3));
    assertThrows(IllegalArgumentException.class, () -> Resize.bilinear(in, 3, 65_536));
  }
}
