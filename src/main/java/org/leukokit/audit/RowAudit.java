package org.leukokit.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Audits one row: every set, every way, and what would have to change where nothing fits. */
public final class RowAudit {
  /** More values left out say nothing any more. */
  private static final int MOST_LEFT_OUT = 3;

  /** Places from which a number of one digit changed does not fit by chance as a rule. */
  private static final int LONG_NUMBER = 8;

  private final PrintedRow row;
  private final TestSet stated;
  private final List<TestSet> declared;
  private final int folds;

  private RowAudit(PrintedRow row, List<TestSet> sets, int folds) {
    this.row = row;
    this.stated =
        sets.stream()
            .filter(TestSet::stated)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no stated set for " + row.name()));
    this.declared = sets.stream().filter(s -> !s.stated()).toList();
    this.folds = folds;
  }

  /**
   * Audits a row.
   *
   * @param row the row
   * @param sets the stated set and alternatives that the source suggests; the usual alternatives
   *     are added
   * @param folds folds over which the row may be a mean, 1 for none
   * @return what was found
   * @throws IllegalArgumentException if no set is stated
   */
  public static RowFinding audit(PrintedRow row, List<TestSet> sets, int folds) {
    return new RowAudit(row, sets, folds).run();
  }

  private RowFinding run() {
    if (row.values().isEmpty()) {
      return new RowFinding(row, Verdict.NOTHING_TO_CHECK, stated, List.of(), List.of());
    }
    List<Fit> fits = new ArrayList<>();
    Verdict verdict = onStated(fits);
    if (verdict == Verdict.EXACTLY_ONE || verdict == Verdict.SEVERAL) {
      declared.forEach(set -> add(fits, set, Way.NEAREST));
      Verdict whole = row.unread().isEmpty() ? verdict : Verdict.NOT_READ_WHOLE;
      return new RowFinding(row, whole, stated, fits, List.of());
    }
    if (verdict == Verdict.NONE) {
      List<TestSet> others = others();
      for (Way way : Way.values()) {
        others.stream()
            .filter(set -> fits.stream().noneMatch(f -> f.set().equals(set)))
            .toList()
            .forEach(set -> add(fits, set, way));
      }
      verdict = fits.isEmpty() ? Verdict.NONE : Verdict.ALTERNATIVE_SET;
    }
    return new RowFinding(row, verdict, stated, fits, misprints(verdict));
  }

  private Verdict onStated(List<Fit> fits) {
    if (add(fits, stated, Way.NEAREST)) {
      return fits.get(0).matches().count() == 1 ? Verdict.EXACTLY_ONE : Verdict.SEVERAL;
    }
    if (add(fits, stated, Way.FROM_ROUNDED)) {
      return Verdict.FROM_ROUNDED;
    }
    if (add(fits, stated, Way.TRUNCATED)) {
      return Verdict.TRUNCATED;
    }
    List<PrintedValue> decided = FoldMeans.decided(stated, row.values(), folds);
    if (folds > 1 && decided.size() >= 2 && decided.size() < row.values().size()) {
      Matches linear = MatrixSearch.find(stated, decided, Way.NEAREST);
      if (!linear.isEmpty()) {
        fits.add(new Fit(stated, Way.NEAREST, linear));
        return Verdict.FOLD_MEANS;
      }
    }
    return Verdict.NONE;
  }

  private boolean add(List<Fit> fits, TestSet set, Way way) {
    Matches matches = MatrixSearch.find(set, row.values(), way);
    return !matches.isEmpty() && fits.add(new Fit(set, way, matches));
  }

  private List<TestSet> others() {
    List<TestSet> all = new ArrayList<>(declared);
    for (TestSet usual : stated.usualAlternatives()) {
      boolean known =
          all.stream()
              .anyMatch(
                  s -> s.positives() == usual.positives() && s.negatives() == usual.negatives());
      if (!known) {
        all.add(usual);
      }
    }
    return all;
  }

  /** One value left out, then two, …, until the rest fits somewhere. */
  private List<Misprint> misprints(Verdict verdict) {
    List<TestSet> sets = new ArrayList<>(List.of(stated));
    if (verdict == Verdict.NONE) {
      sets.addAll(others());
    }
    int most = verdict == Verdict.NONE ? Math.min(MOST_LEFT_OUT, row.values().size() - 1) : 1;
    for (int size = 1; size <= most; size++) {
      List<Misprint> found = new ArrayList<>();
      for (List<PrintedValue> out : subsets(size)) {
        for (TestSet set : sets) {
          leaveOut(set, out, found);
        }
      }
      if (!found.isEmpty()) {
        // What fits the stated set is nearer than anything else.
        boolean stays = found.stream().anyMatch(m -> m.set().stated());
        found.removeIf(m -> stays && !m.set().stated());
        return found;
      }
    }
    return verdict == Verdict.NONE && row.values().size() == 1 ? slips() : List.of();
  }

  /** For a single value with many digits: numbers that differ from it by one digit and fit. */
  private List<Misprint> slips() {
    PrintedValue value = row.values().get(0);
    List<Misprint> found = new ArrayList<>();
    if (value.places() < LONG_NUMBER) {
      return found;
    }
    for (PrintedValue other : value.slips()) {
      Matches matches = MatrixSearch.find(stated, List.of(other), Way.NEAREST);
      if (!matches.isEmpty()) {
        found.add(new Misprint(stated, Way.NEAREST, row.values(), List.of(other.text()), matches));
      }
    }
    return found;
  }

  private void leaveOut(TestSet set, List<PrintedValue> out, List<Misprint> found) {
    List<PrintedValue> rest = row.values().stream().filter(v -> !out.contains(v)).toList();
    if (rest.isEmpty()) {
      return;
    }
    for (Way way : List.of(Way.NEAREST, Way.FROM_ROUNDED)) {
      Matches matches = MatrixSearch.find(set, rest, way);
      if (!matches.isEmpty()) {
        List<String> mustBe =
            matches.examples().stream()
                .map(m -> out.get(0).expected(m))
                .distinct()
                .sorted(Comparator.comparing(BigDecimal::new))
                .toList();
        found.add(new Misprint(set, way, out, mustBe, matches));
        return;
      }
    }
  }

  private List<List<PrintedValue>> subsets(int size) {
    List<List<PrintedValue>> all = new ArrayList<>();
    int n = row.values().size();
    for (int mask = 1; mask < 1 << n; mask++) {
      if (Integer.bitCount(mask) == size) {
        List<PrintedValue> subset = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          if ((mask >> i & 1) == 1) {
            subset.add(row.values().get(i));
          }
        }
        all.add(subset);
      }
    }
    return all;
  }
}
