package org.leukokit.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/**
 * Draws whole subjects or groups into bins whose sizes and class ratios are as near to their shares
 * as a search comes.
 *
 * <p>Groups go, largest first, each into the bin where it does most good: where it brings a class
 * that the bin has none of (in every second try), and otherwise where it most lowers Σ ((count −
 * wanted) / all)² over bins and classes. Then single groups move while that improves. This is tried
 * {@value #TRIES} times, with sizes that the seed makes seem up to 30 % larger or smaller, and the
 * best is taken: different seeds give different folds, the same seed the same, whatever the order
 * of the cells.
 */
final class GroupAssignment {
  private static final int TRIES = 24;
  private static final int PASSES = 8;
  private static final int CLASSES = 2;

  /** The worth of a class in a bin: above all that balance can be worth. */
  private static final double PRESENCE = 1000;

  private record Group(String name, int[] cells) {
    int size() {
      return cells[0] + cells[1];
    }
  }

  /** Which bin each group is in, and what that gives. */
  private static final class State {
    final int[] bin;
    final int[][] counts;
    final double[][] wanted;
    final int[] totals;

    State(int groups, double[][] wanted, int[] totals) {
      bin = new int[groups];
      Arrays.fill(bin, -1);
      counts = new int[wanted.length][CLASSES];
      this.wanted = wanted;
      this.totals = totals;
    }

    void put(int g, Group group, int b) {
      bin[g] = b;
      for (int c = 0; c < CLASSES; c++) {
        counts[b][c] += group.cells()[c];
      }
    }

    void take(int g, Group group) {
      for (int c = 0; c < CLASSES; c++) {
        counts[bin[g]][c] -= group.cells()[c];
      }
      bin[g] = -1;
    }

    /** How much worse the bin gets with the group, less the worth of a class that it lacked. */
    double costOfAdding(Group group, int b, double presence) {
      double cost = 0;
      for (int c = 0; c < CLASSES; c++) {
        double before = (counts[b][c] - wanted[b][c]) / totals[c];
        double after = before + (double) group.cells()[c] / totals[c];
        cost += after * after - before * before;
        if (group.cells()[c] > 0 && counts[b][c] == 0) {
          cost -= presence;
        }
      }
      return cost;
    }

    double cost() {
      double cost = 0;
      for (int b = 0; b < counts.length; b++) {
        for (int c = 0; c < CLASSES; c++) {
          double off = (counts[b][c] - wanted[b][c]) / totals[c];
          cost += off * off + (counts[b][c] == 0 ? PRESENCE : 0);
        }
      }
      return cost;
    }

    boolean hasEmptyBin() {
      return Arrays.stream(counts).anyMatch(bin -> bin[0] + bin[1] == 0);
    }

    /** Whether a bin holds all cells of a class, so that nothing is left to train on. */
    boolean hoardsAClass() {
      return Arrays.stream(counts).anyMatch(bin -> bin[0] == totals[0] || bin[1] == totals[1]);
    }
  }

  private GroupAssignment() {}

