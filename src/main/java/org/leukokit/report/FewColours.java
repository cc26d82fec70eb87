package org.leukokit.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A picture in few colours, which makes its file a third as large or less. The most frequent colour
 * is kept, then again and again the one that is missed most, by how often it occurs and how far it
 * is from those kept; every other becomes the nearest of them. So the colours of a chart stay
 * exactly what they are, and only steps at its edges change. The same picture gives the same
 * colours.
 */
final class FewColours {
  /** Enough for a chart: its colours and the steps at edges. */
  static final int CHART = 64;

  /** As many as a file with one byte a pixel can have. */
  static final int PHOTOGRAPH = 256;

  private FewColours() {}

  /**
   * The picture in few colours.
   *
   * @param image of type {@link BufferedImage#TYPE_INT_RGB}
   * @param most how many colours are left at most, 2 to 256
   */
  static BufferedImage of(BufferedImage image, int most) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    int[] colours = counts.keySet().stream().mapToInt(c -> c).toArray();
    int[] often = counts.values().stream().mapToInt(n -> n).toArray();
    int[] nearest = new int[colours.length];
    int[] palette = palette(colours, often, nearest, Math.min(most, colours.length));
    BufferedImage few =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
    byte[] indices = ((DataBufferByte) few.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int colour = java.util.Arrays.binarySearch(colours, pixels[i] & 0xffffff);
      indices[i] = (byte) nearest[colour];
    }
    return few;
  }

  private static int[] palette(int[] colours, int[] often, int[] nearest, int size) {
    int[] palette = new int[size];
    int[] distance = new int[colours.length];
    java.util.Arrays.fill(distance, Integer.MAX_VALUE);
    for (int k = 0; k < size; k++) {
      int next = 0;
      double missed = -1;
      for (int i = 0; i < colours.length; i++) {
        // At first nothing is kept: all are as far.
        double weight = (double) often[i] * distance[i];
        if (weight > missed) {
          missed = weight;
          next = i;
        }
      }
      palette[k] = colours[next];
      for (int i = 0; i < colours.length; i++) {
        int d = distance(colours[i], palette[k]);
        if (d < distance[i]) {
          distance[i] = d;
          nearest[i] = k;
        }
      }
    }
    return palette;
  }

  private static int distance(int a, int b) {
    int distance = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int d = (a >> shift & 0xff) - (b >> shift & 0xff);
      distance += d * d;
    }
    return distance;
  }
}
