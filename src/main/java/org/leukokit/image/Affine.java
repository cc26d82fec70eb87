package org.leukokit.image;

import java.util.Optional;

/**
 * An affine map from pixels of the result to places in the source: column {@code xx·x + xy·y + x0},
 * row {@code yx·x + yy·y + y0}, where pixel centres have whole coordinates and rows run downward.
 *
 * @param xx source columns a column
 * @param xy source columns a row
 * @param x0 the source column of the pixel (0, 0)
 * @param yx source rows a column
 * @param yy source rows a row
 * @param y0 the source row of the pixel (0, 0)
 */
public record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {
  /**
   * The map of Keras' ImageDataGenerator: from a pixel of the result, undo the mirroring, zoom
   * about the centre, shift, rotate.
   */
  static Affine keras(RasterOp.Warp w, int width, int height) {
    double cos = Rotate.cosine(w.degrees());
    double sin = Rotate.cosine(w.degrees() - 90);
    double centreX = (width - 1) / 2.0;
    double centreY = (height - 1) / 2.0;
    double zoomX = w.mirrored() ? -w.zoomX() : w.zoomX();
    double zoomY = w.flipped() ? -w.zoomY() : w.zoomY();
    // Keras writes (row, column)ᵀ = R · (zoom · d + shift) with R = (cos, −sin; sin, cos).
    double xx = cos * zoomX;
    double xy = sin * zoomY;
    double yx = -sin * zoomX;
    double yy = cos * zoomY;
    double shiftX = cos * w.shiftX() + sin * w.shiftY();
    double shiftY = cos * w.shiftY() - sin * w.shiftX();
    return new Affine(
        xx,
        xy,
        centreX + shiftX - xx * centreX - xy * centreY,
        yx,
        yy,
        centreY + shiftY - yx * centreX - yy * centreY);
  }

  /**
   * The source seen through the map, of the same size, with bilinear interpolation in double
   * precision, rounded half up, on black as {@link Rotate} has it.
   *
   * @param raster the source
   */
  public Raster warp(Raster raster) {
    int width = raster.width();
    int height = raster.height();
    Raster result = Raster.black(width, height);
    Optional<BoundingBox> content = BoundingBox.of(raster, 0);
    if (content.isEmpty()) {
      return result;
    }
    // Black around a cell gives black: only places within a pixel of the content matter.
    double left = content.get().x() - 1;
    double top = content.get().y() - 1;
    double right = left + content.get().width() + 1;
    double bottom = top + content.get().height() + 1;
    for (int y = 0; y < height; y++) {
      double rowX = x0 + xy * y;
      double rowY = y0 + yy * y;
      int begin = Math.max(first(rowX, xx, left, right), first(rowY, yx, top, bottom));
      int end = Math.min(last(rowX, xx, left, right, width), last(rowY, yx, top, bottom, width));
      for (int x = begin; x < end; x++) {
        double sourceX = rowX + xx * x;
        double sourceY = rowY + yx * x;
        if (sourceX > left && sourceY > top && sourceX < right && sourceY < bottom) {
          Rotate.bilinear(raster, sourceX, sourceY, Rgb.BLACK, result.rgb(), 3 * (y * width + x));
        }
      }
    }
    return result;
  }

  /** A column at or before the first where from + slope · x lies between the bounds. */
  private static int first(double from, double slope, double low, double high) {
    if (slope == 0) {
      return 0;
    }
    double x = ((slope > 0 ? low : high) - from) / slope;
    return (int) Math.max(0, Math.floor(x) - 1);
  }

  /** A column behind the last where from + slope · x lies between the bounds. */
  private static int last(double from, double slope, double low, double high, int width) {
    if (slope == 0) {
      return from > low && from < high ? width : 0;
    }
    double x = ((slope > 0 ? high : low) - from) / slope;
    return (int) Math.min(width, Math.ceil(x) + 2);
  }
}
