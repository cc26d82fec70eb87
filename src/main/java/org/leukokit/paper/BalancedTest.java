package org.leukokit.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.leukokit.base.RandomStream;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;

/**
 * A test set in which both classes are equally large, as cells of the larger class are dropped at
 * random. Which ones depends on seed, draw and the cells alone: all methods that were tested on the
 * same cells lose the same ones.
 */
public final class BalancedTest {
  private BalancedTest() {}

  /**
   * The rows that are left, in their order.
   *
   * @param all the test rows; where one class has none, all are left
   * @param seed the seed of the study
   * @param draw which of the possible drops, 0 for the one that reports print
   */
  public static Predictions of(Predictions all, long seed, int draw) {
    Set<Prediction> kept = new HashSet<>();
    List<Prediction> positive = all.rows().stream().filter(Prediction::positive).toList();
    List<Prediction> negative = all.rows().stream().filter(p -> !p.positive()).toList();
    int each = Math.min(positive.size(), negative.size());
    if (each == 0 || positive.size() == negative.size()) {
      return all;
    }
    kept.addAll(drawn(positive, each, seed, draw));
    kept.addAll(drawn(negative, each, seed, draw));
    return new Predictions(all.rows().stream().filter(kept::contains).toList());
  }

  private static List<Prediction> drawn(List<Prediction> rows, int count, long seed, int draw) {
    if (rows.size() == count) {
      return rows;
    }
    record Key(long key, Prediction row) {}

    List<Key> keys = new ArrayList<>();
    for (Prediction row : rows) {
      keys.add(
          new Key(
              RandomStream.at(seed, "balanced test", draw, row.cell(), row.version()).nextLong(),
              row));
    }
    keys.sort(
        Comparator.comparingLong(Key::key)
            .thenComparing(key -> key.row().cell())
            .thenComparing(key -> key.row().version()));
    return keys.subList(0, count).stream().map(Key::row).toList();
  }
}
