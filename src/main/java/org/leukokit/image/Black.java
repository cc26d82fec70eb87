package org.leukokit.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the content of a row begins and ends. Segmented cells are mostly black, and what is black
 * can be skipped eight bytes at a time.
 */
final class Black {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Black() {}

  /** The first index from {@code from} on whose byte is not 0; {@code to} if there is none. */
  static int begin(byte[] bytes, int from, int to) {
    int i = from;
    while (i + 8 <= to && (long) LONG.get(bytes, i) == 0) {
      i += 8;
    }
    while (i < to && bytes[i] == 0) {
      i++;
    }
    return i;
  }

  /** Behind the last index before {@code to} whose byte is not 0; {@code from} if there is none. */
  static int end(byte[] bytes, int from, int to) {
    int i = to;
    while (i - 8 >= from && (long) LONG.get(bytes, i - 8) == 0) {
      i -= 8;
    }
    while (i > from && bytes[i - 1] == 0) {
      i--;
    }
    return i;
  }
}
