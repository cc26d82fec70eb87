package org.leukokit.image;

import java.util.Optional;

/**
 * A shear that loses nothing and leaves the cell in the middle: the raster is sheared on a black
 * canvas large enough for all of it, then the smallest box around what is not black is put in the
 * middle of a black raster of the old size.
 *
 * <p>Bilinear, about the middle row or column, in double precision and rounded half up to 8 bits
 * behind each of the two directions; OpenCV's and SciPy's affine warps with these matrices give the
 * same.
 */
final class Shearing {
  private Shearing() {}

  /**
   * The sheared raster.
   *
   * @param raster W × H pixels, a cell on black
   * @param x what is one row further down goes so many columns further to the right
   * @param y then, what is one column further to the right goes so many rows further down
   * @return W × H pixels; of a cell that is larger now, the middle
   */
  static Raster of(Raster raster, double x, double y) {
    Raster sheared = raster;
    if (x != 0) {
      int room = (int) Math.ceil(Math.abs(x) * (raster.height() - 1) / 2.0);
      sheared = framed(sheared, room, 0);
      double middle = (sheared.height() - 1) / 2.0;
      sheared = new Affine(1, -x, x * middle, 0, 1, 0).warp(sheared);
    }
    if (y != 0) {
      int room = (int) Math.ceil(Math.abs(y) * (sheared.width() - 1) / 2.0);
      sheared = framed(sheared, 0, room);
      double middle = (sheared.width() - 1) / 2.0;
      sheared = new Affine(1, 0, 0, -y, 1, y * middle).warp(sheared);
    }
    return middle(sheared, raster.width(), raster.height());
  }

  /** With so many black columns on either side and black rows above and below. */
  private static Raster framed(Raster raster, int columns, int rows) {
    Raster canvas = Raster.black(raster.width() + 2 * columns, raster.height() + 2 * rows);
    copy(raster, 0, 0, raster.width(), raster.height(), canvas, columns, rows);
    return canvas;
  }

  /**
   * The box around the content in the middle of black. Where a margin is odd the left and upper
   * ones are the smaller, where too much of the box is odd less is cut there.
   */
  private static Raster middle(Raster raster, int width, int height) {
    Raster result = Raster.black(width, height);
    Optional<BoundingBox> content = BoundingBox.of(raster, 0);
    if (content.isPresent()) {
      BoundingBox box = content.get();
      int columns = Math.min(box.width(), width);
      int rows = Math.min(box.height(), height);
      copy(
          raster,
          box.x() + (box.width() - columns) / 2,
          box.y() + (box.height() - rows) / 2,
          columns,
          rows,
          result,
          (width - columns) / 2,
          (height - rows) / 2);
    }
    return result;
  }

  private static void copy(
      Raster from, int x, int y, int columns, int rows, Raster to, int toX, int toY) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          from.rgb(),
          3 * ((y + row) * from.width() + x),
          to.rgb(),
          3 * ((toY + row) * to.width() + toX),
          3 * columns);
    }
  }
}
