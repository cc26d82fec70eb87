package org.leukokit.stats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;

/**
 * How often the intervals hold the true value, where it is known: the 28 subjects of the C-NMC 2019
 * preliminary test with their true numbers of cells (5 to 262), each called right with its own
 * probability from Beta(8, 1.6), 0.833 on average.
 *
 * <p>Scores: a subject's mean on the probit scale is that of its probability, cells lie around it
 * with standard deviation 1; so accuracies are exactly Beta(8, 1.6), and the true AUC is the mean
 * of Φ((μ₁ + μ₂) / √2) over pairs of subjects.
 *
 * <pre>
 * mvn -q test-compile
 * java -cp target/test-classes:target/classes:$(cat target/classpath.txt) \
 *     org.leukokit.stats.CoverageSimulation 4000 2000
 * </pre>
 */
final class CoverageSimulation {
  static final List<Metric> METRICS =
      List.of(
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.AUC,
          Metric.SENSITIVITY,
          Metric.SPECIFICITY,
          Metric.PRECISION,
          Metric.F1,
          Metric.WEIGHTED_F1,
          Metric.KAPPA);

  /** Shares of intervals that hold the true value, and their mean width. */
  record Outcome(double coverage, double width, int undefined) {}

  private static final double ALPHA = 8;
  private static final double BETA = 1.6;
  private static final int STEPS = 4000;

  private final double[] means = new double[STEPS];
  private final boolean[] truth;
  private final String[] group;
  private final Map<Metric, Double> target = new EnumMap<>(Metric.class);

  CoverageSimulation() throws IOException {
    BetaDistribution beta = new BetaDistribution(null, ALPHA, BETA);
    NormalDistribution normal = new NormalDistribution();
    for (int i = 0; i < STEPS; i++) {
      double right = beta.inverseCumulativeProbability((i + 0.5) / STEPS);
      means[i] = normal.inverseCumulativeProbability(Math.min(right, 1 - 1e-12));
    }
    List<Boolean> truths = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (String[] subject : subjects()) {
      for (int i = 0; i < Integer.parseInt(subject[2]); i++) {
        truths.add(subject[0].equals("all"));
        groups.add(subject[1]);
      }
    }
    truth = new boolean[truths.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = truths.get(i);
    }
    group = groups.toArray(String[]::new);
    setTargets(normal);
  }

  private void setTargets(NormalDistribution normal) {
    double right = ALPHA / (ALPHA + BETA);
    double scale = 1e9; // counts so large that rounding them does not matter
    long positives = truth.length - negatives();
    ConfusionMatrix expected =
        new ConfusionMatrix(
            Math.round(positives * right * scale),
            Math.round(positives * (1 - right) * scale),
            Math.round(negatives() * (1 - right) * scale),
            Math.round(negatives() * right * scale));
    for (Metric metric : METRICS) {
      if (metric.isOfCounts()) {
        target.put(metric, metric.of(expected));
      }
    }
    double area = 0;
    for (int i = 0; i < STEPS; i += 4) {
      for (int j = 2; j < STEPS; j += 4) {
        area += normal.cumulativeProbability((means[i] + means[j]) / Math.sqrt(2));
      }
    }
    target.put(Metric.AUC, area / (STEPS / 4.0) / (STEPS / 4.0));
  }

  private long negatives() {
    long n = 0;
    for (boolean positive : truth) {
      n += positive ? 0 : 1;
    }
    return n;
  }

  int cells() {
    return truth.length;
  }

  double target(Metric metric) {
    return target.get(metric);
  }

