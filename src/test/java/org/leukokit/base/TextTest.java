package org.leukokit.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void oneThingAndMore() {
    assertEquals("0 cells", Text.count(0, "cell"));
    assertEquals("1 cell", Text.count(1, "cell"));
    assertEquals("2 subjects", Text.count(2, "subject"));
    assertEquals("10,661 cells", Text.count(10_661, "cell"));
  }
}
