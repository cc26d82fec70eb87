package org.leukokit.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.UserError;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;

/**
 * The rows that both runs tested, in the order of the first.
 *
 * @param a the first run's
 * @param b the second run's, row by row
 * @param groups the group of each row; the cell's id where no run knows it
 * @param groupsKnown whether a run knows the groups of all of them
 * @param onlyFirst how many rows the first run alone tested
 * @param onlySecond how many rows the second run alone tested
 * @param obstacle why the rows can't be compared, if they can't
 */
record RowPairs(
    List<Prediction> a,
    List<Prediction> b,
    String[] groups,
    boolean groupsKnown,
    int onlyFirst,
    int onlySecond,
    Optional<String> obstacle) {

  private record Key(String cell, String version) {}

  static RowPairs of(RunFolder first, RunFolder second) {
    Map<Key, Prediction> others = byKey(second);
    Map<Key, Prediction> own = byKey(first);
    List<Prediction> a = new ArrayList<>();
    List<Prediction> b = new ArrayList<>();
    List<String> contrary = new ArrayList<>();
    own.forEach(
        (key, p) -> {
          Prediction other = others.get(key);
          if (other != null) {
            a.add(p);
            b.add(other);
            if (other.positive() != p.positive()) {
              contrary.add(p.cell());
            }
          }
        });
    boolean firstKnows = a.stream().noneMatch(p -> p.group().isEmpty());
    boolean secondKnows = b.stream().noneMatch(p -> p.group().isEmpty());
    String[] groups =
        (firstKnows || !secondKnows ? a : b)
            .stream().map(p -> p.group().isEmpty() ? p.cell() : p.group()).toArray(String[]::new);
    return new RowPairs(
        a,
        b,
        groups,
        firstKnows || secondKnows,
        own.size() - a.size(),
        others.size() - a.size(),
        contrary.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "The runs contradict each other in the truth of "
                    + contrary.size()
                    + " rows, such as "
                    + contrary.get(0)
                    + ": their numbers can't be compared."));
  }

  private static Map<Key, Prediction> byKey(RunFolder run) {
    Map<Key, Prediction> rows = new LinkedHashMap<>();
    for (Prediction p : run.predictions().rows()) {
      if (rows.put(new Key(p.cell(), p.version()), p) != null) {
        throw new UserError(
            run.record().title()
                + " tests "
                + p.cell()
                + " ("
                + p.version()
                + ") in several folds, so its rows can't be paired");
      }
    }
    return rows;
  }

  int common() {
    return a.size();
  }

  boolean[] truth() {
    boolean[] truth = new boolean[a.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = a.get(i).positive();
    }
    return truth;
  }

  double[] first(Metric metric) {
    return numbers(a, metric);
  }

  double[] second(Metric metric) {
    return numbers(b, metric);
  }

  private static double[] numbers(List<Prediction> rows, Metric metric) {
    boolean margins =
        metric == Metric.AUC && rows.stream().noneMatch(p -> Double.isNaN(p.margin()));
    return rows.stream().mapToDouble(p -> margins ? p.margin() : p.score()).toArray();
  }
}
