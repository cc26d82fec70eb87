package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Origin;
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

  static final String PRINTED = "the paper, printed";
  private static final Entry NOT_RUN = new Entry.Missing("not run");

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
    TableBuilder table =
        new TableBuilder(
            "table-4",
            "Table 4. Results of the networks and their ensembles on the test set",
            "Fractions. WP, WR, WFS: precision, recall and F1 of both classes, weighted by class size;"
                + " ACC: accuracy; BA: balanced accuracy; AUC: area under the ROC curve. WP is undefined"
                + " where a class is never predicted. Ours: protocol "
                + runs.main().id()
                + "; brackets: 95 % interval over groups of subjects, where there are enough. WEN: ensemble weights from our"
                + " validation set; which set the paper took is open. Weights: what the training began"
                + " with."
                + (runs.shrunk() ? " Shrunk: resized to fewer pixels, see Deviations." : "")
                + (comparable
                    ? " Ours less the paper's: \"in\" where the printed value lies in our interval."
                    : ""),
            columns(
                List.of(words("Input (px)"), words("Classifier"), words("Numbers from")),
                List.of(words("Weights"), words("Run"))));
    for (Map<String, String> row : MondalPrinted.table("table4.csv").rows()) {
      table.published(
          true,
          row.get("input"),
          row.get("classifier"),
          PRINTED,
          MondalPrinted.COLUMNS.stream().map(c -> new Entry.Published(row.get(c))).toList(),
          "ImageNet",
          "");
      Optional<RunFolder> main = run(input(row.get("input")), row.get("classifier"), runs.main());
      main.ifPresentOrElse(run -> ours(table, row, run), () -> missing(table, row));
      if (comparable && main.isPresent()) {
        difference(table, row, main.get());
      }
    }
    return table.build();
  }

  /** The columns of the metrics between others. */
  private static List<TableExhibit.Column> columns(
      List<TableExhibit.Column> before, List<TableExhibit.Column> after) {
    List<TableExhibit.Column> columns = new ArrayList<>(before);
    for (String metric : List.of("WP", "WR", "WFS", "ACC", "BA", "AUC")) {
      columns.add(numbers(metric));
    }
    columns.addAll(after);
    return columns;
  }

  private void ours(TableBuilder table, Map<String, String> row, RunFolder run) {
    boolean ensemble = MondalPrinted.ENSEMBLES.contains(row.get("classifier"));
    List<RunFolder> trained =
        ensemble ? runs.members(input(row.get("input")), runs.main()) : List.of(run);
    String id = run.record().shortId();
    table.add(
        Origin.OURS,
        false,
        id,
        row.get("input") + (runs.shrunk() ? ", shrunk" : ""),
        row.get("classifier"),
        "ours, " + runs.main().id(),
        measured(run),
        MondalNotes.weights(trained),
        id);
  }

  private void missing(TableBuilder table, Map<String, String> row) {
    boolean ensemble = MondalPrinted.ENSEMBLES.contains(row.get("classifier"));
    boolean members =
        runs.members(input(row.get("input")), runs.main()).size() == MondalNetwork.values().length;
    String why = ensemble && members ? "no weights" : ensemble ? "member not run" : "not run";
    table.row(
        row.get("input"),
        row.get("classifier"),
        "ours, " + runs.main().id(),
        METRICS.stream().map(metric -> new Entry.Missing(why)).toList(),
        "",
        "");
  }

  private static void difference(TableBuilder table, Map<String, String> row, RunFolder run) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < METRICS.size(); i++) {
      double printed = Double.parseDouble(row.get(MondalPrinted.COLUMNS.get(i)));
      Interval interval = MondalRuns.interval(METRICS.get(i), run);
      String verdict =
          interval.isDefined()
              ? printed >= interval.low() && printed <= interval.high() ? " in" : " out"
              : "";
      differences.add(
          String.format(
              Locale.ROOT, "%+.3f%s", MondalRuns.value(METRICS.get(i), run) - printed, verdict));
    }
    String id = run.record().shortId();
    table.add(
        Origin.OURS,
        false,
        id,
        row.get("input"),
        row.get("classifier"),
        "ours less the paper's",
        differences,
        "",
        id);
  }

  /** What a network has to beat. */
  TableExhibit controls() {
    TableBuilder table =
        new TableBuilder(
            "controls",
            "Controls: what a network has to beat",
            "Majority class: the share of the classes in training and nothing else. Cell size only: the"
                + " 15 nearest neighbours by width and height of the cell's box. Shuffled labels: the"
                + " cheapest network trained on permuted labels, which must fall to chance. Fractions,"
                + " with 95 % intervals over groups of subjects.",
            columns(List.of(words("Control"), words("Numbers from")), List.of(words("Run"))));
    for (MondalMethod method : MondalMethod.controls()) {
      boolean first = true;
      for (Protocol protocol : runs.protocols()) {
        Optional<RunFolder> run = runs.find(method.id(), protocol);
        if (run.isPresent()) {
          String id = run.get().record().shortId();
          String from = "ours, " + protocol.id();
          table.add(
              Origin.CONTROL,
              first,
              id,
              runs.title(method, run.get()),
              from,
              measured(run.get()),
              id);
          first = false;
        }
      }
    }
    return table.build();
  }

  /** Table 5: the confusion matrices, as counts. */
  TableExhibit table5() {
    TableBuilder table =
        new TableBuilder(
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
                words("Run")));
    for (Map<String, String> row : MondalPrinted.table("table5.csv").rows()) {
      boolean hem = row.get("actual").equals(MondalPrinted.HEM);
      table.published(
          hem,
          row.get("model"),
          PRINTED,
          row.get("actual"),
          new Entry.Published(row.get("predicted_hem")),
          new Entry.Published(row.get("predicted_all")),
          "");
      Optional<RunFolder> run = run(MondalInput.CROPPED, row.get("model"), runs.main());
      String id = id(run);
      table.add(
          Origin.OURS,
          false,
          id,
          row.get("model"),
          "ours, " + runs.main().id(),
          row.get("actual"),
          run.map(r -> RunNumbers.matrix(r.predictions()))
              .<List<?>>map(m -> hem ? List.of(m.tn(), m.fp()) : List.of(m.fn(), m.tp()))
              .orElse(List.of(NOT_RUN, NOT_RUN)),
          id);
    }
    return table.build();
  }

  /** The counts that the text of Section 3 gives for every classifier at 300 px. */
  TableExhibit correct() {
    TableBuilder table =
        new TableBuilder(
            "correct-per-class",
            "Cells called right, by class, 300 px",
            "The counts in the text beside Table 5. The audit shows that WEN kappa's counts do not give"
                + " its row of Table 4.",
            List.of(
                words("Classifier"),
                words("Numbers from"),
                numbers("Hem right"),
                numbers("ALL right"),
                words("Run")));
    for (Map<String, String> row : MondalPrinted.table("correct-per-class.csv").rows()) {
      String name = row.get("classifier");
      table.published(
          true,
          name,
          PRINTED,
          new Entry.Published(row.get("hem_correct_of_648") + " of 648"),
          new Entry.Published(row.get("all_correct_of_1219") + " of 1219"),
          "");
      Optional<RunFolder> run = run(MondalInput.CROPPED, name, runs.main());
      String id = id(run);
      table.add(
          Origin.OURS,
          false,
          id,
          name,
          "ours, " + runs.main().id(),
          run.map(r -> RunNumbers.matrix(r.predictions()))
              .<List<?>>map(
                  m ->
                      List.of(
                          m.tn() + " of " + (m.tn() + m.fp()), m.tp() + " of " + (m.tp() + m.fn())))
              .orElse(List.of(NOT_RUN, NOT_RUN)),
          id);
    }
    return table.build();
  }

  private static String id(Optional<RunFolder> run) {
    return run.map(r -> r.record().shortId()).orElse("");
  }

  private static List<Entry> measured(RunFolder run) {
    return METRICS.stream().map(metric -> measured(metric, run)).toList();
  }

  static Entry measured(Metric metric, RunFolder run) {
    return Entry.Measured.of(MondalRuns.value(metric, run), MondalRuns.interval(metric, run), 3);
  }
}
