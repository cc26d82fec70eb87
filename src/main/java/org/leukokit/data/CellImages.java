package org.leukokit.data;

import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterReader;

/** From stored bytes to a raster, by way of the hash. */
final class CellImages {
  private CellImages() {}

  /**
   * Reads the image of a cell.
   *
   * @param max how many bytes it may have
   * @throws UserError if it is gone, changed or no image, naming it
   */
  static Raster read(Cell cell, TroveItem item, int max) {
    byte[] bytes = item.read(max);
    if (!Hashing.sha256Hex(bytes).equals(cell.sha256())) {
      throw new UserError(
          item.described()
              + " is not the cell "
              + cell.id()
              + " (sha256 "
              + cell.sha256()
              + "): the file was changed or is damaged; restore it");
    }
    return RasterReader.decode(bytes, item.described());
  }
}
