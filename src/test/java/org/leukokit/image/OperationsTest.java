package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;

/** Mirroring, blur, shear, warp and noise against OpenCV and SciPy. */
class OperationsTest {
  private static RasterOp operation(String name, String[] p) {
    return switch (name) {
      case "mirrored" -> new RasterOp.Reflection();
      case "flipped" -> new RasterOp.Flip();
      case "blurred" -> new RasterOp.Blur(Integer.parseInt(p[0]));
      case "mirrored-both-ways" -> new RasterOp.MirrorBothWays();
      case "sheared" -> new RasterOp.Shear(Double.parseDouble(p[0]), Double.parseDouble(p[1]));
      case "salt-and-pepper" ->
          new RasterOp.SaltAndPepper(Double.parseDouble(p[0]), Long.parseLong(p[1]));
      case "warped" ->
          new RasterOp.Warp(
              Double.parseDouble(p[0]),
              Double.parseDouble(p[1]),
              Double.parseDouble(p[2]),
              Double.parseDouble(p[3]),
              Double.parseDouble(p[4]),
              p[5].equals("1"),
              p[6].equals("1"));
      default -> throw new AssertionError(name);
    };
  }

  /** Mirroring and blur: OpenCV's bytes. Shear, warp: SciPy's. Noise: another xoshiro256**. */
  @Test
  void equalBitForBit() {
    TreeSet<String> seen = new TreeSet<>();
    for (Map<String, String> row : Fixtures.table("operations-exact.tsv")) {
      int w = Fixtures.integer(row, "w");
      int h = Fixtures.integer(row, "h");
      Raster in = row.get("picture").equals("rough") ? Fixtures.rough(w, h) : Fixtures.framed(w, h);
      RasterOp op = operation(row.get("operation"), row.get("parameters").split(","));
      byte[] before = in.rgb().clone();
      assertEquals(row.get("sha256"), Hashing.sha256Hex(op.apply(in).rgb()), row.toString());
      assertArrayEquals(before, in.rgb());
      seen.add(row.get("operation"));
    }
    assertEquals(7, seen.size());
  }

  /** Slopes of at most 4 a pixel: 1/32 pixel and the border are worth a few levels. */
  @Test
  void shearIsOpenCvsToItsPrecision() {
    byte[] all = Fixtures.bytes("shear-opencv.bin");
    for (Map<String, String> row : Fixtures.table("shear-opencv.tsv")) {
      int w = Fixtures.integer(row, "w");
      int h = Fixtures.integer(row, "h");
      int offset = Fixtures.integer(row, "offset");
      byte[] expected = Arrays.copyOfRange(all, offset, offset + 3 * w * h);
      byte[] out =
          new RasterOp.Shear(Double.parseDouble(row.get("factor")))
              .apply(Fixtures.smooth(w, h))
              .rgb();
      int worst = 0;
      for (int i = 0; i < out.length; i++) {
        worst = Math.max(worst, Math.abs((out[i] & 0xff) - (expected[i] & 0xff)));
      }
      assertTrue(worst <= 4, row + " differs by " + worst);
    }
  }

  @Test
  void idsNameOperationAndParameters() {
    assertEquals("flipped", new RasterOp.Flip().id());
    assertEquals("blurred(17)", new RasterOp.Blur(17).id());
    assertEquals("sheared(-0.3,0)", new RasterOp.Shear(-0.3).id());
    assertEquals("salt-and-pepper-pixels(0.02,-5)", new RasterOp.SaltAndPepper(0.02, -5).id());
    assertEquals(
        "warped(12.5,3,-4,1.05,0.9,mirrored)",
        new RasterOp.Warp(12.5, 3, -4, 1.05, 0.9, true, false).id());
    assertEquals(
        "warped(0,0,0,1,1,flipped)", new RasterOp.Warp(-0.0, 0, -0.0, 1, 1, false, true).id());
  }

