package org.leukokit.data;

import java.util.List;

/** Cells that are known when the data set is opened; where images are from differs. */
abstract class KnownCells implements Dataset {
  private final DatasetInfo info;
  private final List<Cell> cells;
  private final String digest;

  /**
   * @param cells ordered by id
   */
  KnownCells(DatasetInfo info, List<Cell> cells) {
    this.info = info;
    this.cells = List.copyOf(cells);
    this.digest = DataDigest.of(this.cells);
  }

  @Override
  public final DatasetInfo info() {
    return info;
  }

  @Override
  public final List<Cell> cells() {
    return cells;
  }

  @Override
  public final String digest() {
    return digest;
  }

  /** The error of asking for the image of a cell of another data set. */
  final IllegalArgumentException stranger(Cell cell) {
    return new IllegalArgumentException(cell.id() + " is no cell of " + info.name());
  }
}
