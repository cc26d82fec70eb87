package org.leukokit.paper.across;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MethodRun;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;

/** The papers' own protocols beside the common folds. */
final class ProtocolExhibits {
  private final AcrossRuns runs;
  private final TableBuilder table;

  ProtocolExhibits(AcrossRuns runs) {
    this.runs = runs;
    this.table =
        new TableBuilder(
            "own-protocols",
            "The papers' own protocols beside the common folds",
            "Printed: the paper's accuracy. Own protocol: our run as the paper divides its cells,"
                + " from that paper's own page, all its test rows counted. Common folds: the same"
                + " network or classifier on this page's cells and folds. The three are of"
                + " different cells, divisions and trainings: they stand beside each other and no"
                + " difference between them is taken. Brackets: 95 % interval over groups.",
            List.of(
                words("Paper"),
                words("Method, as printed"),
                words("Run here as"),
                numbers("Printed (%)"),
                numbers("Own protocol (%)"),
                numbers("Strictest protocol (%)"),
                numbers("Common folds (%)"),
                words("Own run")));
  }

  TableExhibit table() {
    loey();
    oliveira();
    for (String input : List.of("450", "300")) {
      mondal(input);
    }
    return table.build();
  }

  private void loey() {
    boolean first = true;
    for (ClassifierSpec c : ClassifierSpec.paper()) {
      row(first, Entrant.LOEY, c.displayName(), printedByLoey(c.displayName()), c.id(), c.id());
      first = false;
    }
    for (String how : List.of("10-fold", "hold-out")) {
      String name = "CNN (AlexNet) " + how;
      row(false, Entrant.LOEY, name, printedByLoey(name), "cnn-" + how, Entrant.ALEXNET);
    }
  }

  private static double printedByLoey(String method) {
    Map<String, String> row = ClaimedGain.table(Entrant.LOEY, "table1.csv").row("method", method);
    return ClaimedGain.percent(row.get("accuracy_percent"), 1);
  }

  private void oliveira() {
    boolean first = true;
    for (Entrant e : Entrant.of(Entrant.OLIVEIRA)) {
      String name = e.title().replaceFirst(" \\(.*", "");
      Map<String, String> row =
          ClaimedGain.table(Entrant.OLIVEIRA, "table2.csv").row("architecture", name);
      row(
          first,
          Entrant.OLIVEIRA,
          name,
          ClaimedGain.percent(row.get("accuracy_percent"), 1),
          e.method(),
          e.id());
      first = false;
    }
  }

  private void mondal(String input) {
    boolean common = input.equals("300");
    boolean first = true;
    for (Entrant e : Entrant.of(Entrant.MONDAL)) {
      String name = e.title().replaceFirst(" \\(.*", "");
      row(
          first,
          Entrant.MONDAL,
          name + ", " + input + " px",
          ClaimedGain.mondal(input, name),
          e.method().replace("300", input),
          common ? e.id() : "");
      first = false;
    }
    Map<String, String> ensembles =
        Map.of(
            "SAP", "sap",
            "WEN acc", "wen-accuracy",
            "WEN auc", "wen-auc",
            "WEN f1", "wen-f1",
            "WEN kappa", "wen-kappa");
    for (String name : List.of("SAP", "WEN acc", "WEN auc", "WEN f1", "WEN kappa")) {
      String id = ensembles.get(name);
      row(
          false,
          Entrant.MONDAL,
          name + ", " + input + " px",
          ClaimedGain.mondal(input, name),
          id + "-" + input,
          common ? id : "");
    }
  }

  private void row(
      boolean first, String paper, String title, double printed, String own, String common) {
    Optional<RunFolder> published = runs.own(paper, own, Protocol.PUBLISHED);
    Optional<RunFolder> strict = runs.own(paper, own, Protocol.GROUP_DISJOINT);
    table.add(
        TableExhibit.Origin.OURS,
        first,
        "",
        paper,
        title,
        published.or(() -> strict).map(r -> r.record().title()).orElse(""),
        Double.isNaN(printed)
            ? new Entry.Missing("not available")
            : new Entry.Published(Double.toString(printed)),
        entry(published),
        entry(strict),
        common.isEmpty()
            ? new Entry.Missing("other input")
            : runs.entry(common)
                .map(e -> percent(e.predictions()))
                .orElse(new Entry.Missing("not run")),
        published.map(r -> r.record().shortId()).orElse(""));
  }

  private Entry entry(Optional<RunFolder> run) {
    return run.map(
            r ->
                percent(
                    new MethodRun(
                        r.record().title(), false, r.record().shortId(), r.predictions())))
        .orElse(new Entry.Missing("not run"));
  }

  private Entry percent(MethodRun run) {
    Interval i = run.interval(Metric.ACCURACY, runs.any().inputs().seed());
    return Entry.Measured.percent(run.accuracy(), i, 1);
  }
}
