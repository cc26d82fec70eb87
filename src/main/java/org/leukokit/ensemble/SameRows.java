package org.leukokit.ensemble;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;

/** Where two sets of predictions part. */
final class SameRows {
  private static final Comparator<Prediction> ORDER =
      Comparator.comparing(Prediction::fold)
          .thenComparing(Prediction::cell)
          .thenComparing(Prediction::version);

  private SameRows() {}

  /**
   * The first difference in row, truth, subject or group. A subject that one does not know is no
   * difference.
   *
   * @param kind what rows they are, such as {@code "validation "}; empty for test rows
   * @return one sentence, or empty if they are over the same rows
   */
  static Optional<String> difference(
      Predictions a, Predictions b, String nameA, String nameB, String kind) {
    List<Prediction> x = a.rows();
    List<Prediction> y = b.rows();
    for (int i = 0; i < Math.max(x.size(), y.size()); i++) {
      int order = i >= x.size() ? 1 : i >= y.size() ? -1 : ORDER.compare(x.get(i), y.get(i));
      if (order != 0) {
        Prediction p = order < 0 ? x.get(i) : y.get(i);
        return Optional.of(
            "%s has the %srow %s in fold %s, %s has not"
                .formatted(
                    order < 0 ? nameA : nameB, kind, row(p), p.fold(), order < 0 ? nameB : nameA));
      }
      Prediction p = x.get(i);
      Prediction q = y.get(i);
      if (p.positive() != q.positive()) {
        return Optional.of(
            "%s is %s to %s and %s to %s".formatted(row(p), truth(p), nameA, truth(q), nameB));
      }
      boolean known = !p.subject().isEmpty() && !q.subject().isEmpty();
      if (known && !(p.subject().equals(q.subject()) && p.group().equals(q.group()))) {
        return Optional.of(
            "%s is of subject '%s', group '%s' to %s and of '%s', '%s' to %s"
                .formatted(row(p), p.subject(), p.group(), nameA, q.subject(), q.group(), nameB));
      }
    }
    return Optional.empty();
  }

  private static String row(Prediction p) {
    return p.isOriginal() ? p.cell() : p.cell() + " (" + p.version() + ")";
  }

  private static String truth(Prediction p) {
    return p.positive() ? "leukemic" : "healthy";
  }
}
