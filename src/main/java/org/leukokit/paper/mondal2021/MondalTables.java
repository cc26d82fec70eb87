package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.CONTROL;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;
import static org.leukokit.exhibit.TableExhibit.Origin.PUBLISHED;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;

/** The paper's Tables 4 and 5, and the controls. */
final class MondalTables {
  /** Table 4's metrics in its order. */
  static final List<Metric> METRICS =
      List.of(
          Metric.WEIGHTED_PRECISION,
          Metric.WEIGHTED_RECALL,
          Metric.WEIGHTED_F1,
          Metric.ACCURACY,
          Metric.BALANCED_ACCURACY,
          Metric.AUC);

  private final MondalRuns runs;
  private final boolean comparable;

  MondalTables(MondalRuns runs) {
    this.runs = runs;
    this.comparable = new MondalNotes(runs).incomparable().isEmpty();
  }

  /** Our run of a row of Table 4. */
  Optional<RunFolder> run(MondalInput input, String classifier, Protocol protocol) {
    for (MondalNetwork network : MondalNetwork.values()) {
      if (network.title().equals(classifier)) {
        return runs.single(network, input, protocol);
      }
    }
    for (Weighting weighting : Weighting.values()) {
      if (MondalMethod.classifier(weighting).equals(classifier)) {
        return runs.ensemble(weighting, false, input, protocol);
      }
    }
    throw new IllegalArgumentException("no classifier of Table 4: " + classifier);
  }

  static MondalInput input(String pixels) {
    return pixels.equals("450") ? MondalInput.WHOLE : MondalInput.CROPPED;
  }

