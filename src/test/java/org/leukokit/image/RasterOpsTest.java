package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;

class RasterOpsTest {
  private final Raster in = Fixtures.rough(19, 13);

  @Test
  void translationShiftsAndFills() {
    Rgb fill = new Rgb(1, 2, 3);
    for (int[] d :
        new int[][] {{15, 4}, {-3, 2}, {4, -5}, {-6, -6}, {0, 0}, {19, 0}, {0, -13}, {99, 99}}) {
      Raster out = Translate.by(in, d[0], d[1], fill);
      for (int y = 0; y < 13; y++) {
        for (int x = 0; x < 19; x++) {
          int sx = x - d[0];
          int sy = y - d[1];
          boolean inside = sx >= 0 && sy >= 0 && sx < 19 && sy < 13;
          for (int c = 0; c < 3; c++) {
            assertEquals(inside ? in.get(sx, sy, c) : c + 1, out.get(x, y, c), Arrays.toString(d));
          }
        }
      }
    }
    assertArrayEquals(
        fill.raster(19, 13).rgb(), Translate.by(in, Integer.MIN_VALUE, 0, fill).rgb());
    assertArrayEquals(
        fill.raster(19, 13).rgb(), Translate.by(in, 0, Integer.MIN_VALUE, fill).rgb());
  }

  @Test
  void reflectionMirrorsColumnsAndUndoesItself() {
    Raster out = Reflect.leftRight(in);
    for (int y = 0; y < 13; y++) {
      for (int x = 0; x < 19; x++) {
        assertEquals(in.get(18 - x, y, 2), out.get(x, y, 2));
      }
    }
    assertArrayEquals(in.rgb(), Reflect.leftRight(out).rgb());
  }

  @Test
  void operationsAreTheirFunctions() {
    assertArrayEquals(in.rgb(), new RasterOp.Identity().apply(in).rgb());
    assertArrayEquals(
        Translate.by(in, 4, 5, Rgb.BLACK).rgb(), new RasterOp.Translation(4, 5).apply(in).rgb());
    assertArrayEquals(Reflect.leftRight(in).rgb(), new RasterOp.Reflection().apply(in).rgb());
    assertArrayEquals(
        Rotate.by(in, -35, Rgb.BLACK, Interpolation.BILINEAR).rgb(),
        new RasterOp.Rotation(-35).apply(in).rgb());
  }

  @Test
  void operationsLeaveTheirInputAlone() {
    byte[] before = in.rgb().clone();
    for (RasterOp op :
        List.of(
            new RasterOp.Identity(),
            new RasterOp.Translation(3, 3),
            new RasterOp.Reflection(),
            new RasterOp.Rotation(25))) {
      op.apply(in);
      assertArrayEquals(before, in.rgb(), op.id());
    }
  }

  @Test
  void idsNameOperationAndParameters() {
    assertEquals("original", new RasterOp.Identity().id());
    assertEquals("translated(17,-22)", new RasterOp.Translation(17, -22).id());
    assertEquals("reflected", new RasterOp.Reflection().id());
    assertEquals("rotated-left(35)", new RasterOp.Rotation(35).id());
    assertEquals("rotated-right(100)", new RasterOp.Rotation(-100).id());
    assertEquals("rotated-left(7.5)", new RasterOp.Rotation(7.5).id());
    assertEquals(new RasterOp.Rotation(0.0), new RasterOp.Rotation(-0.0));
  }

  @Test
  void drawsCoverTheirRangeAndNothingElse() {
    AugmentationDraw angles = new AugmentationDraw(25, 125, 5);
    AugmentationDraw shifts = AugmentationDraw.range(15, 25);
    TreeSet<Double> left = new TreeSet<>();
    TreeSet<Double> right = new TreeSet<>();
    TreeSet<Integer> x = new TreeSet<>();
    TreeSet<Integer> y = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      RandomStream random = RandomStream.at(7, "augment", i);
      left.add(angles.rotationLeft(random).degrees());
      right.add(angles.rotationRight(random).degrees());
      RasterOp.Translation shift = shifts.translation(random);
      x.add(shift.dx());
      y.add(shift.dy());
    }
    assertEquals(21, left.size());
    assertEquals(25.0, left.first());
    assertEquals(125.0, left.last());
    assertTrue(left.stream().allMatch(a -> a % 5 == 0));
    assertEquals(21, right.size());
    assertEquals(-125.0, right.first());
    assertEquals(-25.0, right.last());
    assertEquals(11, x.size());
    assertEquals(15, x.first());
    assertEquals(25, x.last());
    assertEquals(x, y);
    assertEquals(
        angles.rotationLeft(RandomStream.at(7, "augment", 3)),
        angles.rotationLeft(RandomStream.at(7, "augment", 3)));
  }

  @Test
  void emptyRangesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AugmentationDraw(5, 4, 1));
    assertThrows(IllegalArgumentException.class, () -> new AugmentationDraw(4, 5, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AugmentationDraw(Integer.MIN_VALUE, Integer.MAX_VALUE, 1));
  }
}
