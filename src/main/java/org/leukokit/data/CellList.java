package org.leukokit.data;

import java.util.List;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;

/**
 * Cells that are known from a list alone: names, hashes, labels, subjects, and no image. Enough for
 * folds, for leaks between them, and for features that somebody else measured.
 */
public final class CellList implements Dataset {
  private final DatasetInfo info;
  private final List<Cell> cells;
  private final String digest;

  private CellList(DatasetInfo info, List<Cell> cells) {
    this.info = info;
    this.cells = List.copyOf(cells);
    this.digest = DataDigest.of(this.cells);
  }

  /** All cells of a manifest. */
  public static CellList of(Manifest manifest) {
    return new CellList(
        manifest.info(), manifest.cells().stream().map(Manifest.ManifestCell::cell).toList());
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public List<Cell> cells() {
    return cells;
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
            + info.name()
            + " is a list without images here; name a copy of the collection with --images");
  }

  @Override
  public String digest() {
    return digest;
  }
}
