package org.leukokit.image;

import java.util.Arrays;

/**
 * Where the content of a row begins and ends. Segmented cells are mostly black, and the JDK finds
 * the end of black with vector instructions.
 */
final class Black {
  private static final byte[] ZEROS = new byte[4096];
  private static final int STEP = 96;

  private Black() {}

  /** The first index from {@code from} on whose byte is not 0; {@code to} if there is none. */
  static int begin(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i += ZEROS.length) {
      int end = Math.min(i + ZEROS.length, to);
      int other = Arrays.mismatch(bytes, i, end, ZEROS, 0, end - i);
      if (other >= 0) {
        return i + other;
      }
    }
    return to;
  }

  /** Behind the last index before {@code to} whose byte is not 0; {@code from} if there is none. */
  static int end(byte[] bytes, int from, int to) {
    int i = to;
    while (i - STEP >= from && Arrays.mismatch(bytes, i - STEP, i, ZEROS, 0, STEP) < 0) {
      i -= STEP;
    }
    while (i > from && bytes[i - 1] == 0) {
      i--;
    }
    return i;
  }
}
