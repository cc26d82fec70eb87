package org.leukokit.paper.mondal2021;

import org.leukokit.study.Scale;
import org.leukokit.study.network.InputSpec;

/**
 * What the networks see of a cell (Section 3): the whole image, or the square in its middle.
 *
 * @param pixels side of the square in the paper, part of the methods' ids
 * @param crop side of the square that is cut out; 0 for the whole image
 * @param smoke side of the network's input at smoke scale, in pixels
 */
record MondalInput(int pixels, int crop, int smoke) {
  // At smoke scale both have the paper's ratio of 3 : 2, so that a cell is as large in both; the
  // smaller is about the least that Inception-ResNet-V2 can take, 75.
  /** The whole image, 450 × 450. */
  static final MondalInput WHOLE = new MondalInput(450, 0, 114);

  /** The centre crop, 300 × 300. */
  static final MondalInput CROPPED = new MondalInput(300, 300, 76);

  /** Side of the network's input, in pixels. */
  int side(Scale scale) {
    return scale == Scale.FULL ? pixels : smoke;
  }

  InputSpec spec(Scale scale, InputSpec.Values values) {
    return new InputSpec(crop, side(scale), values);
  }
}
