package org.leukokit.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;

/**
 * A run as the exhibits of every paper see it: on the cells themselves, without augmented copies,
 * so that a cell counts once whatever the protocol.
 *
 * @param title the method's name for people
 * @param control whether it is a control and not a method of the paper
 * @param runId the beginning of the run's id, for tables
 * @param cells what it said of each cell
 */
public record MethodRun(String title, boolean control, String runId, Predictions cells) {
  /**
   * Takes the cells of a run.
   *
   * @throws IllegalArgumentException if the run has no row that is no copy
   */
  public static MethodRun of(RunFolder run, boolean control) {
    return new MethodRun(
        run.record().title(), control, run.record().shortId(), run.predictions().originals());
  }

  /** The share of cells called right, 0 to 1. */
  public double accuracy() {
    return value(Metric.ACCURACY);
  }

  /** A metric on these cells; NaN where it is undefined. */
  public double value(Metric metric) {
    return RunNumbers.value(metric, cells);
  }

  /** Its 95 % interval over groups. */
  public Interval interval(Metric metric, long seed) {
    return RunNumbers.interval(metric, cells, seed);
  }

  /**
   * The difference of a metric to another method on the same cells, this less the other, with its
   * 95 % interval over groups.
   *
   * @throws IllegalArgumentException if the other was not tested on the same cells in the same
   *     folds
   */
  public PairedDifference less(MethodRun other, Metric metric) {
    requireSameRows(this, other);
    return PairedDifference.of(
        metric, cells.truth(), scores(metric), other.scores(metric), cells.groups(), 0.95);
  }

  /** What a metric asks for: the area under the curve an order, everything else decisions. */
  public double[] scores(Metric metric) {
    return RunNumbers.scores(metric, cells);
  }

  /** Where its numbers come from. */
  public TableExhibit.Origin origin() {
    return control ? TableExhibit.Origin.CONTROL : TableExhibit.Origin.OURS;
  }

  /**
   * Whether in every fold all cells are called the same. Its accuracy is then the share of that
   * class, whatever its scores say of the order of the cells.
   */
  public boolean callsAllTheSame() {
    long folds = cells.rows().stream().map(Prediction::fold).distinct().count();
    return folds
        == cells.rows().stream().map(p -> p.fold() + p.predictedPositive()).distinct().count();
  }

  /** Whether the subject of every cell is known. */
  public boolean knowsSubjects() {
    return cells.rows().stream().noneMatch(p -> p.subject().isEmpty());
  }

  /** Whether the group of every cell is known. */
  public boolean knowsGroups() {
    return cells.rows().stream().noneMatch(p -> p.group().isEmpty());
  }

  /**
   * The method of the highest accuracy that is no control; the first of equals.
   *
   * @throws IllegalArgumentException if there are controls only
   */
  public static MethodRun best(List<MethodRun> runs) {
    List<MethodRun> methods = new ArrayList<>(runs.stream().filter(r -> !r.control()).toList());
    return methods.stream()
        .sorted(Comparator.comparingDouble(MethodRun::accuracy).reversed())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no method among the runs"));
  }

  /**
   * @throws IllegalArgumentException if the runs are not on the same rows in the same order, which
   *     a paired comparison needs
   */
  static void requireSameRows(MethodRun a, MethodRun b) {
    List<Prediction> first = a.cells().rows();
    List<Prediction> second = b.cells().rows();
    boolean same = first.size() == second.size();
    for (int i = 0; same && i < first.size(); i++) {
      Prediction p = first.get(i);
      Prediction q = second.get(i);
      same =
          p.cell().equals(q.cell())
              && p.fold().equals(q.fold())
              && p.group().equals(q.group())
              && p.positive() == q.positive();
    }
    if (!same) {
      throw new IllegalArgumentException(
          a.title() + " and " + b.title() + " were not tested on the same cells in the same folds");
    }
  }
}
