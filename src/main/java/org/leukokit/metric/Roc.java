package org.leukokit.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic of a score.
 *
 * <p>Cells of equal score enter the curve together, as one step that may be slanted; so the area
 * under the curve is the Mann–Whitney probability that a positive cell scores above a negative one,
 * ties counted one half (Hanley and McNeil, <em>Radiology</em> 143, 1982). Costs n log n.
 */
public final class Roc {
  /**
   * A point of the curve.
   *
   * @param threshold cells with at least this score are called positive; +∞ at the first point
   * @param falsePositives how many negative cells are called so
   * @param truePositives how many positive cells are called so
   * @param falsePositiveRate 1 − specificity, in [0, 1]; NaN without negative cells
   * @param truePositiveRate sensitivity, in [0, 1]; NaN without positive cells
   */
  public record Point(
      double threshold,
      long falsePositives,
      long truePositives,
      double falsePositiveRate,
      double truePositiveRate) {}

  private final List<Point> points;
  private final long positives;
  private final long negatives;
  private final double auc;

  private Roc(List<Point> points, long positives, long negatives, double auc) {
    this.points = List.copyOf(points);
    this.positives = positives;
    this.negatives = negatives;
    this.auc = auc;
  }

  /**
   * The curve of a score. With cells of one class only it exists, but has NaN for the rate of the
   * missing class and for the area.
   *
   * @param truth whether each cell is positive
   * @param score any finite score, higher meaning positive, as many as truths
   * @throws IllegalArgumentException if the lengths differ or a score is not finite
   */
  public static Roc of(boolean[] truth, double[] score) {
    Checks.scores(truth, score);
    double[] pos = scoresOf(true, truth, score);
    double[] neg = scoresOf(false, truth, score);
    List<Point> points = new ArrayList<>();
    points.add(point(Double.POSITIVE_INFINITY, 0, 0, neg.length, pos.length));
    int p = pos.length - 1;
    int n = neg.length - 1;
    long twiceU = 0;
    while (p >= 0 || n >= 0) {
      double at = n < 0 || (p >= 0 && pos[p] >= neg[n]) ? pos[p] : neg[n];
      int p0 = p;
      int n0 = n;
      while (p >= 0 && pos[p] == at) {
        p--;
      }
      while (n >= 0 && neg[n] == at) {
        n--;
      }
      // Every positive of this step beats the negatives below it and halves with those beside it.
      twiceU += (long) (p0 - p) * (2L * (n + 1) + (n0 - n));
      points.add(point(at, neg.length - 1L - n, pos.length - 1L - p, neg.length, pos.length));
    }
    double pairs = (double) pos.length * neg.length;
    return new Roc(points, pos.length, neg.length, pairs == 0 ? Double.NaN : twiceU / (2 * pairs));
  }

  /** The area alone; see {@link #of}. */
  public static double auc(boolean[] truth, double[] score) {
    return of(truth, score).auc();
  }

  /** All points, from (0, 0) to (1, 1), one a distinct score and the origin before them. */
  public List<Point> points() {
    return points;
  }

  /** The points without those that lie on the straight line between their neighbours: for plots. */
  public List<Point> corners() {
    List<Point> kept = new ArrayList<>();
    for (Point next : points) {
      while (kept.size() >= 2
          && straight(kept.get(kept.size() - 2), kept.get(kept.size() - 1), next)) {
        kept.remove(kept.size() - 1);
      }
      kept.add(next);
    }
    return List.copyOf(kept);
  }

  /** Area under the curve in [0, 1]; NaN if a class is missing. */
  public double auc() {
    return auc;
  }

  /**
   * The highest sensitivity among the thresholds that reach a specificity. Points of the curve
   * only: no interpolation between them, so that the value can be had with a real threshold.
   *
   * @param specificity what must be reached, in [0, 1]
   * @return sensitivity in [0, 1]; NaN if a class is missing
   * @throws IllegalArgumentException if the specificity lies outside [0, 1]
   */
  public double sensitivityAtSpecificity(double specificity) {
    if (!(specificity >= 0 && specificity <= 1)) {
      throw new IllegalArgumentException("specificity must lie in [0, 1], was " + specificity);
    }
    if (positives == 0 || negatives == 0) {
      return Double.NaN;
    }
    double best = 0;
    for (Point point : points) {
      // The allowance is far below one cell; it mends that 0.9 × 10 may fall short of 9.
      if (negatives - point.falsePositives() >= specificity * negatives - 1e-6) {
        best = Math.max(best, point.truePositiveRate());
      }
    }
    return best;
  }

  private static boolean straight(Point a, Point b, Point c) {
    return (b.falsePositives() - a.falsePositives()) * (c.truePositives() - b.truePositives())
        == (c.falsePositives() - b.falsePositives()) * (b.truePositives() - a.truePositives());
  }

  private static Point point(double threshold, long fp, long tp, long negatives, long positives) {
    return new Point(
        threshold,
        fp,
        tp,
        negatives == 0 ? Double.NaN : (double) fp / negatives,
        positives == 0 ? Double.NaN : (double) tp / positives);
  }

  /**
   * The scores of one class.
   *
   * @param which the class: true for the positive one
   * @return in ascending order
   */
  public static double[] scoresOf(boolean which, boolean[] truth, double[] score) {
    return IntStream.range(0, score.length)
        .filter(i -> truth[i] == which)
        .mapToDouble(i -> score[i])
        .sorted()
        .toArray();
  }
}
