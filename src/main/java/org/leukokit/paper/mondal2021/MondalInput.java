package org.leukokit.paper.mondal2021;

/**
 * What the networks see of a cell (Section 3): the whole image, or the square in its middle.
 *
 * @param pixels side of the square in the paper, part of the methods' ids
 * @param crop side of the square that is cut out; 0 for the whole image
 */
record MondalInput(int pixels, int crop) {
  /** The whole image, 450 × 450. */
  static final MondalInput WHOLE = new MondalInput(450, 0);

  /** The centre crop, 300 × 300. */
  static final MondalInput CROPPED = new MondalInput(300, 300);
}
