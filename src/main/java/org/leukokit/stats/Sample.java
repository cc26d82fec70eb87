package org.leukokit.stats;

import java.util.Arrays;
import java.util.List;
import org.leukokit.metric.Metric;

/** A metric prepared on its cells, with everything that the intervals over groups start from. */
final class Sample {
  final Metric metric;
  final Statistic statistic;
  final Groups groups;

  /** The strata that the metric depends on. */
  final List<int[]> strata;

  final double estimate;

  final double[] leaveOneOut;

  /** The number of cells of each group. */
  final int[] sizes;

  /** Delete-one-group standard error. */
  final double standardError;

  /** Welch–Satterthwaite degrees of freedom. */
  final double degreesOfFreedom;

  Sample(Metric metric, boolean[] truth, double[] score, String[] group) {
    this.metric = metric;
    metric.of(truth, score); // refuses arrays that don't go together and scores out of range
    groups = Groups.of(truth, group);
    statistic = Statistic.of(metric, truth, score, groups.of(), groups.count());
    int[][] classes = new int[groups.count()][2];
    for (int i = 0; i < truth.length; i++) {
      classes[groups.of()[i]][truth[i] ? 0 : 1]++;
    }
    strata = groups.strata().stream().filter(s -> matters(s, classes)).toList();
    int[] once = new int[groups.count()];
    Arrays.fill(once, 1);
    leaveOneOut = new double[groups.count()];
    estimate = statistic.evaluate(once, leaveOneOut);
    sizes = Arrays.stream(classes).mapToInt(c -> c[0] + c[1]).toArray();
    Jackknife jackknife = Jackknife.of(leaveOneOut, sizes, strata);
    standardError = jackknife.standardError();
    degreesOfFreedom = jackknife.degreesOfFreedom();
  }

  // Sensitivity does not depend on groups without positive cells, nor specificity on the others.
  private boolean matters(int[] stratum, int[][] classes) {
    int unneeded = metric == Metric.SENSITIVITY ? 0 : metric == Metric.SPECIFICITY ? 1 : -1;
    return unneeded < 0 || Arrays.stream(stratum).anyMatch(g -> classes[g][unneeded] > 0);
  }

  int groupCount() {
    return strata.stream().mapToInt(s -> s.length).sum();
  }

  Scale scale() {
    return new Scale(metric.lowest(), metric.highest());
  }

  /** Why no interval over groups can be given; empty if it can. */
  String obstacle() {
    if (Double.isNaN(estimate)) {
      return metric.displayName() + " is undefined on these cells";
    }
    if (!tooFew().isEmpty()) {
      return tooFew();
    }
    if (Double.isNaN(standardError)) {
      return metric.displayName() + " is undefined without one of the groups";
    }
    if (standardError < 1e-12 || !scale().inside(estimate)) {
      return "nothing varies between groups";
    }
    return "";
  }

  /** Says so if a stratum has too few groups. */
  String tooFew() {
    for (int[] stratum : strata) {
      if (stratum.length < Groups.FEWEST) {
        return "only "
            + stratum.length
            + (stratum.length == 1 ? " group" : " groups")
            + " of a class; at least "
            + Groups.FEWEST
            + " are needed";
      }
    }
    return "";
  }
}
