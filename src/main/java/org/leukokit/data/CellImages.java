package org.leukokit.data;

import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterReader;

/** From stored bytes to a raster, by way of the hash. */
final class CellImages {
  private CellImages() {}

  /**
   * Reads the image of a cell: from the file with the cell's hash, or from another one that has the
   * pixels of the collection's file with that hash.
   *
   * @param stored the SHA-256 of the file: the cell's, or another one where files with the same
   *     pixels stand under one
   * @throws UserError if it is gone, changed or no image, naming it
   */
  static Raster read(Cell cell, String stored, TroveItem item) {
    byte[] bytes = item.read(FolderCells.MAX_IMAGE_BYTES);
    if (Hashing.sha256Hex(bytes).equals(stored)) {
      return RasterReader.decode(bytes, item.described());
    }
    Raster raster;
    try {
      raster = RasterReader.decode(bytes, item.described());
    } catch (UserError e) {
      throw changed(cell, stored, item, e);
    }
    if (!stored.equals(cell.sha256())
        || CollectionBmp.find(raster, cell.sha256()::equals).isEmpty()) {
      throw changed(cell, stored, item, null);
    }
    return raster;
  }

  private static UserError changed(Cell cell, String stored, TroveItem item, UserError cause) {
    return new UserError(
        item.described()
            + " is not the cell "
            + cell.id()
            + " (sha256 "
            + stored
            + "): the file was changed or is damaged; restore it",
        cause);
  }
}
