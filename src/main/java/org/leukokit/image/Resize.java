package org.leukokit.image;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Bilinear resizing with half-pixel centres, widened to an antialiasing triangle when shrinking:
 * bit for bit what Pillow's {@code Image.resize(size, Image.BILINEAR)} gives for RGB images.
 *
 * <p>Two passes, columns first, each rounding to 8 bits; coefficients with 22 bits after the point
 * (Pillow, {@code src/libImaging/Resample.c}). A side that keeps its length is not filtered.
 */
public final class Resize {
  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final int HALF = 1 << (PRECISION_BITS - 1);

  /** The coefficients of a few (from, to) pairs; a study uses one or two of them. */
  private static final ConcurrentMap<Long, Taps> CACHE = new ConcurrentHashMap<>();

  private static final int CACHE_LIMIT = 64;

  private Resize() {}

  /**
   * Resizes to the size given; proportions are not kept.
   *
   * @param raster what to resize
   * @param width columns of the result, 1–65,535
   * @param height rows of the result, 1–65,535
   * @throws IllegalArgumentException if a side is out of range
   */
  public static Raster bilinear(Raster raster, int width, int height) {
    if (width < 1 || height < 1 || width > 65_535 || height > 65_535) {
      throw new IllegalArgumentException("sides must be 1-65535, were " + width + "x" + height);
    }
    Raster result = raster;
    if (width != raster.width()) {
      result = columns(result, taps(raster.width(), width));
    }
    if (height != raster.height()) {
      result = rows(result, taps(raster.height(), height));
    }
    return result;
  }

  /**
   * What each output pixel along one axis is made of.
   *
   * @param first the first input pixel of each output pixel
   * @param count how many weights each output pixel has
   * @param weights {@code stride} places for each output pixel
   * @param stride the largest count
   */
  private record Taps(int[] first, int[] count, int[] weights, int stride) {
    int weight(int output, int k) {
      return weights[output * stride + k];
    }
  }

  private static Taps taps(int from, int to) {
    long key = ((long) from << 32) | to;
    Taps known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    Taps made = compute(from, to);
    if (CACHE.size() < CACHE_LIMIT) {
      CACHE.put(key, made);
    }
    return made;
  }

  private static Taps compute(int from, int to) {
    double scale = (double) from / to;
    double filterScale = Math.max(scale, 1.0);
    double support = filterScale;
    int stride = (int) Math.ceil(support) * 2 + 1;
    int[] first = new int[to];
    int[] count = new int[to];
    int[] weights = new int[to * stride];
    double[] k = new double[stride];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      double inverse = 1.0 / filterScale;
      int min = Math.max((int) (centre - support + 0.5), 0);
      int n = Math.min((int) (centre + support + 0.5), from) - min;
      double sum = 0;
      for (int j = 0; j < n; j++) {
        double distance = Math.abs((j + min - centre + 0.5) * inverse);
        k[j] = distance < 1 ? 1 - distance : 0;
        sum += k[j];
      }
      for (int j = 0; j < n; j++) {
        double weight = sum == 0 ? k[j] : k[j] / sum;
        weights[i * stride + j] = (int) (0.5 + weight * (1 << PRECISION_BITS));
      }
      first[i] = min;
      count[i] = n;
    }
    return new Taps(first, count, weights, stride);
  }

  /** Along each row. Black stays black, so only what lies around the row's content is computed. */
  private static Raster columns(Raster raster, Taps taps) {
    int width = taps.first.length;
    int height = raster.height();
    byte[] in = raster.rgb();
    byte[] out = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    for (int y = 0; y < height; y++) {
      int row = 3 * y * raster.width();
      int rowEnd = row + 3 * raster.width();
      int content = Black.begin(in, row, rowEnd);
      int begin = (content - row) / 3;
      int end = (Black.end(in, content, rowEnd) - row + 2) / 3;
      int x = 0;
      while (x < width && taps.first[x] + taps.count[x] <= begin) {
        x++;
      }
      for (; x < width && taps.first[x] < end; x++) {
        int r = HALF;
        int g = HALF;
        int b = HALF;
        int p = row + 3 * taps.first[x];
        int last = x * taps.stride + taps.count[x];
        for (int k = x * taps.stride; k < last; k++, p += 3) {
          int weight = taps.weights[k];
          r += weight * (in[p] & 0xff);
          g += weight * (in[p + 1] & 0xff);
          b += weight * (in[p + 2] & 0xff);
        }
        int to = 3 * (y * width + x);
        out[to] = clip(r);
        out[to + 1] = clip(g);
        out[to + 2] = clip(b);
      }
    }
    return new Raster(width, height, out);
  }

  /** Along each column, all columns at once; again without what is black. */
  private static Raster rows(Raster raster, Taps taps) {
    int width = raster.width();
    int height = taps.first.length;
    int bytes = 3 * width;
    byte[] in = raster.rgb();
    byte[] out = new byte[Math.multiplyExact(bytes, height)];
    int[] begins = new int[raster.height()];
    int[] ends = new int[raster.height()];
    for (int y = 0; y < raster.height(); y++) {
      int row = y * bytes;
      begins[y] = Black.begin(in, row, row + bytes) - row;
      // A black row ends before it begins and widens nothing.
      ends[y] = begins[y] == bytes ? 0 : Black.end(in, row, row + bytes) - row;
    }
    int[] sums = new int[bytes];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      int begin = bytes;
      int end = 0;
      for (int k = 0; k < taps.count[y]; k++) {
        int source = taps.first[y] + k;
        begin = Math.min(begin, begins[source]);
        end = Math.max(end, ends[source]);
        addRow(sums, in, source * bytes, begins[source], ends[source], taps.weight(y, k));
      }
      int to = y * bytes;
      for (int i = begin; i < end; i++) {
        out[to + i] = clip(sums[i]);
      }
    }
    return new Raster(width, height, out);
  }

  private static void addRow(int[] sums, byte[] in, int row, int begin, int end, int weight) {
    for (int i = begin; i < end; i++) {
      sums[i] += weight * (in[row + i] & 0xff);
    }
  }

  // The weights of a triangle are never negative, so neither is the sum; it can pass 255 by
  // rounding.
  private static byte clip(int sum) {
    return (byte) Math.min(sum >>> PRECISION_BITS, 255);
  }
}
