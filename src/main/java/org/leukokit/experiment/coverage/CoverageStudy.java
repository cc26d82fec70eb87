package org.leukokit.experiment.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.leukokit.base.Progress;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.Metric;
import org.leukokit.stats.ClusterBootstrap;
import org.leukokit.stats.ClusterJackknife;
import org.leukokit.stats.GroupIntervals;
import org.leukokit.stats.GroupsWorth;
import org.leukokit.stats.Interval;
import org.leukokit.stats.NewGroups;
import org.leukokit.stats.PairedDifference;
import org.leukokit.stats.Simultaneous;

/**
 * The simulation. Everything drawn has an address (seed, groups, effects, round), so that rounds
 * may be computed side by side.
 *
 * @param rounds how many samples of each kind, at least 100
 * @param seed the seed
 */
public record CoverageStudy(int rounds, long seed) {
  /** The level of all intervals, and one less that of all tests. */
  public static final double LEVEL = 0.95;

  /** Draws of a bootstrap, and how many rounds' worth of them are made. */
  static final int BOOTSTRAP_DRAWS = 500;

  static final int BOOTSTRAP_ROUNDS = 400;

  /** How many rounds try the adjustment for all pairs. */
  static final int TOGETHER_ROUNDS = 400;

  /** The kind that takes every cell for a group of its own. */
  public static final String OVER_CELLS = "over cells, Wilson";

  /** A second method like the first. */
  public static final String ALIKE = "alike";

  /** What the kit prints with an interval over groups. */
  static final List<Metric> METRICS =
      List.of(
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.SENSITIVITY,
          Metric.SPECIFICITY,
          Metric.AUC,
          Metric.F1,
          Metric.WEIGHTED_F1);

