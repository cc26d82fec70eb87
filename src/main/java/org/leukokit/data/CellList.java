package org.leukokit.data;

import java.util.List;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;

/**
 * Cells that are known from a list alone: names, hashes, labels, subjects, and no image. Enough for
 * folds, for leaks between them, and for features that somebody else measured.
 */
public final class CellList extends KnownCells {
  private CellList(DatasetInfo info, List<Cell> cells) {
    super(info, cells);
  }

  /** All cells of a manifest. */
  public static CellList of(Manifest manifest) {
    return new CellList(
        manifest.info(), manifest.cells().stream().map(Manifest.ManifestCell::cell).toList());
  }

  /**
   * Never: there are no images.
   *
   * @throws UserError always, saying so
   */
  @Override
  public Raster read(Cell cell) {
    throw new UserError(
        cell.file()
            + " can't be read: "
            + info().name()
            + " is a list without images here; name a copy of the collection with --images");
  }
}
