package org.leukokit.image;

/** How the value between pixel centres is found. */
public enum Interpolation {
  /** The pixel whose centre is nearest; halves go to the right and down. */
  NEAREST,
  /** Weighted mean of the four pixels around, by distance along each axis. */
  BILINEAR
}