  TableExhibit table4() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : MondalAudit.read("table4.csv").rows()) {
      List<Entry> printed = new ArrayList<>();
      printed.add(new Entry.Words(row.get("input")));
      printed.add(new Entry.Words(row.get("classifier")));
      printed.add(new Entry.Words("the paper, printed"));
      for (String column : MondalAudit.COLUMNS) {
        printed.add(new Entry.Published(row.get(column)));
      }
      printed.add(new Entry.Words("ImageNet"));
      printed.add(new Entry.Words(""));
      rows.add(new TableExhibit.Row(PUBLISHED, true, "", printed));
      Optional<RunFolder> main = run(input(row.get("input")), row.get("classifier"), runs.main());
      rows.add(main.map(run -> ours(row, run)).orElseGet(() -> missing(row)));
      if (comparable && main.isPresent()) {
        rows.add(difference(row, main.get()));
      }
    }
    return new TableExhibit(
        "table-4",
        "Table 4. Results of the networks and their ensembles on the test set",
        "Fractions. WP, WR, WFS: precision, recall and F1 of both classes, weighted by class size;"
            + " ACC: accuracy; BA: balanced accuracy; AUC: area under the ROC curve. WP is undefined"
            + " where a class is never predicted. Ours: protocol "
            + runs.main().id()
            + "; brackets: 95 % interval over groups of subjects, where there are enough. WEN: ensemble weights from our"
            + " validation set; which set the paper took is open. Weights: what the training began"
            + " with."
            + (comparable
                ? " Ours less the paper's: \"in\" where the printed value lies in our interval."
                : ""),
        List.of(
            words("Input (px)"),
            words("Classifier"),
            words("Numbers from"),
            numbers("WP"),
            numbers("WR"),
            numbers("WFS"),
            numbers("ACC"),
            numbers("BA"),
            numbers("AUC"),
            words("Weights"),
            words("Run")),
        rows);
  }

  private TableExhibit.Row ours(Map<String, String> row, RunFolder run) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(row.get("input")));
    entries.add(new Entry.Words(row.get("classifier")));
    entries.add(new Entry.Words("ours, " + runs.main().id()));
    METRICS.forEach(metric -> entries.add(measured(metric, run)));
    boolean ensemble = MondalAudit.ENSEMBLES.contains(row.get("classifier"));
    List<RunFolder> trained =
        ensemble ? runs.members(input(row.get("input")), runs.main()) : List.of(run);
    entries.add(new Entry.Words(MondalNotes.weights(trained)));
    String id = run.record().shortId();
    entries.add(new Entry.Words(id));
    return new TableExhibit.Row(OURS, false, id, entries);
  }

  private TableExhibit.Row missing(Map<String, String> row) {
    boolean ensemble = MondalAudit.ENSEMBLES.contains(row.get("classifier"));
    boolean members =
        runs.members(input(row.get("input")), runs.main()).size() == MondalNetwork.values().length;
    String why = ensemble && members ? "no weights" : ensemble ? "member not run" : "not run";
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(row.get("input")));
    entries.add(new Entry.Words(row.get("classifier")));
    entries.add(new Entry.Words("ours, " + runs.main().id()));
    METRICS.forEach(metric -> entries.add(new Entry.Missing(why)));
    entries.add(new Entry.Words(""));
    entries.add(new Entry.Words(""));
    return new TableExhibit.Row(OURS, false, "", entries);
  }

  private static TableExhibit.Row difference(Map<String, String> row, RunFolder run) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(row.get("input")));
    entries.add(new Entry.Words(row.get("classifier")));
    entries.add(new Entry.Words("ours less the paper's"));
    for (int i = 0; i < METRICS.size(); i++) {
      double printed = Double.parseDouble(row.get(MondalAudit.COLUMNS.get(i)));
      Interval interval = MondalRuns.interval(METRICS.get(i), run);
      String verdict =
          interval.isDefined()
              ? printed >= interval.low() && printed <= interval.high() ? " in" : " out"
              : "";
      entries.add(
          new Entry.Words(
              String.format(
                  Locale.ROOT,
                  "%+.3f%s",
                  MondalRuns.value(METRICS.get(i), run) - printed,
                  verdict)));
    }
    entries.add(new Entry.Words(""));
    entries.add(new Entry.Words(run.record().shortId()));
    return new TableExhibit.Row(OURS, false, run.record().shortId(), entries);
  }

  /** What a network has to beat. */
  TableExhibit controls() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (MondalMethod method : MondalMethod.controls()) {
      boolean first = true;
      for (Protocol protocol : runs.protocols()) {
        Optional<RunFolder> run = runs.find(method.id(), protocol);
        if (run.isPresent()) {
          List<Entry> entries = new ArrayList<>();
          entries.add(new Entry.Words(method.title()));
          entries.add(new Entry.Words("ours, " + protocol.id()));
          METRICS.forEach(metric -> entries.add(measured(metric, run.get())));
          String id = run.get().record().shortId();
          entries.add(new Entry.Words(id));
          rows.add(new TableExhibit.Row(CONTROL, first, id, entries));
          first = false;
        }
      }
    }
    return new TableExhibit(
        "controls",
        "Controls: what a network has to beat",
        "Majority class: the share of the classes in training and nothing else. Cell size only: the"
            + " 15 nearest neighbours by width and height of the cell's box. Shuffled labels: the"
            + " cheapest network trained on permuted labels, which must fall to chance. Fractions,"
            + " with 95 % intervals over groups of subjects.",
        List.of(
            words("Control"),
            words("Numbers from"),
            numbers("WP"),
            numbers("WR"),
            numbers("WFS"),
            numbers("ACC"),
            numbers("BA"),
            numbers("AUC"),
            words("Run")),
        rows);
  }

  /** Table 5: the confusion matrices, as counts. */
  TableExhibit table5() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : MondalAudit.read("table5.csv").rows()) {
      boolean hem = row.get("actual").equals(MondalAudit.HEM);
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              hem,
              "",
              List.of(
                  new Entry.Words(row.get("model")),
                  new Entry.Words("the paper, printed"),
                  new Entry.Words(row.get("actual")),
                  new Entry.Published(row.get("predicted_hem")),
                  new Entry.Published(row.get("predicted_all")),
                  new Entry.Words(""))));
      rows.add(ourMatrixRow(row, hem));
    }
    return new TableExhibit(
        "table-5",
        "Table 5. Confusion matrices of the best network and the best ensemble, 300 px",
        "Counts of test cells; Xception and WEN kappa, the paper's best. Ours: protocol "
            + runs.main().id()
            + ".",
        List.of(
            words("Model"),
            words("Numbers from"),
            words("Actual"),
            numbers("Predicted Hem"),
            numbers("Predicted ALL"),
            words("Run")),
        rows);
  }

  private TableExhibit.Row ourMatrixRow(Map<String, String> row, boolean hem) {
    Optional<RunFolder> run = run(MondalInput.CROPPED, row.get("model"), runs.main());
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(row.get("model")));
    entries.add(new Entry.Words("ours, " + runs.main().id()));
    entries.add(new Entry.Words(row.get("actual")));
    if (run.isPresent()) {
      ConfusionMatrix m = RunNumbers.matrix(run.get().predictions());
      entries.add(new Entry.Count(hem ? m.tn() : m.fn()));
      entries.add(new Entry.Count(hem ? m.fp() : m.tp()));
    } else {
      entries.add(new Entry.Missing("not run"));
      entries.add(new Entry.Missing("not run"));
    }
    String id = run.map(r -> r.record().shortId()).orElse("");
    entries.add(new Entry.Words(id));
    return new TableExhibit.Row(OURS, false, id, entries);
  }

  /** The counts that the text of Section 3 gives for every classifier at 300 px. */
  TableExhibit correct() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : MondalAudit.read("correct-per-class.csv").rows()) {
      String name = row.get("classifier");
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              true,
              "",
              List.of(
                  new Entry.Words(name),
                  new Entry.Words("the paper, printed"),
                  new Entry.Published(row.get("hem_correct_of_648") + " of 648"),
                  new Entry.Published(row.get("all_correct_of_1219") + " of 1219"),
                  new Entry.Words(""))));
      Optional<RunFolder> run = run(MondalInput.CROPPED, name, runs.main());
      Optional<ConfusionMatrix> m = run.map(r -> RunNumbers.matrix(r.predictions()));
      String id = run.map(r -> r.record().shortId()).orElse("");
      rows.add(
          new TableExhibit.Row(
              OURS,
              false,
              id,
              List.of(
                  new Entry.Words(name),
                  new Entry.Words("ours, " + runs.main().id()),
                  m.<Entry>map(x -> new Entry.Words(x.tn() + " of " + (x.tn() + x.fp())))
                      .orElse(new Entry.Missing("not run")),
                  m.<Entry>map(x -> new Entry.Words(x.tp() + " of " + (x.tp() + x.fn())))
                      .orElse(new Entry.Missing("not run")),
                  new Entry.Words(id))));
    }
    return new TableExhibit(
        "correct-per-class",
        "Cells called right, by class, 300 px",
        "The counts in the text beside Table 5. The audit shows that WEN kappa's counts do not give"
            + " its row of Table 4.",
        List.of(
            words("Classifier"),
            words("Numbers from"),
            numbers("Hem right"),
            numbers("ALL right"),
            words("Run")),
        rows);
  }

  static Entry measured(Metric metric, RunFolder run) {
    Interval interval = MondalRuns.interval(metric, run);
    return new Entry.Measured(MondalRuns.value(metric, run), interval.low(), interval.high(), 3);
  }
}
