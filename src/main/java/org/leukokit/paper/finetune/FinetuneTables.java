package org.leukokit.paper.finetune;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Column;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.FoldTable;
import org.leukokit.record.History;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;

/** The tables of the report. */
final class FinetuneTables {
  private static final List<Metric> METRICS =
      List.of(Metric.BALANCED_ACCURACY, Metric.ACCURACY, Metric.SENSITIVITY, Metric.SPECIFICITY);

  private final FinetuneRuns runs;

  FinetuneTables(FinetuneRuns runs) {
    this.runs = runs;
  }

  /** Method and controls on all test cells. */
  TableExhibit results() {
    List<Column> columns = new ArrayList<>(List.of(words("Method")));
    METRICS.forEach(m -> columns.add(numbers(m.displayName() + " (%)")));
    columns.add(numbers(Metric.AUC.displayName()));
    columns.add(words("Run"));
    TableBuilder table =
        new TableBuilder(
            "results",
            "The network beside its controls, all folds pooled",
            "Every cell is tested once, by the network of the fold that didn't see its group."
                + " Leukemic is the positive class; a cell is called leukemic from a score of 0.5."
                + " Brackets: 95 % interval over groups of subjects (cluster jackknife, logit"
                + " scale); a value without brackets has none that is defined. 50 % balanced"
                + " accuracy and an AUC of 0.5 are chance.",
            columns);
    FinetuneRuns.Entry before = null;
    for (FinetuneRuns.Entry e : runs.entries()) {
      List<Object> entries = new ArrayList<>(List.of(e.title()));
      METRICS.forEach(
          m -> entries.add(Entry.Measured.percent(runs.value(m, e), runs.interval(m, e), 1)));
      entries.add(Entry.Measured.of(runs.value(Metric.AUC, e), runs.interval(Metric.AUC, e), 3));
      entries.add(e.id());
      boolean rule = before != null && before.method().control() != e.method().control();
      table.add(e.method().origin(), rule, e.id(), entries);
      before = e;
    }
    return table.build();
  }

  /** The network among its shuffles. */
  TableExhibit chance() {
    TableBuilder table =
        new TableBuilder(
            "chance",
            "The network among its shuffles",
            "Brackets behind the mean: 95 % t interval over permutations, each of them a draw of its"
                + " own; chance is 50 % and 0.5. p: (1 + shuffles at least as good as the network)"
                + " / (1 + shuffles). A single shuffle can lie far from chance, further than its own"
                + " interval over groups says: few cells, and labels that by chance go with what"
                + " the network sees first.",
            List.of(
                words("Metric"),
                numbers("Network"),
                numbers("Mean of shuffles"),
                numbers("Lowest"),
                numbers("Highest"),
                numbers("Shuffles"),
                numbers("p")));
    for (Metric metric : List.of(Metric.BALANCED_ACCURACY, Metric.AUC)) {
      double unit = metric == Metric.AUC ? 1 : 100;
      int decimals = metric == Metric.AUC ? 3 : 1;
      Chance chance = runs.chance(metric);
      table.row(
          metric.displayName() + (metric == Metric.AUC ? "" : " (%)"),
          TableBuilder.number(unit * runs.value(metric, runs.network()), decimals),
          new Entry.Measured(
              unit * chance.mean(),
              unit * chance.interval().low(),
              unit * chance.interval().high(),
              decimals),
          TableBuilder.number(unit * chance.lowest(), decimals),
          TableBuilder.number(unit * chance.highest(), decimals),
          chance.shuffles(),
          TableBuilder.number(chance.p(), 3));
    }
    return table.build();
  }

  /** The network less each control. */
  TableExhibit differences() {
    FinetuneRuns.Entry network = runs.network();
    TableBuilder table =
        new TableBuilder(
            "differences",
            "Is it more than the controls reach",
            "Balanced accuracy of the network less that of the control on the same cells, in"
                + " percentage points, and the same of the AUC, which no threshold decides. Interval"
                + " (95 %, in brackets) and p are of one statistic, the difference over its standard"
                + " error over groups (cluster jackknife, t).",
            List.of(
                words("Control"),
                numbers("Difference (points)"),
                numbers("p"),
                numbers("Difference of AUC"),
                numbers("p, AUC"),
                words("Run")));
    for (FinetuneRuns.Entry control : runs.entries().subList(1, runs.entries().size())) {
      PairedDifference d = network.method().less(control.method(), Metric.BALANCED_ACCURACY);
      PairedDifference auc = network.method().less(control.method(), Metric.AUC);
      table.row(
          control.title(),
          Entry.Measured.percent(d.difference(), d.interval(), 1),
          TableBuilder.number(d.test().p(), 4),
          Entry.Measured.of(auc.difference(), auc.interval(), 3),
          TableBuilder.number(auc.test().p(), 4),
          control.id());
    }
    return table.build();
  }

