package org.leukokit.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.leukokit.base.RandomStream;

/**
 * Subsets of weighted units that hold a wanted number of subjects and of cells. A table over (units
 * looked at, subjects, cells) counts them all, and walking back through it draws one of them
 * uniformly, so the search is exact: it finds a subset whenever there is one.
 */
final class SubsetSums {
  /** The most table entries, 8 bytes each. */
  private static final long MOST = 12_000_000;

  /** Rows of the table are scaled down beyond this; a draw compares entries of one row only. */
  private static final double LARGE = 0x1p900;

  /**
   * A number of subjects and cells that some subsets hold.
   *
   * @param subjects subjects
   * @param cells cells
   * @param subsets how many subsets hold them; infinite where that is beyond a double
   */
  record Reached(int subjects, int cells, double subsets) {}

  private final int[] subjects;
  private final int[] cells;
  private final int mostSubjects;
  private final int mostCells;
  private final double[][] ways;
  private int scaled;

  /**
   * Counts the subsets.
   *
   * @param subjects the subjects of each unit
   * @param cells the cells of each unit
   * @param mostSubjects the largest number of subjects of interest
   * @param mostCells the largest number of cells of interest
   */
  SubsetSums(int[] subjects, int[] cells, int mostSubjects, int mostCells) {
    this.subjects = subjects.clone();
    this.cells = cells.clone();
    this.mostSubjects = mostSubjects;
    this.mostCells = mostCells;
    int width = (mostSubjects + 1) * (mostCells + 1);
    ways = new double[subjects.length + 1][width];
    ways[0][0] = 1;
    for (int u = 0; u < subjects.length; u++) {
      fill(u);
    }
  }

  /** Whether a table of that size is small enough to be made. */
  static boolean feasible(int units, int mostSubjects, int mostCells) {
    return (units + 1L) * (mostSubjects + 1L) * (mostCells + 1L) <= MOST;
  }

  private void fill(int u) {
    double[] before = ways[u];
    double[] after = ways[u + 1];
    System.arraycopy(before, 0, after, 0, before.length);
    double largest = 0;
    for (int k = subjects[u]; k <= mostSubjects; k++) {
      int to = k * (mostCells + 1);
      int from = (k - subjects[u]) * (mostCells + 1) - cells[u];
      for (int s = cells[u]; s <= mostCells; s++) {
        after[to + s] += before[from + s];
      }
    }
    for (double way : after) {
      largest = Math.max(largest, way);
    }
    if (largest > LARGE) {
      // Later rows follow from this one: only entries of one row are ever weighed against another.
      scaled++;
      for (int i = 0; i < after.length; i++) {
        after[i] /= LARGE;
      }
    }
  }

  /**
   * What can be reached, nearest first: by |subjects − wanted| / wanted + |cells − wanted| /
   * wanted, then by cells, then by subjects. The empty subset is not among it.
   */
  List<Reached> nearest(int wantedSubjects, int wantedCells) {
    List<Reached> reached = new ArrayList<>();
    double[] all = ways[subjects.length];
    for (int k = 1; k <= mostSubjects; k++) {
      for (int s = 1; s <= mostCells; s++) {
        double n = all[k * (mostCells + 1) + s];
        if (n > 0) {
          reached.add(new Reached(k, s, scaled == 0 ? n : Double.POSITIVE_INFINITY));
        }
      }
    }
    reached.sort(
        Comparator.comparingDouble((Reached r) -> distance(r, wantedSubjects, wantedCells))
            .thenComparingInt(Reached::cells)
            .thenComparingInt(Reached::subjects));
    return reached;
  }

  private static double distance(Reached r, int wantedSubjects, int wantedCells) {
    return Math.abs(r.subjects() - wantedSubjects) / (double) wantedSubjects
        + Math.abs(r.cells() - wantedCells) / (double) wantedCells;
  }

  /** One of the subsets that hold so much, each equally likely. */
  boolean[] draw(Reached target, RandomStream random) {
    boolean[] taken = new boolean[subjects.length];
    int k = target.subjects();
    int s = target.cells();
    for (int u = subjects.length - 1; u >= 0; u--) {
      double without = ways[u][k * (mostCells + 1) + s];
      double with =
          k >= subjects[u] && s >= cells[u]
              ? ways[u][(k - subjects[u]) * (mostCells + 1) + s - cells[u]]
              : 0;
      if (random.nextDouble() * (with + without) < with) {
        taken[u] = true;
        k -= subjects[u];
        s -= cells[u];
      }
    }
    if (k != 0 || s != 0) {
      throw new IllegalStateException("a draw left the table at " + k + " subjects, " + s);
    }
    return taken;
  }
}
