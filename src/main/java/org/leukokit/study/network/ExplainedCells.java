package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.RandomStream;

/** Which test cells of a fold are looked at: the same for all methods of a study. */
public final class ExplainedCells {
  /** The name under which the facts of a run say where its maps were taken. */
  public static final String LAYER = "layer of the maps";

  /**
   * Least rows and columns of a map. A cell fills about two thirds of what networks see of it: of
   * six rows and columns four lie over the cell, two over its middle and one over each rim. Fewer
   * don't tell middle from rim.
   */
  public static final int LEAST = 6;

  private ExplainedCells() {}

  /**
   * Draws cells, half of each class as far as there are enough.
   *
   * @param leukemic the fold's test cells, by id, and whether each is leukemic
   * @param fold the fold's name
   * @param count how many at most
   * @param seed the seed of the study
   * @return ids in the order of the draw, leukemic ones first
   */
  public static List<String> draw(
      Map<String, Boolean> leukemic, String fold, int count, long seed) {
    List<String> first = shuffled(leukemic, true, fold, seed);
    List<String> second = shuffled(leukemic, false, fold, seed);
    int ofSecond = Math.min(second.size(), Math.max(count / 2, count - first.size()));
    List<String> drawn =
        new ArrayList<>(first.subList(0, Math.min(first.size(), count - ofSecond)));
    drawn.addAll(second.subList(0, ofSecond));
    return drawn;
  }

  private static List<String> shuffled(
      Map<String, Boolean> leukemic, boolean wanted, String fold, long seed) {
    List<String> ids = new ArrayList<>();
    new TreeMap<>(leukemic)
        .forEach(
            (id, is) -> {
              if (is == wanted) {
                ids.add(id);
              }
            });
    int[] order = new int[ids.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    RandomStream.at(seed, "explained-cells", fold, wanted ? "leukemic" : "healthy").shuffle(order);
    List<String> drawn = new ArrayList<>();
    for (int i : order) {
      drawn.add(ids.get(i));
    }
    return drawn;
  }
}