  /** The outcome of each kind of interval for each metric, by the interval's name. */
  Map<Metric, Map<String, Outcome>> run(List<Metric> metrics, int rounds, int draws, long seed) {
    Map<Metric, Map<String, double[]>> sums = new EnumMap<>(Metric.class);
    for (int round = 0; round < rounds; round++) {
      double[] score = scores(seed, round);
      ClusterBootstrap bootstrap = new ClusterBootstrap(draws, round, 0.95);
      for (Metric metric : metrics) {
        GroupIntervals all = bootstrap.intervals(metric, truth, score, group);
        Map<String, double[]> ofMetric = sums.computeIfAbsent(metric, m -> new TreeMap<>());
        add(ofMetric, "jackknife", all.jackknife(), target.get(metric));
        add(ofMetric, "studentised", all.studentised(), target.get(metric));
        add(ofMetric, "percentile", all.percentile(), target.get(metric));
        add(ofMetric, "over cells", all.overCells(), target.get(metric));
      }
    }
    Map<Metric, Map<String, Outcome>> outcomes = new EnumMap<>(Metric.class);
    sums.forEach(
        (metric, ofMetric) -> {
          Map<String, Outcome> of = new TreeMap<>();
          ofMetric.forEach(
              (name, s) ->
                  of.put(name, new Outcome(s[0] / s[2], s[1] / s[2], rounds - (int) s[2])));
          outcomes.put(metric, of);
        });
    return outcomes;
  }

  /**
   * Two methods that are alike but err on different subjects: how often the interval of their
   * difference holds zero, and how often each test at 5 % finds a difference that is not there.
   */
  Map<String, Double> differences(Metric metric, int rounds, int draws, long seed) {
    Map<String, Double> shares = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      double[] a = scores(seed, round);
      double[] b = scores(seed + 1, round);
      Interval interval = PairedDifference.of(metric, truth, a, b, group, 0.95).interval();
      shares.merge("interval holds zero", interval.contains(0) ? 1.0 : 0.0, Double::sum);
      TestResult groups = new GroupPermutation(draws, round).test(metric, truth, a, b, group);
      shares.merge("false alarm, permutation over groups", alarm(groups), Double::sum);
      TestResult cells =
          metric == Metric.AUC ? DeLong.test(truth, a, b) : McNemar.of(truth, a, b).midP();
      shares.merge("false alarm, " + cells.test(), alarm(cells), Double::sum);
    }
    shares.replaceAll((name, sum) -> sum / rounds);
    return shares;
  }

  private static double alarm(TestResult test) {
    return test.p() <= 0.05 ? 1 : 0;
  }

  private double[] scores(long seed, int round) {
    RandomStream random = RandomStream.at(seed, "coverage", round);
    double[] score = new double[truth.length];
    double mean = 0;
    for (int i = 0; i < score.length; i++) {
      if (i == 0 || !group[i].equals(group[i - 1])) {
        mean = means[random.nextInt(STEPS)];
      }
      double right = mean + random.nextGaussian();
      // Any increasing function with 0.5 at 0 gives the same decisions and ranks.
      score[i] = 1 / (1 + Math.exp(truth[i] ? -right : right));
    }
    return score;
  }

  private static void add(
      Map<String, double[]> sums, String name, Interval interval, double target) {
    double[] sum = sums.computeIfAbsent(name, key -> new double[3]);
    if (interval.isDefined()) {
      sum[0] += interval.contains(target) ? 1 : 0;
      sum[1] += interval.width();
      sum[2]++;
    }
  }

  private static List<String[]> subjects() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                CoverageSimulation.class.getResourceAsStream("/stats/preliminary-test-sizes.csv"),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    int draws = Integer.parseInt(arguments[1]);
    CoverageSimulation simulation = new CoverageSimulation();
    System.out.printf(
        Locale.ROOT, "%d rounds of %d draws, %d cells%n", rounds, draws, simulation.cells());
    System.out.println("metric, interval: coverage of 95 % intervals, mean width");
    simulation
        .run(METRICS, rounds, draws, 1)
        .forEach(
            (metric, outcomes) ->
                outcomes.forEach(
                    (name, outcome) ->
                        System.out.printf(
                            Locale.ROOT,
                            "%-18s %-12s %5.1f %%  %.3f%s%n",
                            metric.id(),
                            name,
                            100 * outcome.coverage(),
                            outcome.width(),
                            outcome.undefined() == 0
                                ? ""
                                : "  (" + outcome.undefined() + " undefined)")));
    for (Metric metric : List.of(Metric.ACCURACY, Metric.AUC)) {
      simulation
          .differences(metric, rounds, 500, 1)
          .forEach(
              (name, share) ->
                  System.out.printf(
                      Locale.ROOT,
                      "difference of %s: %s %.1f %%%n",
                      metric.id(),
                      name,
                      100 * share));
    }
  }
}
