package org.leukokit.paper.audit;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.audit.Arithmetic;
import org.leukokit.audit.Fit;
import org.leukokit.audit.Misprint;
import org.leukokit.audit.PaperAudit.TableAudit;
import org.leukokit.audit.PrintedValue;
import org.leukokit.audit.RowFinding;
import org.leukokit.audit.Score;
import org.leukokit.audit.Sentences;
import org.leukokit.audit.TestSet;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Column;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.exhibit.TableExhibit.Row;
import org.leukokit.metric.ConfusionMatrix;

/** The tables of the audit's report. */
final class AuditTables {
  private AuditTables() {}

  /** Each row as printed, with its verdict. */
  static TableExhibit verdicts(TableAudit audit) {
    List<Score> scores =
        audit.table().rows().stream()
            .flatMap(r -> r.values().stream().map(PrintedValue::score))
            .distinct()
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("row"));
    scores.forEach(s -> columns.add(Column.numbers(s.title())));
    columns.add(Column.words("confusion matrices that give it"));
    List<Row> rows = new ArrayList<>();
    for (RowFinding finding : audit.rows()) {
      List<Entry> entries = new ArrayList<>();
      entries.add(new Entry.Words(finding.row().name()));
      for (Score score : scores) {
        entries.add(
            finding.row().values().stream()
                .filter(v -> v.score() == score)
                .findFirst()
                .<Entry>map(v -> new Entry.Published(v.shown()))
                .orElse(new Entry.Missing("not available")));
      }
      entries.add(new Entry.Words(Sentences.verdict(finding)));
      rows.add(new Row(Origin.PUBLISHED, false, "", entries));
    }
    return new TableExhibit(
        audit.table().id() + "-verdicts",
        audit.table().title() + ": verdicts",
        "Values as printed; stated counts: "
            + audit.table().sets().get(0).counts()
            + ". "
            + audit.table().basis(),
        columns,
        rows);
  }

  /** Each value with the sum that it follows from. */
  static TableExhibit arithmetic(TableAudit audit) {
    List<Row> rows = new ArrayList<>();
    for (RowFinding finding : audit.rows()) {
      Example example = example(finding);
      if (example == null) {
        continue;
      }
      boolean first = true;
      for (Arithmetic.Step step : Arithmetic.steps(finding.row().values(), example.matrix)) {
        rows.add(
            new Row(
                Origin.OURS,
                first,
                "",
                List.of(
                    new Entry.Words(first ? finding.row().name() : ""),
                    new Entry.Words(first ? Arithmetic.right(example.set, example.matrix) : ""),
                    new Entry.Words(step.value().score().title()),
                    new Entry.Words(step.formula()),
                    new Entry.Words(step.exact()),
                    new Entry.Words(step.value().shown()),
                    new Entry.Words(step.note()))));
        first = false;
      }
    }
    return new TableExhibit(
        audit.table().id() + "-arithmetic",
        audit.table().title() + ": the arithmetic",
        "For each row the first matrix that gives it, or gives all of it but for the fewest values."
            + " Exact values are cut two digits behind the printed ones, not rounded.",
        List.of(
            Column.words("row"),
            Column.words("matrix"),
            Column.words("score"),
            Column.words("sum"),
            Column.numbers("exact"),
            Column.numbers("printed"),
            Column.words("verdict")),
        rows);
  }

  /** A matrix to show a row's arithmetic by, with its set. */
  record Example(TestSet set, ConfusionMatrix matrix) {}

  /** The first matrix that gives a row or comes nearest; null where there is none. */
  static Example example(RowFinding finding) {
    if (finding.fit().isPresent()) {
      Fit fit = finding.fit().get();
      return new Example(fit.set(), fit.matches().examples().get(0));
    }
    if (finding.nearest().isPresent()) {
      Misprint nearest = finding.nearest().get();
      return new Example(nearest.set(), nearest.matches().examples().get(0));
    }
    return null;
  }
}
