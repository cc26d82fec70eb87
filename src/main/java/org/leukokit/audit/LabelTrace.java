package org.leukokit.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.metric.ConfusionMatrix;

/**
 * Which list of hard labels a printed score was computed from, where of each list only the number
 * of cells called positive is known, and of the cells only how many there are.
 *
 * <p>With c cells called positive and P of the cells positive, TP alone fixes the confusion matrix:
 * FN = P − TP, FP = c − TP, TN = the rest. Every P, every list and every TP is tried. Of a score
 * with eight decimals of per cent one in about 10^10 is met by chance, of 10^7 to 10^8 tries, so
 * that a hit says which list it is and what P is.
 *
 * @param cells how many cells there are
 * @param rows what was found for each printed score
 * @param positives the class count on which the most rows (two or more) agree, if there is one
 */
public record LabelTrace(int cells, List<Traced> rows, Optional<Integer> positives) {
  /** Places from which a score says which matrix it is. */
  private static final int LEAST_PLACES = 8;

  /** Far above the error of a few sums and quotients of doubles of at most 1. */
  private static final double SLACK = 1e-12;

  /**
   * A list of hard labels.
   *
   * @param name what it is
   * @param calledPositive how many cells it calls positive
   */
  public record Labels(String name, int calledPositive) {}

  /**
   * A list and a matrix that give a score.
   *
   * @param labels the list
   * @param matrix the matrix
   * @param value the score that they give: as printed, or with one digit changed
   */
  public record Hit(Labels labels, ConfusionMatrix matrix, PrintedValue value) {}

  /**
   * What was found for a printed score.
   *
   * @param name the row's name
   * @param value the score as printed
   * @param hits where it fits as printed, over any class counts
   * @param slips where it fits with one digit changed, over the class counts of the other rows;
   *     looked for only where it fits nowhere as printed
   */
  public record Traced(String name, PrintedValue value, List<Hit> hits, List<Hit> slips) {
    /** Copies the lists. */
    public Traced {
      hits = List.copyOf(hits);
      slips = List.copyOf(slips);
    }
  }

  /** Copies the list. */
  public LabelTrace {
    rows = List.copyOf(rows);
  }

  /**
   * Traces rows of one weighted F1 each.
   *
   * @param rows the printed rows
   * @param cells how many cells every list labels
   * @param lists the lists
   * @throws IllegalArgumentException if a row is not one weighted F1 with so many places that it
   *     says which matrix it is
   */
  public static LabelTrace of(List<PrintedRow> rows, int cells, List<Labels> lists) {
    List<Traced> found = new ArrayList<>();
    for (PrintedRow row : rows) {
      PrintedValue value = row.values().get(0);
      if (row.values().size() != 1
          || value.score() != Score.WEIGHTED_F1
          || value.places() < LEAST_PLACES) {
        throw new IllegalArgumentException(row.name() + " is not one weighted F1 of many digits");
      }
      List<Hit> hits = new ArrayList<>();
      for (int p = 1; p < cells; p++) {
        hits.addAll(over(p, value, cells, lists));
      }
      found.add(new Traced(row.name(), value, hits, List.of()));
    }
    Optional<Integer> positives = positives(found);
    positives.ifPresent(p -> found.replaceAll(t -> withSlips(t, p, cells, lists)));
    return new LabelTrace(cells, found, positives);
  }

  private static Optional<Integer> positives(List<Traced> rows) {
    Map<Integer, Integer> votes = new TreeMap<>();
    for (Traced row : rows) {
      row.hits().stream()
          .map(h -> (int) h.matrix().positives())
          .distinct()
          .forEach(p -> votes.merge(p, 1, Integer::sum));
    }
    int most = votes.values().stream().max(Comparator.naturalOrder()).orElse(0);
    List<Integer> best =
        votes.keySet().stream().filter(p -> votes.get(p) == most && most > 1).toList();
    return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
  }

  private static Traced withSlips(Traced row, int p, int cells, List<Labels> lists) {
    if (!row.hits().isEmpty()) {
      return row;
    }
    List<Hit> slips =
        row.value().slips().stream().flatMap(v -> over(p, v, cells, lists).stream()).toList();
    return new Traced(row.name(), row.value(), row.hits(), slips);
  }

  /** Every list and every TP over one class count. */
  private static List<Hit> over(int p, PrintedValue value, int cells, List<Labels> lists) {
    int n = cells - p;
    double unit = 1.0 / TestSet.power(value.places());
    double printed = value.unit() * unit;
    List<Hit> hits = new ArrayList<>();
    for (Labels list : lists) {
      int c = list.calledPositive();
      for (int tp = Math.max(0, c - n); tp <= Math.min(p, c); tp++) {
        int tn = n - c + tp;
        // Both F1-scores are 2 × right / (actual + called), so no quotient is undefined.
        double f1 = (p * (2.0 * tp / (p + c)) + n * (2.0 * tn / (n + cells - c))) / cells;
        if (Math.abs(f1 - printed) <= unit + SLACK) {
          ConfusionMatrix m = new ConfusionMatrix(tp, p - tp, c - tp, tn);
          if (value.fits(m, Way.NEAREST)) {
            hits.add(new Hit(list, m, value));
          }
        }
      }
    }
    return hits;
  }
}
