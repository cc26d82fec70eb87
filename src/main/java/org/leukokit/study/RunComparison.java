package org.leukokit.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.leukokit.base.UserError;
import org.leukokit.metric.Metric;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.DeLong;
import org.leukokit.stats.Holm;
import org.leukokit.stats.McNemar;
import org.leukokit.stats.PairedDifference;
import org.leukokit.stats.TestResult;

/**
 * What differs between two runs: in what was asked, in how it was computed, and in the numbers. The
 * numbers are compared on the rows that both runs tested, in pairs: intervals and the permutation
 * test are over groups of subjects, corrected for the number of metrics; McNemar's and DeLong's
 * tests over cells stand beside them, as what is usually quoted.
 *
 * @param first the first run
 * @param second the second run
 * @param inputs what differs in what decides the numbers
 * @param environment what differs in how, when and on what they were computed
 * @param rows how many rows were compared
 * @param overGroups whether intervals and tests are over groups; otherwise no groups are known and
 *     every cell counts as one
 * @param groups how many groups the compared rows are from
 * @param metrics the metrics; empty if the runs have no row in common
 * @param overCells McNemar's test, exact and mid-p, and DeLong's where there are scores
 * @param remarks what a reader must know
 */
public record RunComparison(
    RunRecord first,
    RunRecord second,
    List<Input> inputs,
    List<Input> environment,
    Rows rows,
    boolean overGroups,
    int groups,
    List<Line> metrics,
    List<TestResult> overCells,
    List<String> remarks) {
  private static final double LEVEL = 0.95;

  private static final List<Metric> DECISIONS =
      List.of(
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.SENSITIVITY,
          Metric.SPECIFICITY,
          Metric.WEIGHTED_F1,
          Metric.KAPPA);

  /**
   * Something that differs.
   *
   * @param name what it is
   * @param first what the first run says; empty if nothing
   * @param second what the second run says; empty if nothing
   */
  public record Input(String name, String first, String second) {}

  /**
   * The test rows of two runs; a row is a cell or an augmented copy of it.
   *
   * @param common those that both tested
   * @param onlyFirst those that the first alone tested
   * @param onlySecond those that the second alone tested
   */
  public record Rows(int common, int onlyFirst, int onlySecond) {}

  /**
   * A metric on the common rows.
   *
   * @param metric the metric
   * @param first the first run's value
   * @param second the second run's value
   * @param difference first − second with its interval over groups
   * @param adjusted the p-value of the difference, by Holm for all metrics here; NaN if undefined
   */
  public record Line(
      Metric metric, double first, double second, PairedDifference difference, double adjusted) {}

  /** Copies the lists. */
  public RunComparison {
    inputs = List.copyOf(inputs);
    environment = List.copyOf(environment);
    metrics = List.copyOf(metrics);
    overCells = List.copyOf(overCells);
    remarks = List.copyOf(remarks);
  }

  /**
   * Compares two runs.
   *
   * @throws UserError if a run tested a row more than once, so that rows can't be paired
   */
  public static RunComparison of(RunFolder first, RunFolder second) {
    RunRecord a = first.record();
    RunRecord b = second.record();
    List<String> remarks = new ArrayList<>();
    RowPairs pairs = RowPairs.of(first, second);
    if (a.id().equals(b.id())) {
      remarks.add("Both are the same run: all their inputs are equal.");
    } else if (!a.inputs().dataDigest().equals(b.inputs().dataDigest())) {
      remarks.add("The runs are not on the same set of cells; compared are the rows in common.");
    }
    remarks.addAll(pairs.notes());
    boolean paired = pairs.common() > 0 && pairs.obstacle().isEmpty();
    pairs.obstacle().ifPresent(remarks::add);
    if (pairs.common() == 0) {
      remarks.add("The runs have no test row in common: their numbers can't be compared.");
    }
    if (paired && !pairs.groupsKnown()) {
      remarks.add(
          "No subjects are known, so every cell counts as a group of its own: intervals are too"
              + " narrow and p-values too small wherever cells of one person are alike.");
    }
    boolean scores =
        !PredictionImport.classesOnly(a.inputs()) && !PredictionImport.classesOnly(b.inputs());
    if (!scores) {
      remarks.add("A run has classes only: AUC and Brier score are not compared.");
    }
    List<Metric> asked = new ArrayList<>(DECISIONS);
    if (scores) {
      asked.addAll(List.of(Metric.AUC, Metric.BRIER));
    }
    return new RunComparison(
        a,
        b,
        differing(inputs(a), inputs(b)),
        differing(a.environment(), b.environment()),
        new Rows(pairs.common(), pairs.onlyFirst(), pairs.onlySecond()),
        pairs.groupsKnown(),
        (int) java.util.Arrays.stream(pairs.groups()).distinct().count(),
        paired ? lines(pairs, asked) : List.of(),
        paired ? overCells(pairs, scores) : List.of(),
        remarks);
  }

  private static List<Line> lines(RowPairs pairs, List<Metric> asked) {
    List<PairedDifference> differences =
        asked.stream()
            .map(
                m ->
                    PairedDifference.of(
                        m, pairs.truth(), pairs.first(m), pairs.second(m), pairs.groups(), LEVEL))
            .toList();
    double[] adjusted = Holm.adjust(differences.stream().mapToDouble(d -> d.test().p()).toArray());
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Metric m = asked.get(i);
      lines.add(
          new Line(
              m,
              m.of(pairs.truth(), pairs.first(m)),
              m.of(pairs.truth(), pairs.second(m)),
              differences.get(i),
              adjusted[i]));
    }
    return lines;
  }

  private static List<TestResult> overCells(RowPairs pairs, boolean scores) {
    double[] a = pairs.first(Metric.ACCURACY);
    double[] b = pairs.second(Metric.ACCURACY);
    McNemar mcNemar = McNemar.of(pairs.truth(), a, b);
    List<TestResult> tests = new ArrayList<>(List.of(mcNemar.exact(), mcNemar.midP()));
    if (scores) {
      tests.add(DeLong.test(pairs.truth(), pairs.first(Metric.AUC), pairs.second(Metric.AUC)));
    }
    return tests;
  }

  static Map<String, String> inputs(RunRecord record) {
    RunInputs inputs = record.inputs();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("study", inputs.study());
    all.put("method", inputs.method());
    all.put("protocol", inputs.protocol());
    all.put("seed", Long.toString(inputs.seed()));
    all.put("data", record.data().title());
    all.put("data digest", inputs.dataDigest());
    all.put("weights", record.weights().description());
    all.put("weights digest", inputs.weightsDigest());
    all.put("implementation", inputs.implementation());
    inputs.settings().forEach((name, value) -> all.put("setting: " + name, value));
    return all;
  }

  static List<Input> differing(Map<String, String> a, Map<String, String> b) {
    List<Input> found = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>(a);
    new TreeSet<>(b.keySet()).forEach(name -> names.putIfAbsent(name, ""));
    for (String name : names.keySet()) {
      String x = a.getOrDefault(name, "");
      String y = b.getOrDefault(name, "");
      if (!x.equals(y)) {
        found.add(new Input(name, x, y));
      }
    }
    return found;
  }
}
