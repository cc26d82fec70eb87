package org.leukokit.report;

import java.awt.Graphics2D;

/** A picture that can be painted at any scale; sizes in points of the page. */
interface Drawing {
  /** The width. */
  int width();

  /** The height. */
  int height();

  /** Paints the picture from (0, 0) to (width, height). */
  void paint(Graphics2D g);

  /** Whether it holds photographs, whose colours are many. */
  default boolean photographs() {
    return false;
  }
}
