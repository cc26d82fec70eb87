package org.leukokit.experiment.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/**
 * The groups of a data set, by the number of their cells.
 *
 * @param title what they are, for people
 * @param positive cells of each leukemic group, the largest first
 * @param negative cells of each healthy group, the largest first
 */
public record GroupSizes(String title, List<Integer> positive, List<Integer> negative) {
  /**
   * @throws IllegalArgumentException if a class has no group, or a group no cell
   */
  public GroupSizes {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
    for (List<Integer> sizes : List.of(positive, negative)) {
      if (sizes.isEmpty() || sizes.stream().anyMatch(n -> n < 1)) {
        throw new IllegalArgumentException(
            title + ": each class needs groups of at least one cell, not " + sizes);
      }
    }
  }

  /**
   * The sizes of a collection's groups.
   *
   * @param title what they are
   * @param cells all cells
   * @param taken which of them count
   */
  public static GroupSizes of(String title, Collection<Cell> cells, Predicate<Cell> taken) {
    return new GroupSizes(
        title, sizes(cells, taken, Label.LEUKEMIC), sizes(cells, taken, Label.HEALTHY));
  }

  private static List<Integer> sizes(Collection<Cell> cells, Predicate<Cell> taken, Label label) {
    Map<String, Integer> sizes = new TreeMap<>();
    cells.stream()
        .filter(taken)
        .filter(c -> c.label() == label)
        .forEach(c -> sizes.merge(c.group(), 1, Integer::sum));
    List<Integer> sorted = new ArrayList<>(sizes.values());
    sorted.sort((a, b) -> b - a);
    return sorted;
  }

  /** All cells. */
  int cells() {
    return sum(positive) + sum(negative);
  }

  /** The share of the cells that are leukemic. */
  double share() {
    return (double) sum(positive) / cells();
  }

  private static int sum(List<Integer> sizes) {
    return sizes.stream().mapToInt(n -> n).sum();
  }

  /** Whether each cell is leukemic: group by group, leukemic groups first. */
  boolean[] truth() {
    boolean[] truth = new boolean[cells()];
    Arrays.fill(truth, 0, sum(positive), true);
    return truth;
  }

  /** The group of each cell, in the order of {@link #truth}. */
  String[] groups() {
    String[] groups = new String[cells()];
    int next = 0;
    int number = 0;
    for (List<Integer> sizes : List.of(positive, negative)) {
      for (int n : sizes) {
        // Groups are numbered in the order of their names.
        Arrays.fill(groups, next, next + n, String.format("g%04d", number++));
        next += n;
      }
    }
    return groups;
  }
}
