package org.leukokit.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.ImageName;
import org.leukokit.base.UserError;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
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
 * @param notes how they were paired, where that has to be said
 * @param obstacle why the rows can't be compared, if they can't
 */
record RowPairs(
    List<Prediction> a,
    List<Prediction> b,
    String[] groups,
    boolean groupsKnown,
    int onlyFirst,
    int onlySecond,
    List<String> notes,
    Optional<String> obstacle) {

  /** Where rows stand in several folds, the fold is a part of the key; otherwise it is empty. */
  private record Key(String fold, String cell, String version) {}

  static RowPairs of(RunFolder first, RunFolder second) {
    return of(
        first.record().title(), first.predictions(), second.record().title(), second.predictions());
  }

  /**
   * Pairs rows.
   *
   * @throws UserError if one of the two tests a row in several folds, so that it has no peer
   */
  static RowPairs of(String titleA, Predictions rowsA, String titleB, Predictions rowsB) {
    boolean repeated = repeated(titleA, rowsA, rowsB) | repeated(titleB, rowsB, rowsA);
    Set<String> ids = ids(rowsA);
    Map<String, String> names = ImageName.pairs(ids(rowsB), ids);
    Map<Key, Prediction> others = new LinkedHashMap<>();
    for (Prediction p : rowsB.rows()) {
      others.put(key(repeated, names.getOrDefault(p.cell(), "\n" + p.cell()), p), p);
    }
    List<Prediction> a = new ArrayList<>();
    List<Prediction> b = new ArrayList<>();
    List<String> contrary = new ArrayList<>();
    int renamed = 0;
    for (Prediction p : rowsA.rows()) {
      Prediction other = others.get(key(repeated, p.cell(), p));
      if (other != null) {
        a.add(p);
        b.add(other);
        renamed += other.cell().equals(p.cell()) ? 0 : 1;
        if (other.positive() != p.positive()) {
          contrary.add(p.cell());
        }
      }
    }
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
        rowsA.rows().size() - a.size(),
        rowsB.rows().size() - a.size(),
        notes(repeated, renamed, a, b),
        contrary.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "The runs contradict each other in the truth of "
                    + contrary.size()
                    + " rows, such as "
                    + contrary.get(0)
                    + ": their numbers can't be compared."));
  }

  private static List<String> notes(
      boolean repeated, int renamed, List<Prediction> a, List<Prediction> b) {
    List<String> notes = new ArrayList<>();
    if (renamed > 0) {
      int i = 0;
      while (a.get(i).cell().equals(b.get(i).cell())) {
        i++;
      }
      notes.add(
          renamed
              + " rows were paired by names that differ in folders or extension alone, such as "
              + a.get(i).cell()
              + " and "
              + b.get(i).cell()
              + ".");
    }
    if (repeated) {
      notes.add(
          "Cells are tested in several folds; rows are paired fold by fold, and tests over cells"
              + " count such a cell more than once.");
    }
    return notes;
  }

  private static Key key(boolean repeated, String cell, Prediction p) {
    return new Key(repeated ? p.fold() : "", cell, p.version());
  }

  private static Set<String> ids(Predictions rows) {
    Set<String> ids = new LinkedHashSet<>();
    rows.rows().forEach(p -> ids.add(p.cell()));
    return ids;
  }

  /** Whether rows stand in several folds, which the other must have, too. */
  private static boolean repeated(String title, Predictions rows, Predictions others) {
    Set<Key> keys = new HashSet<>();
    for (Prediction p : rows.rows()) {
      if (!keys.add(key(false, p.cell(), p))) {
        Set<String> folds = new HashSet<>();
        others.rows().forEach(o -> folds.add(o.fold()));
        boolean known = rows.rows().stream().anyMatch(r -> folds.contains(r.fold()));
        if (!known) {
          throw new UserError(
              title
                  + " tests "
                  + p.cell()
                  + " ("
                  + p.version()
                  + ") in several folds, so its rows can't be paired");
        }
        return true;
      }
    }
    return false;
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
