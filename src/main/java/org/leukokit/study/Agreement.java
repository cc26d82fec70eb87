package org.leukokit.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunRecord;

/**
 * How far two predictions of the same cells agree, which needs no truth.
 *
 * @param first the first
 * @param second the second
 * @param inputs what differs in what decides them
 * @param rows the cells in common, and those of one alone
 * @param both how many of the common cells both call positive
 * @param onlyFirst how many the first alone calls positive
 * @param onlySecond how many the second alone calls positive
 * @param neither how many none of them calls positive
 * @param apart the cells on which they disagree, in the order of the first
 * @param remarks what a reader must know
 */
public record Agreement(
    RunRecord first,
    RunRecord second,
    List<RunComparison.Input> inputs,
    RunComparison.Rows rows,
    long both,
    long onlyFirst,
    long onlySecond,
    long neither,
    List<String> apart,
    List<String> remarks) {
  /** Copies the lists. */
  public Agreement {
    inputs = List.copyOf(inputs);
    apart = List.copyOf(apart);
    remarks = List.copyOf(remarks);
  }

  /**
   * Compares decisions: positive from a score of 0.5 upwards.
   *
   * @param a the first's provenance, and what it predicts; its truth is not looked at
   * @param b the second's
   * @throws org.leukokit.base.UserError if one predicts a cell in several folds, and the other
   *     doesn't
   */
  public static Agreement of(RunRecord a, Predictions rowsA, RunRecord b, Predictions rowsB) {
    RowPairs pairs = RowPairs.of(a.title(), rowsA, b.title(), rowsB);
    long[] counts = new long[4];
    Set<String> apart = new LinkedHashSet<>();
    for (int i = 0; i < pairs.common(); i++) {
      Prediction p = pairs.a().get(i);
      boolean x = p.predictedPositive();
      boolean y = pairs.b().get(i).predictedPositive();
      counts[(x ? 0 : 2) + (y ? 0 : 1)]++;
      if (x != y) {
        apart.add(p.cell());
      }
    }
    List<String> remarks = new ArrayList<>();
    remarks.add("The truth is not known: two that agree may both be wrong.");
    if (a.id().equals(b.id())) {
      remarks.add("Both are the same predictions: all their inputs are equal.");
    }
    remarks.addAll(pairs.notes());
    if (pairs.common() == 0) {
      remarks.add("They have no cell in common: they can't be compared.");
    }
    return new Agreement(
        a,
        b,
        RunComparison.differing(RunComparison.inputs(a), RunComparison.inputs(b)),
        new RunComparison.Rows(pairs.common(), pairs.onlyFirst(), pairs.onlySecond()),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        List.copyOf(apart),
        remarks);
  }

  private ConfusionMatrix table() {
    return new ConfusionMatrix(both, onlyFirst, onlySecond, neither);
  }

  /** The share of the common cells on which they agree, 0 to 1; NaN without cells. */
  public double agreement() {
    return table().accuracy();
  }

  /** Cohen's kappa, at most 1; NaN where both call all cells alike. */
  public double kappa() {
    return table().kappa();
  }
}