  @Test
  void wrongParametersAreRefused() {
    for (int size : new int[] {0, 4, -3, 33}) {
      assertThrows(IllegalArgumentException.class, () -> new RasterOp.Blur(size));
    }
    assertThrows(IllegalArgumentException.class, () -> new RasterOp.Shear(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new RasterOp.Shear(0, 1.1));
    AugmentationDraw any = AugmentationDraw.range(10, 35);
    assertThrows(IllegalArgumentException.class, () -> new CopyDraw(any, any, 2, 4));
    assertThrows(IllegalArgumentException.class, () -> new CopyDraw(any, any, 101, 5));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CopyDraw(any, AugmentationDraw.range(10, 101), 2, 5));
    assertThrows(IllegalArgumentException.class, () -> new RasterOp.SaltAndPepper(1.01, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new RasterOp.Warp(1, 0, 0, 0, 1, false, false));
    assertThrows(IllegalArgumentException.class, () -> new WarpDraw(180, 0.1, 1, true, true));
  }

  @Test
  void drawsAreFoundByTheirAddressAndCoverTheirRanges() {
    WarpDraw draw = new WarpDraw(180, 0.1, 0.1, true, true);
    assertEquals(
        "rotation ±180°, shift ±10 %, zoom ±10 %, mirrored or not, flipped or not",
        draw.describe());
    int mirrored = 0;
    int flipped = 0;
    double[] least = {9, 9, 9};
    double[] most = {-9, -9, -9};
    TreeSet<Integer> sizes = new TreeSet<>();
    TreeSet<Double> shears = new TreeSet<>();
    TreeSet<Long> seeds = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      RasterOp.Warp w = draw.draw(300, 200, RandomStream.at(1, "augment", i));
      assertEquals(w, draw.draw(300, 200, RandomStream.at(1, "augment", i)));
      double[] values = {w.degrees() / 180, w.shiftX() / 30, w.zoomY()};
      for (int v = 0; v < 3; v++) {
        least[v] = Math.min(least[v], values[v]);
        most[v] = Math.max(most[v], values[v]);
      }
      assertTrue(Math.abs(w.shiftY()) <= 20 && Math.abs(w.zoomX() - 1) <= 0.1);
      mirrored += w.mirrored() ? 1 : 0;
      flipped += w.flipped() ? 1 : 0;
      RandomStream random = RandomStream.at(2, "augment", i);
      sizes.add(new AugmentationDraw(5, 17, 2).blur(random).size());
      shears.add(AugmentationDraw.range(10, 35).shear(random).x());
      seeds.add(AugmentationDraw.range(2, 2).saltAndPepper(random).seed());
    }
    assertArrayEquals(new double[] {-1, -1, 0.9}, least, 0.01);
    assertArrayEquals(new double[] {1, 1, 1.1}, most, 0.01);
    assertEquals(500, mirrored, 60);
    assertEquals(500, flipped, 60);
    assertEquals(new TreeSet<>(java.util.List.of(5, 7, 9, 11, 13, 15, 17)), sizes);
    assertEquals(26, shears.size());
    assertEquals(0.1, shears.first());
    assertEquals(0.35, shears.last());
    assertEquals(1000, seeds.size());
  }

  @Test
  void noiseReplacesExactlyItsShareHalfBlackAndHalfWhite() {
    for (int side : new int[] {450, 33, 5, 1}) {
      for (double share : new double[] {0.02, 0.5, 0, 1}) {
        Raster grey = new Rgb(100, 110, 120).raster(side, side);
        Raster noisy = new RasterOp.SaltAndPepper(share, 11).apply(grey);
        int salt = 0;
        int pepper = 0;
        for (int i = 0; i < noisy.rgb().length; i += 3) {
          salt += noisy.rgb()[i] == (byte) 255 ? 1 : 0;
          pepper += noisy.rgb()[i] == 0 ? 1 : 0;
        }
        int replaced = (int) Math.round(share * side * side);
        assertEquals(replaced / 2, salt, side + " " + share);
        assertEquals(replaced - replaced / 2, pepper, side + " " + share);
      }
    }
    Raster grey = new Rgb(100, 110, 120).raster(300, 300);
    assertNotEquals(
        Hashing.sha256Hex(new RasterOp.SaltAndPepper(0.02, 11).apply(grey).rgb()),
        Hashing.sha256Hex(new RasterOp.SaltAndPepper(0.02, 12).apply(grey).rgb()));
  }

  /** All quarters of the picture get their share: nothing prefers its beginning or its end. */
  @Test
  void noiseIsSpreadEvenly() {
    Raster noisy = new RasterOp.SaltAndPepper(0.02, 5).apply(new Rgb(9, 9, 9).raster(300, 300));
    int[] quarters = new int[4];
    for (int i = 0; i < noisy.rgb().length; i += 3) {
      quarters[i / (noisy.rgb().length / 4)] += noisy.rgb()[i] == 9 ? 0 : 1;
    }
    for (int quarter : quarters) {
      // 450 are expected, with a standard deviation of 18.
      assertEquals(450, quarter, 90, Arrays.toString(quarters));
    }
  }

