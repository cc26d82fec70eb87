package org.leukokit.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart in 256 colours, which makes its file less than half as large. A chart has a few colours
 * and the steps between them at its edges: those that occur most are kept exactly, every other
 * becomes the nearest of them. The same picture gives the same colours.
 */
final class FewColours {
  private static final int MOST = 256;

  private FewColours() {}

  /**
   * The picture in few colours.
   *
   * @param image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  static BufferedImage of(BufferedImage image) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] palette = palette(pixels);
    BufferedImage few =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
    Map<Integer, Integer> nearest = new HashMap<>();
    byte[] indices = ((java.awt.image.DataBufferByte) few.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int rgb = pixels[i] & 0xffffff;
      indices[i] = (byte) (int) nearest.computeIfAbsent(rgb, c -> nearest(c, palette));
    }
    return few;
  }

  /** Of each little cube of colours the most frequent one, of these the most frequent. */
  private static int[] palette(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    Map<Integer, Integer> cubes = new HashMap<>();
    Map<Integer, Integer> first = new HashMap<>();
    Comparator<Integer> byCount =
        Comparator.comparing((Integer c) -> -counts.get(c)).thenComparing(c -> c);
    counts.keySet().stream()
        .sorted(byCount)
        .forEach(
            c -> {
              int cube = c & 0xf0f0f0;
              cubes.merge(cube, counts.get(c), Integer::sum);
              first.putIfAbsent(cube, c);
            });
    List<Integer> kept =
        cubes.keySet().stream()
            .sorted(Comparator.comparing((Integer cube) -> -cubes.get(cube)).thenComparing(c -> c))
            .limit(MOST)
            .map(first::get)
            .toList();
    return kept.stream().mapToInt(c -> c).toArray();
  }

  private static int nearest(int rgb, int[] palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length && least > 0; i++) {
      int distance = 0;
      for (int shift = 0; shift < 24; shift += 8) {
        int d = (rgb >> shift & 0xff) - (palette[i] >> shift & 0xff);
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
