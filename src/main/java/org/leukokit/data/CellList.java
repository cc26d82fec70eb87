package org.leukokit.data;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
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

  /**
   * Some of these cells.
   *
   * @param kept which ones
   * @param what what they are, for the title, such as {@code the training folder}
   * @throws UserError if there is none
   */
  public CellList where(Predicate<Cell> kept, String what) {
    Objects.requireNonNull(what, "what");
    List<Cell> some = cells.stream().filter(kept).toList();
    if (some.isEmpty()) {
      throw new UserError(info.name() + " has no cell in " + what);
    }
    return new CellList(
        new DatasetInfo(
            info.name(),
            info.title() + ", " + what,
            info.licence(),
            info.citation(),
            info.synthetic(),
            info.collectionCells()),
        some);
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
