package org.leukokit.data;

import java.util.List;
import org.leukokit.image.Raster;

/** Cells with their labels, subjects and images. Safe for use by several threads. */
public interface Dataset {
  /** Who made it and what may be done with it; goes into every report. */
  DatasetInfo info();

  /** All cells, ordered by id. */
  List<Cell> cells();

  /**
   * The image of a cell.
   *
   * @throws org.leukokit.base.UserError if the image is gone, changed or unreadable, naming it
   */
  Raster read(Cell cell);

  /** SHA-256 over ids, hashes, labels, subjects, groups and parts of all cells: the data digest. */
  String digest();

  /** What a reader of a report must know about gaps and oddities, a line each; mostly nothing. */
  default List<String> warnings() {
    return List.of();
  }

  /** Whether it is known of every labelled cell which subjects share cells with its own. */
  default boolean knowsGroups() {
    return cells().stream()
        .filter(c -> c.label() != Label.UNKNOWN)
        .noneMatch(c -> c.group().isEmpty());
  }
}
