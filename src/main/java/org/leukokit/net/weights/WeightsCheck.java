package org.leukokit.net.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.leukokit.base.UserError;

/** Compares what a network needs with what a source has; both must agree exactly. */
public final class WeightsCheck {
  private static final int NAMED = 5;

  private WeightsCheck() {}

  /**
   * Refuses a source that lacks a tensor, has one too many, or has one of another shape.
   *
   * @param network the network's id, for the message
   * @param expected what the network needs
   * @param found what there is
   * @param where the file, for the message
   * @throws UserError naming the tensors
   */
  public static void requireSame(
      String network,
      SortedMap<String, long[]> expected,
      SortedMap<String, long[]> found,
      String where) {
    List<String> problems = new ArrayList<>();
    TreeSet<String> missing = new TreeSet<>(expected.keySet());
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      problems.add("missing " + some(missing));
    }
    TreeSet<String> extra = new TreeSet<>(found.keySet());
    extra.removeAll(expected.keySet());
    if (!extra.isEmpty()) {
      problems.add("not of this network: " + some(extra));
    }
    TreeSet<String> misshapen = new TreeSet<>();
    expected.forEach(
        (name, shape) -> {
          long[] other = found.get(name);
          if (other != null && !Arrays.equals(shape, other)) {
            misshapen.add(name + " is " + Shapes.text(other) + " instead of " + Shapes.text(shape));
          }
        });
    if (!misshapen.isEmpty()) {
      problems.add("other shapes: " + some(misshapen));
    }
    if (!problems.isEmpty()) {
      throw new UserError(
          where
              + " does not hold the weights of "
              + network
              + ": "
              + String.join("; ", problems)
              + "; name another file or network");
    }
  }

  private static String some(TreeSet<String> names) {
    String text = String.join(", ", names.stream().limit(NAMED).toList());
    return names.size() > NAMED
        ? text + " and " + (names.size() - NAMED) + " more (" + names.size() + " tensors)"
        : text;
  }
}