  @Test
  void aShearedCellStandsInTheMiddleAndIsWhole() {
    Raster cell = Raster.black(90, 80);
    for (int y = 5; y < 45; y++) {
      Arrays.fill(cell.rgb(), 3 * (y * 90 + 2), 3 * (y * 90 + 42), (byte) 200);
    }
    for (double y : new double[] {0, 0.2}) {
      Raster sheared = new RasterOp.Shear(0.35, y).apply(cell);
      BoundingBox box = BoundingBox.of(sheared, 0).orElseThrow();
      assertEquals((90 - box.width()) / 2, box.x());
      assertEquals((80 - box.height()) / 2, box.y());
      assertTrue(box.width() >= 53, "40 wide, moved by 0.35 times 40 rows");
      long before = 0;
      long after = 0;
      for (int i = 0; i < cell.rgb().length; i++) {
        before += cell.rgb()[i] & 0xff;
        after += sheared.rgb()[i] & 0xff;
      }
      assertEquals(1, (double) after / before, 0.01, "a shear keeps areas");
    }
  }

  @Test
  void copiesAreMadeByTheWholeChain() {
    CopyDraw draw =
        new CopyDraw(AugmentationDraw.range(20, 339), AugmentationDraw.range(10, 35), 2, 5);
    java.util.TreeMap<String, Integer> kinds = new java.util.TreeMap<>();
    TreeSet<Double> angles = new TreeSet<>();
    TreeSet<Double> factors = new TreeSet<>();
    int both = 0;
    for (int i = 0; i < 12_000; i++) {
      RasterOp.Chain chain = draw.draw(RandomStream.at(1, "copy", i));
      assertEquals(chain, draw.draw(RandomStream.at(1, "copy", i)));
      kinds.merge(chain.steps().get(0).id(), 1, Integer::sum);
      angles.add(((RasterOp.Rotation) chain.steps().get(1)).degrees());
      RasterOp last = chain.steps().get(chain.steps().size() - 1);
      kinds.merge(last.id().replaceAll("\\(.*", ""), 1, Integer::sum);
      if (last instanceof RasterOp.Shear shear) {
        factors.add(shear.x());
        both += shear.y() == 0 ? 0 : 1;
        assertTrue(shear.y() == 0 || shear.y() >= 0.1 && shear.y() <= 0.35, shear.id());
      } else if (last instanceof RasterOp.Blur blur) {
        assertEquals(5, blur.size());
      } else if (last instanceof RasterOp.SaltAndPepper noise) {
        assertEquals(0.02, noise.share());
      }
    }
    // Standard deviations of a third and a quarter of 12,000 are 52 and 47.
    for (String flip : new String[] {"reflected", "flipped", "mirrored-both-ways"}) {
      assertEquals(4000, kinds.get(flip), 260, kinds.toString());
    }
    for (String last :
        new String[] {"rotated-left", "sheared", "salt-and-pepper-pixels", "blurred"}) {
      assertEquals(3000, kinds.get(last), 240, kinds.toString());
    }
    assertEquals(1500, both, 240);
    assertEquals(7, kinds.size(), kinds.toString());
    assertEquals(320, angles.size());
    assertEquals(20, angles.first());
    assertEquals(339, angles.last());
    assertEquals(26, factors.size());
    assertEquals(0.1, factors.first());
    assertEquals(0.35, factors.last());
    Raster in = Fixtures.framed(31, 31);
    RasterOp.Chain chain =
        new RasterOp.Chain(
            java.util.List.of(
                new RasterOp.Flip(), new RasterOp.Rotation(35), new RasterOp.Blur(5)));
    assertEquals("flipped|rotated-left(35)|blurred(5)", chain.id());
    assertArrayEquals(
        GaussianBlur.of(Rotate.by(Reflect.topBottom(in), 35, Rgb.BLACK, Interpolation.BILINEAR), 5)
            .rgb(),
        chain.apply(in).rgb());
  }

  @Test
  void meansOfAnImage() {
    Raster r = new Raster(2, 1, new byte[] {(byte) 255, 0, 51, 0, 0, (byte) 204});
    assertEquals(new ImageMean(0.5, 0, 0.5), ImageMean.of(r));
  }
}
