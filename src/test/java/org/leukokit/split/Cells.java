package org.leukokit.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** Made-up cells for tests. */
final class Cells {
  private Cells() {}

  static Cell cell(String id, Label label, String subject, String group) {
    return new Cell(id, id, Hashing.sha256Hex(id), label, subject, group, "all");
  }

  /** Subjects of one class each, as in C-NMC, of 1 to {@code most} cells; every fifth shares. */
  static List<Cell> bySubject(int leukemic, int healthy, int most, long seed) {
    List<Cell> cells = new ArrayList<>();
    RandomStream random = RandomStream.at(seed, "made-up cells");
    for (int s = 0; s < leukemic + healthy; s++) {
      Label label = s < leukemic ? Label.LEUKEMIC : Label.HEALTHY;
      String subject = (s < leukemic ? "" : "H") + s;
      boolean shares = s % 5 == 1;
      String group = shares ? "g" + (s - 1) : s % 5 == 0 ? "g" + s : subject;
      int n = 1 + random.nextInt(most);
      for (int i = 0; i < n; i++) {
        cells.add(cell(String.format(Locale.ROOT, "%s_%03d", subject, i), label, subject, group));
      }
    }
    return cells;
  }

  /** Cells without subjects. */
  static List<Cell> single(int leukemic, int healthy) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < leukemic + healthy; i++) {
      cells.add(cell("c" + i, i < leukemic ? Label.LEUKEMIC : Label.HEALTHY, "", ""));
    }
    return cells;
  }

  static List<Cell> shuffled(List<Cell> cells, long seed) {
    int[] order = new int[cells.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    RandomStream.at(seed, "shuffle").shuffle(order);
    List<Cell> shuffled = new ArrayList<>();
    for (int i : order) {
      shuffled.add(cells.get(i));
    }
    return shuffled;
  }
}
