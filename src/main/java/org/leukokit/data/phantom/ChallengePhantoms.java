package org.leukokit.data.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.leukokit.data.Cell;
import org.leukokit.data.DataDigest;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.data.Label;
import org.leukokit.image.Raster;

/**
 * Phantom cells in parts like those of the C-NMC 2019 challenge: the last two groups of subjects of
 * each class are a test set of new subjects, the group before them, without labels and numbered
 * from 1, a final one.
 */
public final class ChallengePhantoms implements Dataset {
  private static final int TESTED_GROUPS = 2;

  private final PhantomCells phantoms;
  private final List<Cell> cells;
  private final Map<String, Cell> drawn = new HashMap<>();
  private final String digest;

  /**
   * @param phantoms the cells; more than three groups of subjects a class
   * @param tested the name of the part with new subjects
   * @param unlabelled the name of the part without labels
   * @throws IllegalArgumentException if there are too few groups
   */
  public ChallengePhantoms(PhantomCells phantoms, String tested, String unlabelled) {
    this.phantoms = phantoms;
    List<Cell> all = new ArrayList<>();
    List<Cell> numbered = new ArrayList<>();
    for (Label label : List.of(Label.HEALTHY, Label.LEUKEMIC)) {
      List<Cell> ofClass = phantoms.cells().stream().filter(c -> c.label() == label).toList();
      List<String> groups = List.copyOf(new TreeSet<>(ofClass.stream().map(Cell::group).toList()));
      int kept = groups.size() - TESTED_GROUPS - 1;
      if (kept < 1) {
        throw new IllegalArgumentException("too few groups of subjects: " + groups);
      }
      for (Cell cell : ofClass) {
        int group = groups.indexOf(cell.group());
        if (group == kept) {
          numbered.add(cell);
        } else {
          all.add(group < kept ? keep(cell) : inPart(cell, tested));
        }
      }
    }
    // By their hashes: an order that says nothing of the class.
    numbered.sort(Comparator.comparing(Cell::sha256));
    for (int i = 0; i < numbered.size(); i++) {
      Cell cell = numbered.get(i);
      String id = unlabelled + "-" + (i + 1) + ".bmp";
      drawn.put(id, cell);
      all.add(new Cell(id, id, cell.sha256(), Label.UNKNOWN, "", "", unlabelled));
    }
    all.sort(Comparator.comparing(Cell::id));
    cells = List.copyOf(all);
    digest = DataDigest.of(cells);
  }

  private Cell keep(Cell cell) {
    drawn.put(cell.id(), cell);
    return cell;
  }

  private Cell inPart(Cell cell, String part) {
    drawn.put(cell.id(), cell);
    return new Cell(
        cell.id(), cell.file(), cell.sha256(), cell.label(), cell.subject(), cell.group(), part);
  }

  @Override
  public DatasetInfo info() {
    return phantoms.info();
  }

  @Override
  public List<Cell> cells() {
    return cells;
  }

  @Override
  public Raster read(Cell cell) {
    return phantoms.read(drawn.getOrDefault(cell.id(), cell));
  }

  @Override
  public String digest() {
    return digest;
  }
}