  /** Fold by fold. */
  TableExhibit folds() {
    TableBuilder table =
        new TableBuilder(
            "folds",
            "Fold by fold",
            "Cells, with the groups of subjects that they are from in brackets. No group stands in"
                + " two parts of a fold. The epoch is the one of the lowest validation loss; test"
                + " cells took no part in choosing it. A fold has few test cells, so that its own"
                + " balanced accuracy says little.",
            List.of(
                words("Fold"),
                words("Training"),
                words("Validation"),
                words("Test"),
                words("Epoch kept"),
                numbers("Validation loss"),
                numbers("Test balanced accuracy (%)"),
                numbers("Test AUC")));
    RunFolder run = runs.network().folder();
    Map<String, String> groups = new TreeMap<>();
    run.predictions().rows().forEach(p -> groups.put(p.cell(), group(p)));
    for (int f = 0; f < run.folds().folds().size(); f++) {
      String fold = run.folds().folds().get(f);
      History history = run.histories().get(fold);
      History.Epoch kept = kept(history);
      table.row(
          fold,
          part(run, f, FoldTable.TRAIN, groups),
          part(run, f, FoldTable.VALIDATION, groups),
          part(run, f, FoldTable.TEST, groups),
          kept.epoch() + " of " + history.epochs().size(),
          TableBuilder.number(kept.validationLoss(), 3),
          TableBuilder.number(100 * ofFold(run, fold, Metric.BALANCED_ACCURACY), 1),
          TableBuilder.number(ofFold(run, fold, Metric.AUC), 3));
    }
    return table.build();
  }

  /** The epoch of the lowest validation loss, the earliest of equals, as the training chose it. */
  static History.Epoch kept(History history) {
    History.Epoch best = history.epochs().get(0);
    for (History.Epoch e : history.epochs()) {
      best = e.validationLoss() < best.validationLoss() ? e : best;
    }
    return best;
  }

  private static String group(Prediction p) {
    return p.group().isEmpty() ? p.cell() : p.group();
  }

  private static String part(RunFolder run, int fold, char role, Map<String, String> groups) {
    Set<String> met = new HashSet<>();
    int cells = 0;
    for (FoldTable.FoldRow row : run.folds().rows()) {
      if (row.roles().charAt(fold) == role) {
        cells++;
        met.add(groups.get(row.cell()));
      }
    }
    return cells + " (" + met.size() + ")";
  }

  private static double ofFold(RunFolder run, String fold, Metric metric) {
    List<Prediction> rows =
        run.predictions().rows().stream().filter(p -> p.fold().equals(fold)).toList();
    return RunNumbers.value(metric, new Predictions(rows));
  }

  /** What the trainings took. */
  TableExhibit cost() {
    TableBuilder table =
        new TableBuilder(
            "cost",
            "What it costs",
            "Wall time on the machine that ran it, while whatever else ran there ran: the only"
                + " numbers of this page that another run changes. Memory: the most that the whole"
                + " process had taken when the run ended.",
            List.of(
                words("Method"),
                numbers("Training (s)"),
                numbers("Epochs in all"),
                numbers("Images a second"),
                numbers("Predicting (s)"),
                words("Parameters"),
                words("Memory (MB)"),
                words("Run")));
    List<FinetuneRuns.Entry> trained = new ArrayList<>(List.of(runs.network()));
    trained.addAll(runs.shuffled());
    for (FinetuneRuns.Entry e : trained) {
      Map<String, String> facts = e.folder().record().environment();
      List<History.Epoch> epochs =
          e.folder().histories().values().stream().flatMap(h -> h.epochs().stream()).toList();
      double seconds = epochs.stream().mapToDouble(History.Epoch::seconds).sum();
      double images = epochs.stream().mapToDouble(x -> x.imagesPerSecond() * x.seconds()).sum();
      table.add(
          e.method().origin(),
          false,
          e.id(),
          e.title(),
          TableBuilder.number(seconds, 0),
          epochs.size(),
          TableBuilder.number(images / seconds, 1),
          fact(facts, RunRecord.PREDICTING_SECONDS),
          fact(facts, RunRecord.PARAMETERS),
          fact(facts, RunRecord.MEMORY),
          e.id());
    }
    return table.build();
  }

  private static Entry fact(Map<String, String> facts, String name) {
    String text = facts.get(name);
    return text == null ? new Entry.Missing("not measured") : new Entry.Words(text);
  }

  /** What the network says of the cells that are shown. */
  TableExhibit lookedAt() {
    TableBuilder table =
        new TableBuilder(
            "grad-cam-cells",
            "The cells of the Grad-CAM panels",
            "Probability of leukemic, in the order of the panels. Right ones as the seed drew them,"
                + " one fold after the other; wrong ones, the most confident first.",
            List.of(
                words("Panel"),
                words("Cell"),
                words("Group"),
                words("Fold"),
                numbers("Probability")));
    LookedAt looked = new LookedAt(runs);
    for (LookedAt.Kind kind : LookedAt.KINDS) {
      boolean first = true;
      for (Prediction p : looked.of(kind)) {
        table.add(
            Origin.OURS,
            first,
            runs.network().id(),
            first ? kind.title() : "",
            p.cell(),
            p.group(),
            p.fold(),
            TableBuilder.number(p.score(), 3));
        first = false;
      }
    }
    return table.build();
  }

  /** A share in percent with its interval, for a sentence. */
  static String percent(double value, Interval over, String what) {
    return over.isDefined()
        ? String.format(
            Locale.ROOT,
            "%.1f %% (%s %.1f to %.1f %%)",
            100 * value,
            what,
            100 * over.low(),
            100 * over.high())
        : String.format(
            Locale.ROOT, "%.1f %% (no interval: %s)", 100 * value, over.undefinedBecause());
  }
}