  /** What is compared between two methods. */
  static final List<Metric> COMPARED =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.AUC, Metric.WEIGHTED_F1);

  /**
   * @throws IllegalArgumentException if there are fewer than 100 rounds
   */
  public CoverageStudy {
    if (rounds < 100) {
      throw new IllegalArgumentException("at least 100 rounds are needed, not " + rounds);
    }
  }

  /**
   * Groups with a method, and another that it is compared with.
   *
   * @param sizes the groups
   * @param title how groups differ, for people
   * @param method the method
   */
  public record Setting(GroupSizes sizes, String title, Effects method) {
    /** Of the same balanced accuracy, at another operating point. */
    Effects elsewhere() {
      double middle = (method.sensitivity() + method.specificity()) / 2;
      return method.withRates(middle, middle);
    }

    /** Better by ten points of either rate, as far as there is room. */
    Effects better() {
      return method.withRates(
          Math.min(0.99, method.sensitivity() + 0.1), Math.min(0.99, method.specificity() + 0.1));
    }
  }

  /**
   * How a kind of interval did.
   *
   * @param setting the groups
   * @param metric of what
   * @param kind which interval
   * @param truth the true value
   * @param held the share of intervals that held it, of those that are defined
   * @param width their mean width
   * @param under the share that lay under it wholly
   * @param undefined how many were undefined
   * @param of how many were made
   */
  public record Row(
      Setting setting,
      Metric metric,
      String kind,
      double truth,
      double held,
      double width,
      double under,
      int undefined,
      int of) {}

  /**
   * How the test of a difference did.
   *
   * @param setting the groups
   * @param metric of what
   * @param second what the second method is
   * @param truth the true difference
   * @param held the share of intervals that held it
   * @param width their mean width
   * @param found the share of tests with p below 0.05: false alarms where there is no difference
   * @param foundTogether the same of p adjusted for three methods; NaN where that was not tried
   */
  public record Difference(
      Setting setting,
      Metric metric,
      String second,
      double truth,
      double held,
      double width,
      double found,
      double foundTogether) {}

  /** All of it. */
  public record Outcome(List<Row> rows, List<Difference> differences) {}

  /** Tries every interval and test in every setting. */
  public Outcome run(List<Setting> settings, Progress progress) {
    List<Row> rows = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    try (Progress.Task task = progress.start("coverage: settings", settings.size())) {
      for (Setting setting : settings) {
        rows.addAll(intervals(setting));
        rows.addAll(bootstraps(setting));
        differences.addAll(compare(setting, ALIKE, setting.method()));
        differences.addAll(compare(setting, "another operating point", setting.elsewhere()));
        differences.addAll(compare(setting, "ten points better", setting.better()));
        task.step();
      }
    }
    return new Outcome(List.copyOf(rows), List.copyOf(differences));
  }

  private RandomStream random(Setting setting, String purpose, int round) {
    return RandomStream.at(
        seed, "coverage", setting.sizes().title(), setting.title(), purpose, round);
  }

  private List<Row> intervals(Setting setting) {
    GroupSizes sizes = setting.sizes();
    TwoMethods one = new TwoMethods(sizes, setting.method(), setting.method());
    boolean[] truth = sizes.truth();
    String[] groups = sizes.groups();
    List<GroupsWorth> worth = GroupsWorth.of(truth, groups);
    NewGroups again = new NewGroups(worth.get(0).worth(), worth.get(1).worth());
    List<Tries> tries =
        IntStream.range(0, rounds)
            .parallel()
            .mapToObj(
                r -> {
                  double[] score = one.draw(random(setting, "cells", r))[0];
                  double[] later = one.draw(random(setting, "new cells", r))[0];
                  List<Tried> known = new ArrayList<>();
                  List<Tried> unseen = new ArrayList<>();
                  for (Metric metric : METRICS) {
                    known.add(
                        new Tried(
                            ClusterJackknife.interval(metric, truth, score, groups, LEVEL),
                            setting.method().truth(metric, sizes.share())));
                    unseen.add(
                        new Tried(
                            again.interval(metric, truth, score, groups, LEVEL),
                            metric.of(truth, later)));
                  }
                  return new Tries(known, unseen);
                })
            .toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < METRICS.size(); i++) {
      Metric metric = METRICS.get(i);
      double value = setting.method().truth(metric, sizes.share());
      int at = i;
      rows.add(
          row(
              setting,
              metric,
              ClusterJackknife.METHOD,
              value,
              tries.stream().map(t -> t.known().get(at)).toList()));
      rows.add(
          row(
              setting,
              metric,
              NewGroups.METHOD,
              value,
              tries.stream().map(t -> t.unseen().get(at)).toList()));
    }
    return rows;
  }

  private List<Row> bootstraps(Setting setting) {
    GroupSizes sizes = setting.sizes();
    TwoMethods one = new TwoMethods(sizes, setting.method(), setting.method());
    boolean[] truth = sizes.truth();
    String[] groups = sizes.groups();
    double value = setting.method().truth(Metric.ACCURACY, sizes.share());
    int tried = Math.min(rounds, BOOTSTRAP_ROUNDS);
    List<GroupIntervals> all =
        IntStream.range(0, tried)
            .parallel()
            .mapToObj(
                r ->
                    new ClusterBootstrap(BOOTSTRAP_DRAWS, r, LEVEL)
                        .intervals(
                            Metric.ACCURACY,
                            truth,
                            one.draw(random(setting, "cells", r))[0],
                            groups))
            .toList();
    List<Row> rows = new ArrayList<>();
    rows.add(taken(setting, ClusterBootstrap.STUDENTISED, value, all, GroupIntervals::studentised));
    rows.add(taken(setting, ClusterBootstrap.PERCENTILE, value, all, GroupIntervals::percentile));
    rows.add(taken(setting, OVER_CELLS, value, all, GroupIntervals::overCells));
    return rows;
  }

  private static Row taken(
      Setting setting,
      String kind,
      double value,
      List<GroupIntervals> all,
      Function<GroupIntervals, Interval> which) {
    return row(
        setting,
        Metric.ACCURACY,
        kind,
        value,
        all.stream().map(i -> new Tried(which.apply(i), value)).toList());
  }

  private record Tried(Interval interval, double value) {}

  private record Tries(List<Tried> known, List<Tried> unseen) {}

  private static Row row(
      Setting setting, Metric metric, String kind, double truth, List<Tried> all) {
    List<Tried> defined = all.stream().filter(t -> t.interval().isDefined()).toList();
    double n = defined.size();
    return new Row(
        setting,
        metric,
        kind,
        truth,
        defined.stream().filter(t -> t.interval().contains(t.value())).count() / n,
        defined.stream().mapToDouble(t -> t.interval().width()).sum() / n,
        defined.stream().filter(t -> t.interval().high() < t.value()).count() / n,
        all.size() - defined.size(),
        all.size());
  }

  private List<Difference> compare(Setting setting, String title, Effects second) {
    GroupSizes sizes = setting.sizes();
    TwoMethods two = new TwoMethods(sizes, second, setting.method());
    // A third method like the second, so that pairs are adjusted for something.
    TwoMethods third = new TwoMethods(sizes, second, setting.method());
    boolean[] truth = sizes.truth();
    String[] groups = sizes.groups();
    List<Compared> all =
        IntStream.range(0, rounds)
            .parallel()
            .mapToObj(
                r -> {
                  double[][] scores = two.draw(random(setting, title, r));
                  List<PairedDifference> each =
                      COMPARED.stream()
                          .map(
                              m ->
                                  PairedDifference.of(
                                      m, truth, scores[0], scores[1], groups, LEVEL))
                          .toList();
                  if (r >= TOGETHER_ROUNDS) {
                    return new Compared(each, Double.NaN);
                  }
                  double[][] more = third.draw(random(setting, title + ", third", r));
                  return new Compared(
                      each,
                      Simultaneous.of(
                              Metric.BALANCED_ACCURACY,
                              truth,
                              List.of(scores[0], scores[1], more[0]),
                              groups,
                              LEVEL,
                              r)
                          .pair(0, 1)
                          .adjusted());
                })
            .toList();
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < COMPARED.size(); i++) {
      Metric metric = COMPARED.get(i);
      double value =
          second.truth(metric, sizes.share()) - setting.method().truth(metric, sizes.share());
      int at = i;
      List<PairedDifference> defined =
          all.stream().map(c -> c.each().get(at)).filter(d -> d.interval().isDefined()).toList();
      double n = defined.size();
      differences.add(
          new Difference(
              setting,
              metric,
              title,
              value,
              defined.stream().filter(d -> d.interval().contains(value)).count() / n,
              defined.stream().mapToDouble(d -> d.interval().width()).sum() / n,
              defined.stream().filter(d -> d.test().p() < 1 - LEVEL).count() / n,
              metric == Metric.BALANCED_ACCURACY
                  ? all.stream().filter(c -> c.together() < 1 - LEVEL).count()
                      / (double) Math.min(rounds, TOGETHER_ROUNDS)
                  : Double.NaN));
    }
    return differences;
  }

  private record Compared(List<PairedDifference> each, double together) {}
}
