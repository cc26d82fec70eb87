package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SortedMap;

/** Compares maps of shapes, whose arrays know no equality. */
final class WeightFilesHelper {
  private WeightFilesHelper() {}

  static void same(SortedMap<String, long[]> expected, SortedMap<String, long[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, shape) -> assertArrayEquals(shape, actual.get(name), name));
  }
}
