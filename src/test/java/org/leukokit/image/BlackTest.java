package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BlackTest {
  @Test
  void findsTheContentWhereverItIs() {
    for (int length : new int[] {1, 7, 95, 96, 97, 500, 5000}) {
      byte[] bytes = new byte[length + 20];
      bytes[9] = 1;
      bytes[length + 10] = 1;
      assertEquals(length + 10, Black.begin(bytes, 10, length + 10));
      assertEquals(10, Black.end(bytes, 10, length + 10));
      for (int at = 0; at < length; at += 1 + length / 50) {
        bytes[10 + at] = (byte) 0x80;
        assertEquals(10 + at, Black.begin(bytes, 10, length + 10));
        assertEquals(11 + at, Black.end(bytes, 10, length + 10));
        bytes[10 + at] = 0;
      }
    }
  }
}
