package org.leukokit.image;

import java.util.Objects;
import java.util.Optional;

/**
 * Rotation about the centre of the raster, ((W − 1) / 2, (H − 1) / 2) where pixel centres have
 * whole coordinates. The size stays; corners that leave the frame are lost.
 *
 * <p>The plane around the raster has the fill colour, and bilinear interpolation at the border
 * mixes with it, as OpenCV's {@code BORDER_CONSTANT} and SciPy's {@code mode="grid-constant"} do.
 * The arithmetic is in double precision and the result is rounded half up; OpenCV itself rounds
 * positions to 1/32 pixel and is less exact.
 */
public final class Rotate {
  /** Rounds half up; what is a half but for the last bits of a sum counts as one. */
  private static final double HALF = 0.5 + 1e-9;

  private Rotate() {}

  /**
   * Rotates by an angle.
   *
   * @param raster what to rotate
   * @param degrees counter-clockwise ("left") as seen on the screen; clockwise where negative
   * @param fill the colour around the raster
   * @param interpolation how values between pixel centres are found
   * @throws IllegalArgumentException if the angle is not finite
   */
  public static Raster by(Raster raster, double degrees, Rgb fill, Interpolation interpolation) {
    Objects.requireNonNull(interpolation, "interpolation");
    if (!Double.isFinite(degrees)) {
      throw new IllegalArgumentException("the angle must be a finite number, was " + degrees);
    }
    double cos = cosine(degrees);
    double sin = cosine(degrees - 90);
    int width = raster.width();
    int height = raster.height();
    Raster result = fill.raster(width, height);
    // Around a cell on black, black rotates into black.
    Optional<BoundingBox> content =
        fill.equals(Rgb.BLACK)
            ? BoundingBox.of(raster, 0)
            : Optional.of(new BoundingBox(0, 0, width, height));
    if (content.isEmpty()) {
      return result;
    }
    int left = content.get().x() - 1;
    int top = content.get().y() - 1;
    int right = left + content.get().width() + 1;
    int bottom = top + content.get().height() + 1;
    double centreX = (width - 1) / 2.0;
    double centreY = (height - 1) / 2.0;
    for (int y = 0; y < height; y++) {
      // The source of (x, y), rows downward: turned back, that is clockwise.
      double dy = y - centreY;
      double rowX = centreX - sin * dy;
      double rowY = centreY + cos * dy;
      for (int x = 0; x < width; x++) {
        double dx = x - centreX;
        double sourceX = rowX + cos * dx;
        double sourceY = rowY + sin * dx;
        if (sourceX <= left || sourceY <= top || sourceX >= right || sourceY >= bottom) {
          continue;
        }
        int to = 3 * (y * width + x);
        if (interpolation == Interpolation.BILINEAR) {
          bilinear(raster, sourceX, sourceY, fill, result.rgb(), to);
        } else {
          nearest(raster, sourceX, sourceY, result.rgb(), to);
        }
      }
    }
    return result;
  }

  static void bilinear(Raster r, double x, double y, Rgb fill, byte[] out, int to) {
    int width = r.width();
    // +1 and -1: truncation is the floor only for numbers that are not negative.
    int x0 = (int) (x + 1) - 1;
    int y0 = (int) (y + 1) - 1;
    double fx = x - x0;
    double fy = y - y0;
    double w00 = (1 - fx) * (1 - fy);
    double w01 = fx * (1 - fy);
    double w10 = (1 - fx) * fy;
    double w11 = fx * fy;
    if (x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < r.height()) {
      byte[] in = r.rgb();
      int p = 3 * (y0 * width + x0);
      int q = p + 3 * width;
      for (int c = 0; c < 3; c++) {
        double v =
            w00 * (in[p + c] & 0xff)
                + w01 * (in[p + c + 3] & 0xff)
                + w10 * (in[q + c] & 0xff)
                + w11 * (in[q + c + 3] & 0xff);
        out[to + c] = (byte) (int) (v + HALF);
      }
    } else {
      for (int c = 0; c < 3; c++) {
        double v =
            w00 * value(r, x0, y0, c, fill)
                + w01 * value(r, x0 + 1, y0, c, fill)
                + w10 * value(r, x0, y0 + 1, c, fill)
                + w11 * value(r, x0 + 1, y0 + 1, c, fill);
        out[to + c] = (byte) (int) (v + HALF);
      }
    }
  }

  private static int value(Raster r, int x, int y, int c, Rgb fill) {
    if (x >= 0 && y >= 0 && x < r.width() && y < r.height()) {
      return r.get(x, y, c);
    }
    return c == 0 ? fill.red() : c == 1 ? fill.green() : fill.blue();
  }

  private static void nearest(Raster r, double x, double y, byte[] out, int to) {
    int nx = (int) Math.floor(x + 0.5);
    int ny = (int) Math.floor(y + 0.5);
    if (nx >= 0 && ny >= 0 && nx < r.width() && ny < r.height()) {
      System.arraycopy(r.rgb(), 3 * (ny * r.width() + nx), out, to, 3);
    }
  }

  /** Cosine of an angle in degrees, exact where it is 0, 1 or -1. */
  static double cosine(double degrees) {
    double turn = Math.abs(degrees % 360);
    if (turn == 90 || turn == 270) {
      return 0;
    }
    return turn == 0 ? 1 : turn == 180 ? -1 : StrictMath.cos(StrictMath.toRadians(turn));
  }
}
