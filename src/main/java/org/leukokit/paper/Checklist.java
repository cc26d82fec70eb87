package org.leukokit.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.leukokit.base.Text;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.metric.Metric;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Leakage;
import org.leukokit.stats.ClusterBootstrap;
import org.leukokit.stats.Interval;
import org.leukokit.study.FoldTables;

/**
 * The items of reproducibility checklists (Pineau et al., <em>Improving Reproducibility in Machine
 * Learning Research</em>, JMLR 22, 2021, and the NeurIPS paper checklist), answered from run
 * folders: each answer is computed from what they hold, and says so where they are silent.
 */
public final class Checklist {
  private static final String NOT_STATED = "not stated";

  /** Settings of which one says what a classifier, a trained network or an ensemble is. */
  private static final List<String> STATED =
      List.of("classifier", "training optimiser", "member 01 method");

  private static final Predicate<String> TIMED =
      fact -> fact.contains("seconds") && fact.contains("features");

  private final List<RunFolder> runs;
  private final RunRecord.Data data;
  private final List<String> missing = new ArrayList<>();

  private Checklist(List<RunFolder> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a checklist needs runs");
    }
    this.runs = List.copyOf(runs);
    this.data = runs.get(0).record().data();
  }

  /**
   * The section of a report.
   *
   * @param runs every run that the report is made from
   * @throws IllegalArgumentException if there is none
   */
  public static List<Report.Block> of(List<RunFolder> runs) {
    return List.of(
        new Report.Paragraph(
            "The items that the NeurIPS checklist and the machine learning reproducibility"
                + " checklist (Pineau et al., JMLR 22, 2021) ask of an experiment. Every answer is"
                + " computed from the run folders that this report is made from; nobody ticked a"
                + " box."),
        new Report.Definitions(new Checklist(runs).items()));
  }

  /**
   * The section of a paper's report.
   *
   * @param runs every run that the report is made from
   * @param diagrams the paper's figures that show no data, with what they show
   * @throws IllegalArgumentException if there is no run
   */
  public static List<Report.Block> of(List<RunFolder> runs, List<Item> diagrams) {
    List<Report.Block> blocks = new ArrayList<>(of(runs));
    blocks.add(new Report.Paragraph("Figures that are not data: not reproduced."));
    blocks.add(new Report.Definitions(diagrams));
    return List.copyOf(blocks);
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    items.add(new Item("Are the data available?", data()));
    items.add(new Item("Is the licence of the data stated?", licence()));
    items.add(new Item("Is the size of the sample stated, by class and subject?", sample()));
    items.add(new Item("Are the splits stated?", splits()));
    items.add(new Item("Are parameters stated, and how they were chosen?", parameters()));
    items.add(new Item("Are seeds stated?", seeds()));
    items.add(new Item("How many runs are there?", number()));
    items.add(new Item("Are there error bars, and what do they cover?", errorBars()));
    items.add(new Item("Is the compute stated?", compute()));
    items.add(new Item("Is the code stated, to the commit?", code()));
    items.add(new Item("Are the versions of libraries stated?", libraries()));
    items.add(new Item("Is the exact command stated?", facts("command", "command")));
    items.add(new Item("Are pretrained weights stated?", weights()));
    items.add(new Item("Can the results be checked without running anything?", files()));
    // What run folders have no place for, whatever the run.
    missing.add("consent of the persons and ethics approval (see the data's own terms)");
    missing.add("energy used");
    items.add(new Item("What is not reported?", sentence(String.join("; ", missing))));
    return items;
  }

  private String data() {
    TreeSet<String> digests = distinct(r -> r.inputs().dataDigest());
    String same =
        digests.size() == 1
            ? "every run saw the same cells (digest " + digests.first().substring(0, 12) + "…)"
            : "No: the runs saw " + digests.size() + " different sets of cells";
    if (data.synthetic()) {
      return "Yes, and they are synthetic: drawn by the kit from the seed, no real cell took part; "
          + same
          + ".";
    }
    if (data.citation().isBlank()) {
      missing.add("where the data are from");
      return "Not stated: no citation is known for " + data.name() + "; " + same + ".";
    }
    String part =
        data.cells() < data.collectionCells()
            ? String.format(
                Locale.ROOT, "%,d of its %,d cells", data.cells(), data.collectionCells())
            : String.format(Locale.ROOT, "all %,d cells", data.cells());
    return "From the source: " + data.citation() + " Here: " + part + "; " + same + ".";
  }

  private String licence() {
    boolean stated =
        !data.licence().isBlank()
            && !data.licence().toLowerCase(Locale.ROOT).matches(".*(unknown|not (known|stated)).*");
    if (!stated) {
      missing.add("the licence of the data");
    }
    return stated ? "Yes: " + data.licence() + "." : "No.";
  }

  private String sample() {
    String counts =
        String.format(
            Locale.ROOT,
            "%,d cells, %,d leukemic and %,d healthy",
            data.cells(),
            data.leukemic(),
            data.cells() - data.leukemic());
    if (data.subjects() == 0) {
      missing.add("how many persons the cells are from");
      return "In part: " + counts + "; the number of subjects is not known.";
    }
    return "Yes: "
        + counts
        + ", of "
        + data.subjects()
        + " subjects in "
        + data.groups()
        + " groups, between which no cell is shared.";
  }

  private String splits() {
    Map<String, String> byProtocol = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      byProtocol.putIfAbsent(
          run.record().inputs().protocol(), run.folds().folds().size() + " folds");
    }
    long tested = 0;
    long once = 0;
    for (RunFolder run : runs) {
      for (FoldTable.FoldRow row : run.folds().rows()) {
        long tests = row.roles().chars().filter(r -> r == FoldTable.TEST).count();
        tested += tests > 0 ? 1 : 0;
        once += tests == 1 ? 1 : 0;
      }
    }
    return "Yes, row by row in each run's folds.csv: "
        + String.join(
            ", ", byProtocol.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList())
        + ". "
        + (tested == once
            ? "Every tested row is tested exactly once."
            : String.format(
                Locale.ROOT,
                "%,d of %,d tested rows are tested more than once.",
                tested - once,
                tested))
        + " Test rows with a copy of the same cell / another cell of the same subject in training: "
        + leaks()
        + ".";
  }

  private String leaks() {
    Map<String, String> shares = new LinkedHashMap<>();
    for (RunFolder run : runs) {
      if (PredictionImport.imported(run.record().inputs())) {
        // What they were trained on is not known.
        continue;
      }
      shares.computeIfAbsent(
          run.record().inputs().protocol(),
          protocol -> {
            Leakage leakage = Leakage.of(FoldTables.of(run));
            return String.format(
                Locale.ROOT,
                "%s %.1f %% / %s",
                protocol,
                100 * leakage.affectedShare(Leakage.Kind.COPY),
                data.subjects() == 0
                    ? "subjects not known"
                    : String.format(
                        Locale.ROOT, "%.1f %%", 100 * leakage.affectedShare(Leakage.Kind.SUBJECT)));
          });
    }
    return String.join(", ", shares.values());
  }

  private String parameters() {
    long stated =
        runs.stream().filter(r -> STATED.stream().anyMatch(settings(r)::containsKey)).count();
    boolean validated =
        runs.stream()
            .flatMap(r -> r.folds().rows().stream())
            .anyMatch(row -> row.roles().indexOf(FoldTable.VALIDATION) >= 0);
    if (stated < runs.size()) {
      missing.add("the parameters of " + (runs.size() - stated) + " runs");
    }
    missing.add("whether parameters were tried elsewhere before these runs");
    return (stated == runs.size() ? "Yes" : "In part")
        + ": "
        + stated
        + " of "
        + runs.size()
        + " runs state their method's parameters in run.json, one setting for all folds. "
        + (validated
            ? "Their folds name validation rows; what was chosen by them (epochs, ensemble weights)"
                + " stands in run.json, and no search beyond that is recorded."
            : "Their folds name training and test rows and no validation rows: no search is"
                + " recorded.");
  }

  private String seeds() {
    return "Yes: " + String.join(", ", distinct(r -> Long.toString(r.inputs().seed()))) + ".";
  }

  private String number() {
    Map<String, Integer> seedsOf = new TreeMap<>();
    for (RunFolder run : runs) {
      seedsOf.merge(
          run.record().inputs().method() + "/" + run.record().inputs().protocol(), 1, Integer::sum);
    }
    int most = seedsOf.values().stream().mapToInt(n -> n).max().orElseThrow();
    String text =
        Text.count(runs.size(), "run")
            + ": "
            + Text.count(distinct(r -> r.inputs().method()).size(), "method")
            + " under "
            + Text.count(distinct(r -> r.inputs().protocol()).size(), "protocol")
            + ", "
            + (most == 1 ? "one draw of folds each" : "up to " + most + " draws of folds each");
    if (most == 1) {
      missing.add("how much another seed, draw of folds or training set would change the numbers");
    }
    return text + ".";
  }

  private String errorBars() {
    int defined = 0;
    TreeSet<String> why = new TreeSet<>();
    boolean groups = true;
    for (RunFolder run : runs) {
      var p = run.predictions();
      groups &= p.rows().stream().noneMatch(row -> row.group().isEmpty());
      Interval interval =
          ClusterBootstrap.ofSeed(run.record().inputs().seed())
              .interval(Metric.ACCURACY, p.truth(), p.scores(), p.groups());
      defined += interval.isDefined() ? 1 : 0;
      if (!interval.isDefined()) {
        why.add(interval.undefinedBecause());
      }
    }
    long units =
        runs.stream()
            .mapToLong(r -> Arrays.stream(r.predictions().groups()).distinct().count())
            .min()
            .orElseThrow();
    if (!groups) {
      missing.add("error bars over persons, as groups of subjects are not known for all cells");
    }
    return (defined == runs.size() ? "Yes" : defined == 0 ? "No" : "In part")
        + ": the accuracy of "
        + defined
        + " of "
        + runs.size()
        + " runs has a 95 % interval. It covers which "
        + (groups ? units + " groups of subjects" : "cells")
        + " were met in testing, and takes the trained models as given"
        + (why.isEmpty() ? "" : ". Where there is none: " + String.join("; ", why))
        + ".";
  }

  private String compute() {
    double seconds = 0;
    int stated = 0;
    for (RunFolder run : runs) {
      String text = run.record().environment().get("seconds of fitting and predicting");
      if (text != null) {
        seconds += Double.parseDouble(text);
        stated++;
      }
    }
    boolean features =
        runs.stream()
            .anyMatch(r -> r.record().environment().keySet().stream().anyMatch(TIMED::test));
    if (!features && runs.stream().anyMatch(r -> settings(r).containsKey("backbone"))) {
      missing.add("the time that the features of the network took, which are computed once");
    }
    return (stated == runs.size() ? "Yes" : stated == 0 ? "Not stated" : "In part")
        + String.format(
            Locale.ROOT,
            ": fitting and predicting took %.1f s in the %d of %d runs that say so",
            seconds,
            stated,
            runs.size())
        + "; device: "
        + values("device")
        + "; processors: "
        + values("processors")
        + "; system: "
        + values("system")
        + ".";
  }

  private String code() {
    TreeSet<String> commits = distinct(r -> r.environment().getOrDefault("commit", "unknown"));
    String versions = "leukokit " + values("leukokit");
    boolean unknown = commits.stream().anyMatch(c -> !c.matches("[0-9a-f]{40}(\\+changes)?"));
    boolean changed = commits.stream().anyMatch(c -> c.endsWith("+changes"));
    if (unknown) {
      missing.add("the commit of the code");
    } else if (changed) {
      missing.add("the changes that were made to the code since its commit");
    }
    return (unknown
            ? "In part"
            : changed ? "In part, as files were changed since the commit" : "Yes")
        + ": "
        + versions
        + ", commit "
        + String.join(", ", commits)
        + ".";
  }

  private String libraries() {
    List<String> named = new ArrayList<>();
    for (String library : List.of("java", "libtorch", "DJL", "Tribuo")) {
      String versions = values(library);
      if (!versions.equals(NOT_STATED)) {
        named.add(library + " " + versions);
      }
    }
    if (named.isEmpty()) {
      missing.add("the versions of libraries");
      return "No.";
    }
    return "Yes: " + String.join(", ", named) + ".";
  }

  private String facts(String fact, String what) {
    String values = values(fact);
    if (values.equals(NOT_STATED)) {
      missing.add("the " + what);
      return "No.";
    }
    return "Yes: " + values + ".";
  }

  private String weights() {
    TreeSet<String> described = new TreeSet<>();
    for (RunFolder run : runs) {
      RunRecord.Weights w = run.record().weights();
      if (!w.network().equals("none")) {
        described.add(
            w.network()
                + ", "
                + w.layer()
                + ": "
                + w.description()
                + " (digest "
                + run.record().inputs().weightsDigest()
                + ")");
      }
    }
    return described.isEmpty()
        ? "No network takes part."
        : "Yes: " + String.join("; ", described) + ".";
  }

  private String files() {
    long rows = runs.stream().mapToLong(r -> r.predictions().rows().size()).sum();
    long margins =
        runs.stream()
            .flatMap(r -> r.predictions().rows().stream())
            .map(Prediction::margin)
            .filter(m -> !Double.isNaN(m))
            .count();
    return String.format(
        Locale.ROOT,
        "Yes: the run folders hold the score of each of the %,d tested rows (%,d with the margin it"
            + " was made from), with SHA256SUMS that were checked when this report was made, and a"
            + " description as RO-Crate 1.1.",
        rows,
        margins);
  }

  private static Map<String, String> settings(RunFolder run) {
    return run.record().inputs().settings();
  }

  private String values(String fact) {
    TreeSet<String> values = distinct(r -> r.environment().getOrDefault(fact, NOT_STATED));
    return String.join(", ", values);
  }

  private TreeSet<String> distinct(Function<RunRecord, String> part) {
    TreeSet<String> values = new TreeSet<>();
    runs.forEach(r -> values.add(part.apply(r.record())));
    return values;
  }

  private static String sentence(String text) {
    return Text.capital(text) + ".";
  }
}
