package org.leukokit.image;

import java.util.List;

/** Several rasters on one, in a grid: the picture panels of reports. */
public final class ContactSheet {
  private ContactSheet() {}

  /**
   * Lays rasters out in rows, from the upper left.
   *
   * <p>Every field of the grid has the width of the widest and the height of the highest raster;
   * each raster stands in the middle of its field. There is a gap between fields, none around the
   * grid.
   *
   * @param rasters what to show, at least one
   * @param columns fields a row, at least 1
   * @param gap pixels between fields, at least 0
   * @param background the colour of gaps and of fields that stay empty
   * @throws IllegalArgumentException if there is no raster or a number is below its limit
   */
  public static Raster of(List<Raster> rasters, int columns, int gap, Rgb background) {
    if (rasters.isEmpty() || columns < 1 || gap < 0) {
      throw new IllegalArgumentException(
          "a sheet has at least 1 raster, 1 column and a gap of 0, not "
              + rasters.size()
              + " rasters, "
              + columns
              + " columns and a gap of "
              + gap);
    }
    int fieldWidth = 0;
    int fieldHeight = 0;
    for (Raster raster : rasters) {
      fieldWidth = Math.max(fieldWidth, raster.width());
      fieldHeight = Math.max(fieldHeight, raster.height());
    }
    int across = Math.min(columns, rasters.size());
    int down = (rasters.size() + columns - 1) / columns;
    Raster sheet =
        background.raster(
            across * fieldWidth + (across - 1) * gap, down * fieldHeight + (down - 1) * gap);
    for (int i = 0; i < rasters.size(); i++) {
      Raster raster = rasters.get(i);
      int x = i % columns * (fieldWidth + gap) + (fieldWidth - raster.width()) / 2;
      int y = i / columns * (fieldHeight + gap) + (fieldHeight - raster.height()) / 2;
      for (int row = 0; row < raster.height(); row++) {
        System.arraycopy(
            raster.rgb(),
            3 * row * raster.width(),
            sheet.rgb(),
            3 * ((y + row) * sheet.width() + x),
            3 * raster.width());
      }
    }
    return sheet;
  }
}
