package org.leukokit.experiment.leakage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.image.Raster;

/** A data set with a changed copy of some of its cells, under an id of its own. */
final class ChangedCells implements Dataset {
  private final Dataset whole;
  private final MadeChange change;
  private final long seed;
  private final Map<String, Cell> copyOf = new HashMap<>();
  private final List<Cell> cells = new ArrayList<>();

  /**
   * @param every one cell of so many gets a changed copy
   */
  ChangedCells(Dataset whole, MadeChange change, int every, long seed) {
    this.whole = whole;
    this.change = change;
    this.seed = seed;
    List<Cell> originals = whole.cells();
    cells.addAll(originals);
    for (int i = 0; i < originals.size(); i += every) {
      Cell cell = originals.get(i);
      String id = cell.id() + "-changed";
      copyOf.put(id, cell);
      cells.add(
          new Cell(
              id,
              id,
              Hashing.sha256Hex(changed(id).rgb()),
              cell.label(),
              cell.subject(),
              cell.group(),
              cell.part()));
    }
    cells.sort(Comparator.comparing(Cell::id));
  }

  /** How many cells have a changed copy. */
  int made() {
    return copyOf.size();
  }

  /** Whether one of two cells is the changed copy of the other. */
  boolean isMadePair(Cell a, Cell b) {
    return a.equals(copyOf.get(b.id())) || b.equals(copyOf.get(a.id()));
  }

  private Raster changed(String id) {
    return change.apply(
        whole.read(copyOf.get(id)), RandomStream.at(seed, "made change", change, id));
  }

  @Override
  public DatasetInfo info() {
    return whole.info();
  }

  @Override
  public List<Cell> cells() {
    return List.copyOf(cells);
  }

  @Override
  public Raster read(Cell cell) {
    return copyOf.containsKey(cell.id()) ? changed(cell.id()) : whole.read(cell);
  }

  @Override
  public String digest() {
    return whole.digest() + "+" + change;
  }
}
