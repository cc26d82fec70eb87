package org.leukokit.stats;

import org.apache.commons.math3.distribution.TDistribution;
import org.leukokit.metric.Metric;

/**
 * What a trained method will score on groups that it never saw: an interval for the score of a new
 * set of groups, and not, as {@link ClusterJackknife}, for the mean over all groups there are. It
 * is wider, as the new groups are few and differ, too.
 *
 * <p>The variance of each stratum is that of the jackknife twice over: once for what is known of
 * the mean, and once for the new groups, times what the known groups are worth over what the new
 * ones are (Kish's effective numbers). It holds where the new groups are drawn as the known ones
 * were; of subjects from another hospital, stain or camera it says nothing.
 *
 * @param positive what the new groups of the positive class are worth; infinite for a set so large
 *     that it adds nothing
 * @param negative what those of the negative class are worth
 */
public record NewGroups(double positive, double negative) {
  /** What it is called in reports. */
  public static final String METHOD = "prediction interval for new groups, logit scale, t";

  /**
   * @throws IllegalArgumentException if there is less than one group of a class
   */
  public NewGroups {
    if (!(positive >= 1 && negative >= 1)) {
      throw new IllegalArgumentException(
          "new groups are worth at least 1 in each class, not " + positive + " and " + negative);
    }
  }

  /**
   * The interval that the score of such groups will lie in.
   *
   * @param metric any but the calibration error
   * @param truth whether each cell is positive
   * @param score the score of each cell
   * @param group the group of each cell, not empty
   * @param level such as 0.95
   * @return undefined where {@link ClusterJackknife}'s is
   * @throws IllegalArgumentException as {@link ClusterJackknife#interval}
   */
  public Interval interval(
      Metric metric, boolean[] truth, double[] score, String[] group, double level) {
    Sample sample = new Sample(metric, truth, score, group);
    if (!sample.obstacle().isEmpty()) {
      return Interval.undefined(level, METHOD, sample.obstacle());
    }
    double[] factors = new double[sample.strata.size()];
    for (int s = 0; s < factors.length; s++) {
      int[] stratum = sample.strata.get(s);
      double known = Jackknife.kish(stratum, sample.sizes);
      factors[s] = 1 + known / (mostlyPositive(stratum, truth, sample) ? positive : negative);
    }
    Jackknife jackknife = Jackknife.of(sample.leaveOneOut, sample.sizes, sample.strata, factors);
    Scale scale = sample.scale();
    double reach =
        new TDistribution(null, jackknife.degreesOfFreedom())
                .inverseCumulativeProbability((1 + level) / 2)
            * jackknife.standardError()
            * scale.slope(sample.estimate);
    double centre = scale.to(sample.estimate);
    return Interval.of(scale.from(centre - reach), scale.from(centre + reach), level, METHOD);
  }

  private static boolean mostlyPositive(int[] stratum, boolean[] truth, Sample sample) {
    boolean[] in = new boolean[sample.groups.count()];
    for (int g : stratum) {
      in[g] = true;
    }
    int balance = 0;
    for (int i = 0; i < truth.length; i++) {
      balance += in[sample.groups.of()[i]] ? truth[i] ? 1 : -1 : 0;
    }
    return balance >= 0;
  }
}
