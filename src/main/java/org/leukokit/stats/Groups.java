package org.leukokit.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cells by group, and groups by class.
 *
 * <p>Groups are numbered in the order of their names, so that draws don't depend on the order of
 * cells. Strata: groups whose cells are all positive, groups whose cells are all negative (every
 * group of C-NMC 2019 is one or the other), and mixed groups. If there are fewer than {@link
 * #FEWEST} mixed groups beside others, each joins the stratum of most of its cells.
 *
 * @param names the names, in order
 * @param of the number of each cell's group
 * @param strata the groups of each stratum that has any
 */
record Groups(List<String> names, int[] of, List<int[]> strata) {
  /** A stratum of fewer groups says too little about how groups vary. */
  static final int FEWEST = 5;

  static Groups of(boolean[] truth, String[] group) {
    if (truth.length != group.length) {
      throw new IllegalArgumentException(
          truth.length + " truths do not go with " + group.length + " groups");
    }
    TreeMap<String, Integer> numbers = new TreeMap<>();
    for (String name : group) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "a cell has no group; an interval over groups needs the group of every cell");
      }
      numbers.put(name, 0);
    }
    int next = 0;
    for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
      entry.setValue(next++);
    }
    int[] of = new int[group.length];
    int[][] classes = new int[next][2];
    for (int i = 0; i < group.length; i++) {
      of[i] = numbers.get(group[i]);
      classes[of[i]][truth[i] ? 0 : 1]++;
    }
    return new Groups(List.copyOf(numbers.keySet()), of, strata(classes));
  }

  int count() {
    return names.size();
  }

  private static List<int[]> strata(int[][] classes) {
    List<List<Integer>> strata = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int g = 0; g < classes.length; g++) {
      int[] c = classes[g];
      strata.get(c[1] == 0 ? 0 : c[0] == 0 ? 1 : 2).add(g);
    }
    List<Integer> mixed = strata.get(2);
    if (mixed.size() < FEWEST && mixed.size() < classes.length) {
      for (int g : mixed) {
        strata.get(classes[g][0] >= classes[g][1] ? 0 : 1).add(g);
      }
      mixed.clear();
    }
    return strata.stream()
        .filter(s -> !s.isEmpty())
        .map(s -> s.stream().sorted().mapToInt(g -> g).toArray())
        .toList();
  }
}
