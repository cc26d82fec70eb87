package org.leukokit.paper.across;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.record.FoldTable;
import org.leukokit.record.History;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;

/**
 * What a method costs, as it was measured on the machine that ran it; what was not measured is NaN.
 * Everything else of a run is the same on every machine, these are not.
 *
 * @param trainSeconds seconds of training for one fold, features of its training rows included
 * @param predictSeconds seconds of predicting 1,000 cells, from file to score where features are
 *     needed
 * @param parameters how many values the networks hold
 * @param imagesPerSecond training images a second; NaN for a method that isn't trained in steps
 */
public record AcrossCost(
    double trainSeconds, double predictSeconds, double parameters, double imagesPerSecond) {
  /** The fact that says how many seconds 1,000 cells take from file to features. */
  public static final String FEATURE_SECONDS = "seconds of features per 1,000 cells";

  /** The fact that says how many values the network of the features holds. */
  public static final String FEATURE_PARAMETERS = "parameters of the features' network";

  private static final String MEMBER = "member %02d method";

  /** The cost of a run; an ensemble costs what its members cost. */
  static AcrossCost of(RunFolder run, List<RunFolder> all) {
    if (run.record().inputs().settings().containsKey(member(1))) {
      return ofMembers(run, all);
    }
    Map<String, String> facts = run.record().environment();
    double folds = run.folds().folds().size();
    if (facts.containsKey(RunRecord.TRAINING_SECONDS)) {
      return new AcrossCost(
          number(facts, RunRecord.TRAINING_SECONDS) / folds,
          1000 * number(facts, RunRecord.PREDICTING_SECONDS) / run.predictions().rows().size(),
          number(facts, RunRecord.PARAMETERS),
          imagesPerSecond(run));
    }
    double fitting = number(facts, RunRecord.FITTING_SECONDS) / folds;
    boolean deep = "deep".equals(run.record().inputs().settings().get("features"));
    if (!deep) {
      return new AcrossCost(fitting, Double.NaN, Double.NaN, Double.NaN);
    }
    double features = number(facts, FEATURE_SECONDS);
    return new AcrossCost(
        fitting + features * trainRows(run) / folds / 1000,
        features,
        number(facts, FEATURE_PARAMETERS),
        Double.NaN);
  }

  private static AcrossCost ofMembers(RunFolder run, List<RunFolder> all) {
    Map<String, RunFolder> byId = new HashMap<>();
    all.forEach(r -> byId.put(r.record().id(), r));
    List<AcrossCost> members = new ArrayList<>();
    Map<String, String> settings = run.record().inputs().settings();
    for (int k = 1; settings.containsKey(member(k)); k++) {
      RunFolder member =
          byId.get(settings.get(String.format(java.util.Locale.ROOT, "member %02d", k)));
      if (member == null) {
        return new AcrossCost(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
      }
      members.add(of(member, all));
    }
    return new AcrossCost(
        members.stream().mapToDouble(AcrossCost::trainSeconds).sum(),
        members.stream().mapToDouble(AcrossCost::predictSeconds).sum(),
        members.stream().mapToDouble(AcrossCost::parameters).sum(),
        Double.NaN);
  }

  private static String member(int k) {
    return String.format(java.util.Locale.ROOT, MEMBER, k);
  }

  private static double imagesPerSecond(RunFolder run) {
    double images = 0;
    double seconds = 0;
    for (History history : run.histories().values()) {
      for (History.Epoch e : history.epochs()) {
        images += e.imagesPerSecond() * e.seconds();
        seconds += e.seconds();
      }
    }
    return seconds > 0 ? images / seconds : Double.NaN;
  }

  /** Training rows over all folds. */
  private static double trainRows(RunFolder run) {
    return run.folds().rows().stream()
        .mapToLong(r -> r.roles().chars().filter(c -> c == FoldTable.TRAIN).count())
        .sum();
  }

  private static double number(Map<String, String> facts, String name) {
    String text = facts.get(name);
    return text == null ? Double.NaN : Double.parseDouble(text);
  }

  /**
   * Which of several methods no other beats: none is as good for less, or better for as much.
   * Methods without a cost are not on the front and beat nobody.
   *
   * @param cost of each, lower is better
   * @param score of each, higher is better
   */
  static boolean[] front(double[] cost, double[] score) {
    boolean[] front = new boolean[cost.length];
    for (int i = 0; i < cost.length; i++) {
      front[i] = !Double.isNaN(cost[i]) && !Double.isNaN(score[i]);
      for (int j = 0; j < cost.length && front[i]; j++) {
        boolean noWorse = cost[j] <= cost[i] && score[j] >= score[i];
        front[i] = !(noWorse && (cost[j] < cost[i] || score[j] > score[i]));
      }
    }
    return front;
  }
}
