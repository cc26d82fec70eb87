package org.leukokit.image;

import java.util.Optional;

/**
 * The smallest upright rectangle around the pixels that are not background.
 *
 * <p>In C-NMC 2019 the background is exactly black and the cell is everything else, so threshold 0
 * finds the cell as it was segmented, with whatever debris clings to it. The annotations published
 * with that collection have the same x and y and give, as width and height, the difference of the
 * outermost columns and rows: one less than here, where both outermost pixels count.
 *
 * @param x the leftmost column of the cell, from 0
 * @param y the uppermost row of the cell, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record BoundingBox(int x, int y, int width, int height) {
  /**
   * @throws IllegalArgumentException if the box begins outside the picture or has no pixel
   */
  public BoundingBox {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "no box has x " + x + ", y " + y + ", width " + width + ", height " + height);
    }
  }

  /**
   * The box of the pixels with any channel above a threshold.
   *
   * @param raster a cell on a dark background
   * @param threshold 0–254; 0 counts every pixel that is not black
   * @return the box; empty if no pixel is above the threshold
   * @throws IllegalArgumentException if the threshold is outside its range
   */
  public static Optional<BoundingBox> of(Raster raster, int threshold) {
    if (threshold < 0 || threshold > 254) {
      throw new IllegalArgumentException("the threshold is 0-254, was " + threshold);
    }
    int top = 0;
    while (top < raster.height() && firstAbove(raster, top, threshold) < 0) {
      top++;
    }
    if (top == raster.height()) {
      return Optional.empty();
    }
    int bottom = raster.height() - 1;
    while (firstAbove(raster, bottom, threshold) < 0) {
      bottom--;
    }
    int left = raster.width();
    int right = -1;
    for (int y = top; y <= bottom; y++) {
      int first = firstAbove(raster, y, threshold);
      if (first >= 0) {
        left = Math.min(left, first);
        right = Math.max(right, lastAbove(raster, y, threshold));
      }
    }
    return Optional.of(new BoundingBox(left, top, right - left + 1, bottom - top + 1));
  }

  private static int firstAbove(Raster raster, int y, int threshold) {
    byte[] rgb = raster.rgb();
    int row = 3 * y * raster.width();
    int end = row + 3 * raster.width();
    int i = Black.begin(rgb, row, end);
    while (i < end && (rgb[i] & 0xff) <= threshold) {
      i++;
    }
    return i == end ? -1 : (i - row) / 3;
  }

  private static int lastAbove(Raster raster, int y, int threshold) {
    byte[] rgb = raster.rgb();
    int row = 3 * y * raster.width();
    int i = Black.end(rgb, row, row + 3 * raster.width()) - 1;
    while (i >= row && (rgb[i] & 0xff) <= threshold) {
      i--;
    }
    return i < row ? -1 : (i - row) / 3;
  }
}
