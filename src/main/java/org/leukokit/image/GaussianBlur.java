package org.leukokit.image;

import java.util.Optional;

/**
 * Gaussian blur of 8-bit images with whole numbers, bit for bit as OpenCV's {@code GaussianBlur}
 * with sigma 0 and its default border: the kernel has 8 fractional bits, both passes keep all bits,
 * and one rounding, half up, ends it. Beyond the border the image goes on mirrored, without
 * repeating the border itself (BORDER_REFLECT_101).
 */
public final class GaussianBlur {
  /** The largest kernel. */
  public static final int MOST = 31;

  private static final int BITS = 8;

  private GaussianBlur() {}

  /**
   * Blurs.
   *
   * @param raster what to blur
   * @param size rows and columns of the kernel, odd, from 1 to {@value #MOST}; sigma is 0.3 ((size
   *     − 1) / 2 − 1) + 0.8 but for sizes up to 9, whose kernels are tables of OpenCV's
   * @throws IllegalArgumentException if the size is even or out of range
   */
  public static Raster of(Raster raster, int size) {
    check(size);
    int[] kernel = kernel(size);
    int radius = size / 2;
    int width = raster.width();
    int height = raster.height();
    byte[] out = new byte[raster.rgb().length];
    Optional<BoundingBox> box = BoundingBox.of(raster, 0);
    if (box.isEmpty()) {
      return new Raster(width, height, out);
    }
    // Only what lies within the radius of the content is not black.
    int left = Math.max(0, box.get().x() - radius);
    int right = Math.min(width, box.get().x() + box.get().width() + radius);
    int top = Math.max(0, box.get().y() - radius);
    int bottom = Math.min(height, box.get().y() + box.get().height() + radius);
    int values = 3 * (right - left);
    int[][] rows = new int[size][values];
    int[] padded = new int[values + 6 * radius];
    int[] sum = new int[values];
    // Row y of the first pass lies in rows[slot(y)] from the time the second pass needs it.
    int[] held = new int[size];
    java.util.Arrays.fill(held, -1);
    int[][] needed = new int[size][];
    for (int y = top; y < bottom; y++) {
      for (int k = 0; k < size; k++) {
        int source = mirrored(y + k - radius, height);
        int slot = source % size;
        if (held[slot] != source) {
          pad(raster, source, left, right, radius, padded);
          convolve(padded, kernel, rows[slot]);
          held[slot] = source;
        }
        needed[k] = rows[slot];
      }
      columns(needed, kernel, sum);
      int to = 3 * (y * width + left);
      for (int i = 0; i < values; i++) {
        out[to + i] = (byte) ((sum[i] + (1 << 2 * BITS - 1)) >> 2 * BITS);
      }
    }
    return new Raster(width, height, out);
  }

  static void check(int size) {
    if (size < 1 || size > MOST || size % 2 == 0) {
      throw new IllegalArgumentException(
          "the size of a Gaussian kernel is odd, from 1 to " + MOST + ", was " + size);
    }
  }

  /** The weights in 256ths, adding up to 256. */
  static int[] kernel(int size) {
    double[] exact = exact(size);
    int[] weights = new int[size];
    int middle = size / 2;
    int rest = 1 << BITS;
    double owed = 0;
    // What rounding leaves owing at one weight is paid at the next; the middle gets what remains.
    for (int i = 0; i < middle; i++) {
      double wanted = exact[i] * (1 << BITS) + owed;
      weights[i] = (int) Math.rint(wanted);
      owed = wanted - weights[i];
      weights[size - 1 - i] = weights[i];
      rest -= 2 * weights[i];
    }
    weights[middle] = rest;
    return weights;
  }

  private static double[] exact(int size) {
    double[] table =
        switch (size) {
          case 1 -> new double[] {1};
          case 3 -> new double[] {64, 128, 64};
          case 5 -> new double[] {16, 64, 96, 64, 16};
          case 7 -> new double[] {8, 28, 56, 72, 56, 28, 8};
          case 9 -> new double[] {4, 13, 30, 51, 60, 51, 30, 13, 4};
          default -> new double[0];
        };
    double[] weights = new double[size];
    double sum = 0;
    double sigma = 0.3 * ((size - 1) * 0.5 - 1) + 0.8;
    for (int i = 0; i < size; i++) {
      double x = i - (size - 1) * 0.5;
      weights[i] = table.length > 0 ? table[i] : StrictMath.exp(-x * x / (2 * sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static void pad(Raster raster, int y, int left, int right, int radius, int[] padded) {
    int width = raster.width();
    byte[] in = raster.rgb();
    int row = 3 * y * width;
    for (int i = -radius; i < 0; i++) {
      int p = row + 3 * mirrored(left + i, width);
      int q = row + 3 * mirrored(right - 1 - i, width);
      int to = 3 * (i + radius);
      int end = padded.length - 3 * (i + radius) - 3;
      for (int c = 0; c < 3; c++) {
        padded[to + c] = in[p + c] & 0xff;
        padded[end + c] = in[q + c] & 0xff;
      }
    }
    int from = row + 3 * left;
    int n = 3 * (right - left);
    for (int i = 0; i < n; i++) {
      padded[3 * radius + i] = in[from + i] & 0xff;
    }
  }

  /** One row; the loops are of the kind that compiles to vector instructions. */
  private static void convolve(int[] padded, int[] kernel, int[] out) {
    int radius = kernel.length / 2;
    int n = out.length;
    int middle = kernel[radius];
    int centre = 3 * radius;
    for (int i = 0; i < n; i++) {
      out[i] = middle * padded[i + centre];
    }
    for (int k = 0; k < radius; k++) {
      int weight = kernel[k];
      int before = 3 * k;
      int after = 3 * (2 * radius - k);
      for (int i = 0; i < n; i++) {
        out[i] += weight * (padded[i + before] + padded[i + after]);
      }
    }
  }

  private static void columns(int[][] rows, int[] kernel, int[] out) {
    int radius = kernel.length / 2;
    int n = out.length;
    int middle = kernel[radius];
    int[] centre = rows[radius];
    for (int i = 0; i < n; i++) {
      out[i] = middle * centre[i];
    }
    for (int k = 0; k < radius; k++) {
      int weight = kernel[k];
      int[] above = rows[k];
      int[] below = rows[2 * radius - k];
      for (int i = 0; i < n; i++) {
        out[i] += weight * (above[i] + below[i]);
      }
    }
  }

  /** Where the image goes on beyond its border. */
  private static int mirrored(int i, int n) {
    if (n == 1) {
      return 0;
    }
    int p = i;
    while (p < 0 || p >= n) {
      p = p < 0 ? -p : 2 * n - 2 - p;
    }
    return p;
  }
}
