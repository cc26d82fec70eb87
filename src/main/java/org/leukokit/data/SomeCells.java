package org.leukokit.data;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;

/** Some cells of a data set, such as its training folder; images come from the whole one. */
public final class SomeCells extends KnownCells {
  private final Dataset whole;

  private SomeCells(Dataset whole, DatasetInfo info, List<Cell> cells) {
    super(info, cells);
    this.whole = whole;
  }

  /**
   * Some cells.
   *
   * @param whole where they are from; stays open as long as it is used
   * @param kept which ones
   * @param what what they are, for the title, such as {@code the training folder}
   * @throws UserError if there is none
   */
  public static Dataset of(Dataset whole, Predicate<Cell> kept, String what) {
    Objects.requireNonNull(what, "what");
    List<Cell> some = whole.cells().stream().filter(kept).toList();
    DatasetInfo info = whole.info();
    if (some.isEmpty()) {
      throw new UserError(info.name() + " has no cell among " + what);
    }
    return new SomeCells(whole, info.withTitle(info.title() + ", " + what), some);
  }

  @Override
  public Raster read(Cell cell) {
    return whole.read(cell);
  }

  @Override
  public List<String> warnings() {
    return whole.warnings();
  }
}
