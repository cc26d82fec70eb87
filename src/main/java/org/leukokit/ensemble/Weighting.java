package org.leukokit.ensemble;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.metric.Metric;
import org.leukokit.record.Predictions;

/** What decides how much a member of an ensemble counts. */
public enum Weighting {
  /** Nothing: all count the same (SAP, Eq. 1 of mondal2021). */
  EQUAL("equal", null),
  /** Accuracy. */
  ACCURACY("accuracy", Metric.ACCURACY),
  /** Area under the ROC curve. */
  AUC("auc", Metric.AUC),
  /** F1 of both classes, weighted by class size. */
  F1("f1", Metric.WEIGHTED_F1),
  /** Cohen's kappa. */
  KAPPA("kappa", Metric.KAPPA);

  private final String id;
  private final Metric metric;

  Weighting(String id, Metric metric) {
    this.id = id;
    this.metric = metric;
  }

  /** The name on the command line and in files. */
  public String id() {
    return id;
  }

  /** The name of an ensemble of this kind in tables: {@code SAP}, {@code WEN (kappa)}. */
  public String ensembleName() {
    return this == EQUAL ? "SAP" : "WEN (" + id + ")";
  }

  /**
   * How well a member did.
   *
   * @param predictions what it said of some cells, and the truth
   * @return the metric; 1 for {@link #EQUAL}; NaN where it is undefined, such as AUC with one class
   */
  double performance(Predictions predictions) {
    if (metric == null) {
      return 1;
    }
    return metric.of(
        predictions.truth(), this == AUC ? predictions.ranking() : predictions.scores());
  }

  /**
   * The weighting of a name.
   *
   * @throws UserError if there is none; lists those that there are
   */
  public static Weighting named(String id) {
    return Arrays.stream(values())
        .filter(w -> w.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "--weights "
                        + id
                        + " is unknown; known are "
                        + Arrays.stream(values())
                            .map(w -> w.id)
                            .collect(Collectors.joining(", "))));
  }
}
