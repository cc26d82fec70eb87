package org.leukokit.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many groups of a class there are, and how many groups of equal size would say as much: a few
 * groups that hold most of the cells are worth fewer than they are.
 *
 * @param positive whether they are the leukemic ones
 * @param groups how many have a cell of the class
 * @param cells how many cells of the class they have
 * @param smallest cells of the smallest
 * @param largest cells of the largest
 * @param worth Kish's effective number, (Σn)² / Σn² (<em>Survey Sampling</em>, 1965), 1 to {@code
 *     groups}
 */
public record GroupsWorth(
    boolean positive, int groups, int cells, int smallest, int largest, double worth) {
  /**
   * The groups of both classes, those of the positive class first; a class without cells is left
   * out.
   *
   * @param truth whether each cell is positive
   * @param group the group of each cell
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static List<GroupsWorth> of(boolean[] truth, String[] group) {
    if (truth.length != group.length) {
      throw new IllegalArgumentException(
          truth.length + " truths do not go with " + group.length + " groups");
    }
    List<GroupsWorth> classes = new ArrayList<>();
    for (boolean positive : new boolean[] {true, false}) {
      Map<String, Integer> sizes = new TreeMap<>();
      for (int i = 0; i < truth.length; i++) {
        if (truth[i] == positive) {
          sizes.merge(group[i], 1, Integer::sum);
        }
      }
      if (!sizes.isEmpty()) {
        double squares = sizes.values().stream().mapToDouble(n -> (double) n * n).sum();
        int cells = sizes.values().stream().mapToInt(n -> n).sum();
        classes.add(
            new GroupsWorth(
                positive,
                sizes.size(),
                cells,
                sizes.values().stream().mapToInt(n -> n).min().orElseThrow(),
                sizes.values().stream().mapToInt(n -> n).max().orElseThrow(),
                (double) cells * cells / squares));
      }
    }
    return List.copyOf(classes);
  }
}
