package org.leukokit.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.image.Raster;

/** Maps by hand. */
class HeatMapTest {
  private static final HeatMap RISING = new HeatMap(2, 1, new float[] {1, 3});

  @Test
  void isScaledFromItsSmallestToItsLargestValue() {
    assertArrayEquals(new float[] {0, 1}, RISING.scaled().values());
    HeatMap flat = new HeatMap(2, 1, new float[] {5, 5}).scaled();
    assertArrayEquals(new float[] {0, 0}, flat.values(), "a flat map points nowhere");
  }

  @Test
  void saysWhyItShowsNoPlace() {
    assertEquals(Optional.empty(), RISING.blank("healthy"));
    assertEquals(
        Optional.of("nothing speaks for healthy"),
        new HeatMap(2, 1, new float[] {0, 0}).blank("healthy"));
    assertEquals(
        Optional.of("all places alike for leukemic"),
        new HeatMap(1, 2, new float[] {3, 3}).blank("leukemic"));
  }

  @Test
  void meanFollowsTheWeights() {
    HeatMap falling = new HeatMap(2, 1, new float[] {5, 1});
    HeatMap mean = HeatMap.mean(List.of(RISING, falling), new double[] {3, 1});
    assertArrayEquals(new float[] {2, 2.5f}, mean.values());
    assertThrows(
        IllegalArgumentException.class,
        () -> HeatMap.mean(List.of(RISING, falling), new double[] {0, 0}));
    assertThrows(
        IllegalArgumentException.class,
        () -> HeatMap.mean(List.of(RISING, falling), new double[] {1, -1}));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            HeatMap.mean(
                List.of(RISING, new HeatMap(1, 2, new float[] {1, 2})), new double[] {1, 1}));
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> new HeatMap(1, 1, new float[] {Float.NaN}));
    assertThrows(IllegalArgumentException.class, () -> new HeatMap(2, 2, new float[3]));
  }

  @Test
  void overlayLeavesTheImageWhereTheMapIsLowest() {
    byte[] rgb = new byte[3 * 4];
    java.util.Arrays.fill(rgb, (byte) 100);
    Raster over = Overlay.of(new Raster(4, 1, rgb), new HeatMap(4, 1, new float[] {0, 1, 2, 3}));
    assertEquals(100, over.get(0, 0, 0));
    assertEquals(100, over.get(0, 0, 2));
    int[] top = new int[3];
    Overlay.ramp(1, top);
    assertEquals(Math.round(0.4 * 100 + 0.6 * top[0]), over.get(3, 0, 0));
  }

  @Test
  void rampGrowsLighter() {
    double before = -1;
    int[] rgb = new int[3];
    for (int i = 0; i <= 100; i++) {
      Overlay.ramp(i / 100f, rgb);
      double light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
      assertTrue(light >= before, i + ": " + light + " after " + before);
      before = light;
    }
  }
}
