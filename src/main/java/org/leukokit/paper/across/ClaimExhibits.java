package org.leukokit.paper.across;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MethodRun;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.PairedDifference;
import org.leukokit.study.Scale;

/** What becomes of the papers' claims on the data at hand, by the rules of {@link Verdict}. */
final class ClaimExhibits {
  private static final String COMMON = "common folds";
  private static final String OWN = "the paper's own protocol";

  /** What stands for difference, reading, groups and groups needed where a run is missing. */
  private static final List<Object> NOT_RUN =
      List.of(
          new Entry.Missing("not run"), "not run", new Entry.Missing(""), new Entry.Missing(""));

  private final AcrossRuns runs;

  ClaimExhibits(AcrossRuns runs) {
    this.runs = runs;
  }

  /** One claim and what it is tried on. */
  private record Trial(
      ClaimedGain gain, String where, Optional<MethodRun> better, Optional<MethodRun> other) {}

  private List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    trials.add(common(ClaimedGain.FINE_TUNED, Entrant.ALEXNET, "tree"));
    trials.add(common(ClaimedGain.FINE_TUNED_SVM, Entrant.ALEXNET, Across.CLASSICAL));
    trials.add(common(ClaimedGain.VGG19, "vgg16-scratch", "vgg19-scratch"));
    trials.add(own(ClaimedGain.VGG19, Entrant.OLIVEIRA, "vgg16", "vgg19"));
    trials.add(common(ClaimedGain.XCEPTION, "vgg16-scratch", "xception-scratch"));
    trials.add(own(ClaimedGain.XCEPTION, Entrant.OLIVEIRA, "vgg16", "xception"));
    trials.add(common(ClaimedGain.SINGLE, "xception", "inceptionresnetv2"));
    trials.add(own(ClaimedGain.SINGLE, Entrant.MONDAL, "xception-300", "inceptionresnetv2-300"));
    trials.add(common(ClaimedGain.ENSEMBLE, "wen-kappa", "xception"));
    trials.add(own(ClaimedGain.ENSEMBLE, Entrant.MONDAL, "wen-kappa-300", "xception-300"));
    trials.add(common(ClaimedGain.WEIGHTS, "wen-kappa", "sap"));
    trials.add(own(ClaimedGain.WEIGHTS, Entrant.MONDAL, "wen-kappa-300", "sap-300"));
    trials.add(own(ClaimedGain.CROP, Entrant.MONDAL, "xception-300", "xception-450"));
    trials.add(own(ClaimedGain.CROP_VGG, Entrant.MONDAL, "vgg16-300", "vgg16-450"));
    return trials;
  }

  private Trial common(ClaimedGain gain, String better, String other) {
    return new Trial(gain, COMMON, common(better), common(other));
  }

  private Optional<MethodRun> common(String method) {
    return runs.entry(method).map(AcrossRuns.Entry::predictions);
  }

  private Trial own(ClaimedGain gain, String paper, String better, String other) {
    return new Trial(gain, OWN, own(paper, better), own(paper, other));
  }

  private Optional<MethodRun> own(String paper, String method) {
    return runs.own(paper, method, Protocol.PUBLISHED).map(r -> MethodRun.of(r, false));
  }

  TableExhibit table() {
    boolean synthetic = runs.any().data().synthetic();
    TableBuilder table =
        new TableBuilder(
            "claims",
            "The papers' claims, and what these runs say",
            "Claimed: the difference of the two printed accuracies, in points. Here: the same"
                + " difference between our runs on the data at hand; brackets: 95 % interval over"
                + " groups. The verdict follows from the interval and the claim by fixed rules:"
                + " no interval, no verdict; an interval above 0, the same direction (smaller or"
                + " larger than claimed where the claim lies outside); below 0, the other"
                + " direction; an interval that holds 0 is undecided, unless the claim lies above"
                + " it, which rules out a gain of that size here. Groups to settle it: how many"
                + " groups of subjects it would take to find the claimed difference in 80 % of the"
                + " cases at 5 %, if groups differ as they do here ("
                + "normal approximation)."
                + (synthetic
                    ? " SYNTHETIC cells: no verdict says anything about leukemia, only about how"
                        + " the page judges."
                    : ""),
            List.of(
                words("Paper"),
                words("Claim"),
                words("Printed in"),
                numbers("Claimed (points)"),
                words("Tried on"),
                numbers("Here (points)"),
                words("Verdict"),
                numbers("Groups here"),
                numbers("Groups to settle it")));
    String before = null;
    for (Trial trial : trials()) {
      row(table, trial, !trial.gain().paper().equals(before), synthetic);
      before = trial.gain().paper();
    }
    perfect(table, synthetic);
    return table.build();
  }

  private void row(TableBuilder table, Trial trial, boolean first, boolean synthetic) {
    ClaimedGain gain = trial.gain();
    Entry claimed =
        Double.isNaN(gain.points())
            ? new Entry.Missing("not available")
            : new Entry.Published(gain.text());
    if (trial.better().isEmpty() || trial.other().isEmpty()) {
      add(table, first, gain, claimed, trial.where(), NOT_RUN);
      return;
    }
    MethodRun better = trial.better().get();
    PairedDifference d = better.less(trial.other().get(), Metric.ACCURACY);
    long groups = groups(better);
    Verdict verdict = Verdict.of(d, gain.points() / 100, groups);
    add(
        table,
        first,
        gain,
        claimed,
        trial.where(),
        Families.points(d),
        marked(verdict.text(), synthetic),
        new Entry.Count(groups),
        Double.isNaN(verdict.groups())
            ? new Entry.Missing("unknown")
            : new Entry.Count((long) verdict.groups()));
  }

  private static void add(
      TableBuilder table, boolean first, ClaimedGain gain, Entry claimed, Object... found) {
    table.add(
        TableExhibit.Origin.OURS,
        first,
        "",
        gain.paper(),
        gain.claim(),
        gain.source(),
        claimed,
        List.of(found));
  }

  private static String marked(String verdict, boolean synthetic) {
    return synthetic ? verdict + " (SYNTHETIC)" : verdict;
  }

  /** "100 %" on the hold-out of the first paper. */
  private void perfect(TableBuilder table, boolean synthetic) {
    String printed =
        ClaimedGain.table(Entrant.LOEY, "table1.csv")
            .row("method", "CNN (AlexNet) hold-out")
            .get("accuracy_percent");
    ClaimedGain gain =
        new ClaimedGain(
            Entrant.LOEY,
            "Fine-tuned AlexNet calls " + printed + " % of a hold-out right",
            "Table 1, CNN (AlexNet) hold-out",
            ClaimedGain.percent(printed, 1),
            0);
    Entry claimed = new Entry.Published(printed + " %");
    Optional<RunFolder> run = runs.own(Entrant.LOEY, "cnn-hold-out", Protocol.PUBLISHED);
    if (run.isEmpty()) {
      add(table, true, gain, claimed, OWN, NOT_RUN);
      return;
    }
    // All rows count, copies too: that is how the paper counted.
    var rows = run.get().predictions().rows();
    long right = rows.stream().filter(p -> p.positive() == p.predictedPositive()).count();
    long groups = Arrays.stream(run.get().predictions().groups()).distinct().count();
    Verdict verdict = Verdict.ofPerfect(right, rows.size(), groups);
    add(
        table,
        true,
        gain,
        claimed,
        OWN,
        new Entry.Words(String.format(Locale.ROOT, "%.1f %%", 100.0 * right / rows.size())),
        marked(verdict.text(), synthetic),
        new Entry.Count(groups),
        new Entry.Count((long) verdict.groups()));
  }

  private static long groups(MethodRun run) {
    return Arrays.stream(run.cells().groups()).distinct().count();
  }

  /** Why none of this settles a claim of a paper; empty if it would. */
  String settles() {
    List<String> lacks = new ArrayList<>();
    if (runs.any().data().synthetic()) {
      lacks.add("the cells are SYNTHETIC, which says nothing about leukemia");
    } else if (runs.any().data().cells() < runs.any().data().collectionCells()) {
      lacks.add(
          String.format(
              Locale.ROOT,
              "the cells are %,d of a collection of %,d",
              runs.any().data().cells(),
              runs.any().data().collectionCells()));
    }
    if (!Scale.FULL.id().equals(runs.any().environment().get("scale"))) {
      lacks.add("the scale is smoke: smaller images, fewer epochs, fewer folds");
    }
    boolean random =
        runs.methods().stream()
            .anyMatch(
                e ->
                    !e.run().record().weights().network().equals("none")
                        && !e.paper().equals(Entrant.OLIVEIRA)
                        && !e.run().record().weights().pretrained());
    if (random) {
      lacks.add("networks that the papers take pretrained began here with random weights");
    }
    return lacks.isEmpty()
        ? "These runs are on complete data at full scale with the papers' weights: the verdicts"
            + " below are on the claims themselves, for these data."
        : "None of the verdicts below settles a claim: "
            + String.join("; ", lacks)
            + ". What would: the number of groups in the last column, complete data such as all of"
            + " C-NMC 2019 (or the first paper's own images), full scale, and the papers' weights:"
            + " './leukokit reproduce all --data cnmc2019 --scale full --weights pretrained'.";
  }
}