  /**
   * The bin of every cell.
   *
   * @param cells the cells, ordered by id
   * @param unit subject or group
   * @param shares the share of each bin, adding up to 1
   * @throws UserError if there are fewer subjects or groups than bins, or a class has fewer than
   *     two
   */
  static int[] of(List<Cell> cells, Unit unit, double[] shares, long seed) {
    List<Group> groups = groups(cells, unit);
    if (groups.size() < shares.length) {
      throw new UserError(
          "%d folds or parts can't be drawn from %s; use at most %d"
              .formatted(shares.length, Text.count(groups.size(), unit.id()), groups.size()));
    }
    int[] totals = new int[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      int of = c;
      totals[c] = groups.stream().mapToInt(g -> g.cells()[of]).sum();
      long having = groups.stream().filter(g -> g.cells()[of] > 0).count();
      if (having < 2) {
        throw new UserError(
            "the %s cells come from %d %s(s), and at least 2 are needed to train on one and test on the other"
                .formatted(labelOf(c).name().toLowerCase(Locale.ROOT), having, unit.id()));
      }
    }
    double[][] wanted = new double[shares.length][CLASSES];
    for (int b = 0; b < shares.length; b++) {
      for (int c = 0; c < CLASSES; c++) {
        wanted[b][c] = shares[b] * totals[c];
      }
    }
    State best = null;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      State state = new State(groups.size(), wanted, totals);
      // Every second try places for balance alone: presence first may put a huge group into a
      // small bin, from which single moves don't get it out.
      double presence = attempt % 2 == 0 ? PRESENCE : 0;
      assign(groups, order(groups, unit, seed, attempt), state, presence);
      boolean usable = !state.hasEmptyBin() && !state.hoardsAClass();
      if (usable && (best == null || state.cost() < best.cost())) {
        best = state;
      }
    }
    if (best == null) {
      throw new UserError(
          "%d %ss can't be divided into %d parts so that both classes can be trained on; use another number of folds"
              .formatted(groups.size(), unit.id(), shares.length));
    }
    return binsOfCells(cells, unit, groups, best);
  }

  private static void assign(List<Group> groups, int[] order, State state, double presence) {
    int bins = state.counts.length;
    for (int g : order) {
      state.put(g, groups.get(g), cheapest(groups.get(g), state, bins, presence));
    }
    boolean moved = true;
    for (int pass = 0; moved && pass < PASSES; pass++) {
      moved = false;
      for (int g : order) {
        int from = state.bin[g];
        Group group = groups.get(g);
        state.take(g, group);
        int to = cheapest(group, state, bins, PRESENCE);
        boolean better =
            state.costOfAdding(group, to, PRESENCE)
                < state.costOfAdding(group, from, PRESENCE) - 1e-12;
        state.put(g, group, better ? to : from);
        moved |= better;
      }
    }
  }

  private static int cheapest(Group group, State state, int bins, double presence) {
    int best = 0;
    for (int b = 1; b < bins; b++) {
      if (state.costOfAdding(group, b, presence)
          < state.costOfAdding(group, best, presence) - 1e-12) {
        best = b;
      }
    }
    return best;
  }

  /** Largest first, by sizes that the stream of (unit, name, attempt) makes seem different. */
  private static int[] order(List<Group> groups, Unit unit, long seed, int attempt) {
    double[] seeming = new double[groups.size()];
    for (int g = 0; g < seeming.length; g++) {
      String name = groups.get(g).name();
      double factor = RandomStream.at(seed, "folds", unit.id(), name, attempt).nextDouble(0.7, 1.3);
      seeming[g] = groups.get(g).size() * factor;
    }
    return IntStream.range(0, seeming.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(g -> -seeming[g]).thenComparing(g -> g))
        .mapToInt(g -> g)
        .toArray();
  }

  private static List<Group> groups(List<Cell> cells, Unit unit) {
    TreeMap<String, int[]> counts = new TreeMap<>();
    for (Cell cell : cells) {
      counts
          .computeIfAbsent(unit.of(cell), name -> new int[CLASSES])[
          cell.label() == Label.LEUKEMIC ? 0 : 1]++;
    }
    List<Group> groups = new ArrayList<>();
    counts.forEach((name, count) -> groups.add(new Group(name, count)));
    return groups;
  }

  private static int[] binsOfCells(List<Cell> cells, Unit unit, List<Group> groups, State state) {
    TreeMap<String, Integer> bins = new TreeMap<>();
    for (int g = 0; g < groups.size(); g++) {
      bins.put(groups.get(g).name(), state.bin[g]);
    }
    return cells.stream().mapToInt(cell -> bins.get(unit.of(cell))).toArray();
  }

  private static Label labelOf(int c) {
    return c == 0 ? Label.LEUKEMIC : Label.HEALTHY;
  }
}
