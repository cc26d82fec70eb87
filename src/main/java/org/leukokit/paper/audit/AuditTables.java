package org.leukokit.paper.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leukokit.audit.Arithmetic;
import org.leukokit.audit.Fit;
import org.leukokit.audit.Matches;
import org.leukokit.audit.Misprint;
import org.leukokit.audit.PaperAudit.TableAudit;
import org.leukokit.audit.PrintedValue;
import org.leukokit.audit.RowFinding;
import org.leukokit.audit.Score;
import org.leukokit.audit.Sentences;
import org.leukokit.audit.TestSet;
import org.leukokit.audit.UnreadCell;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.exhibit.TableExhibit.Column;
import org.leukokit.exhibit.TableExhibit.Origin;
import org.leukokit.exhibit.TableExhibit.Row;
import org.leukokit.metric.ConfusionMatrix;

/** The tables of the audit's report. */
final class AuditTables {
  private static final int MOST_LISTED = 5;

  private AuditTables() {}

  /** Each row as printed, with its verdict. */
  static TableExhibit verdicts(TableAudit audit) {
    List<Score> scores =
        audit.table().rows().stream()
            .flatMap(
                r ->
                    Stream.concat(
                        r.values().stream().map(PrintedValue::score),
                        r.unread().stream().map(UnreadCell::score)))
            .distinct()
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words("row"));
    columns.add(Column.words("matrices that give it"));
    scores.forEach(s -> columns.add(Column.numbers(s.brief())));
    List<Row> rows = new ArrayList<>();
    for (RowFinding finding : audit.rows()) {
      List<Entry> entries = new ArrayList<>();
      entries.add(new Entry.Words(finding.row().name()));
      entries.add(new Entry.Words(verdict(finding)));
      for (Score score : scores) {
        entries.add(
            finding.row().values().stream()
                .filter(v -> v.score() == score)
                .findFirst()
                .<Entry>map(v -> new Entry.Published(v.shown()))
                .orElse(new Entry.Missing(unread(finding, score))));
      }

      rows.add(new Row(Origin.PUBLISHED, false, "", entries));
    }
    return new TableExhibit(
        audit.table().id() + "-verdicts",
        audit.table().title() + ": verdicts",
        "Values as printed. Behind a verdict: right cells of each class. Stated counts: "
            + audit.table().sets().get(0).counts()
            + ". "
            + audit.table().basis(),
        columns,
        rows);
  }

  private static String unread(RowFinding finding, Score score) {
    return finding.row().unread().stream()
        .filter(u -> u.score() == score)
        .findFirst()
        .map(u -> "not read")
        .orElse("not available");
  }

  /** Each value with the sum that it follows from. */
  static TableExhibit arithmetic(TableAudit audit) {
    List<Row> rows = new ArrayList<>();
    for (RowFinding finding : audit.rows()) {
      Example example = example(finding);
      if (example == null) {
        continue;
      }
      List<String> labels =
          List.of(
              finding.row().name(),
              String.format(
                  Locale.ROOT, "%,d %s +", example.matrix.tp(), example.set.positiveName()),
              String.format(
                  Locale.ROOT, "%,d %s right", example.matrix.tn(), example.set.negativeName()),
              example.set.stated()
                  ? ""
                  : "of " + example.set.positives() + " + " + example.set.negatives());
      List<Arithmetic.Step> steps = Arithmetic.steps(finding.row().values(), example.matrix);
      for (int i = 0; i < Math.max(steps.size(), labels.size()); i++) {
        String label = i < labels.size() ? labels.get(i) : "";
        if (i < steps.size() || !label.isEmpty()) {
          rows.add(
              line(i == 0, label, i < steps.size() ? Optional.of(steps.get(i)) : Optional.empty()));
        }
      }
    }
    return new TableExhibit(
        audit.table().id() + "-arithmetic",
        audit.table().title() + ": the arithmetic",
        "For each row the first matrix that gives it, or gives all of it but for the fewest values."
            + " Exact values are cut two digits behind the printed ones, not rounded.",
        List.of(
            Column.words("row and matrix"),
            Column.words("score"),
            Column.words("sum"),
            Column.numbers("exact"),
            Column.numbers("printed"),
            Column.words("verdict")),
        rows);
  }

  /** The verdict; where the row fits, with the right cells of each class. */
  private static String verdict(RowFinding finding) {
    String verdict = Sentences.verdict(finding);
    if (finding.verdict().isFinding() || finding.fit().isEmpty()) {
      return verdict;
    }
    Matches matches = finding.fit().get().matches();
    if (matches.count() > MOST_LISTED) {
      return verdict;
    }
    return verdict
        + ": "
        + matches.examples().stream()
            .map(m -> m.tp() + "+" + m.tn())
            .collect(Collectors.joining(", "));
  }

  private static Row line(boolean first, String label, Optional<Arithmetic.Step> step) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(label));
    entries.add(words(step.map(s -> s.value().score().brief())));
    entries.add(words(step.map(Arithmetic.Step::formula)));
    entries.add(words(step.map(Arithmetic.Step::exact)));
    entries.add(words(step.map(s -> s.value().shown())));
    entries.add(words(step.map(Arithmetic.Step::note)));
    return new Row(Origin.OURS, first, "", entries);
  }

  private static Entry words(Optional<String> text) {
    return new Entry.Words(text.orElse(""));
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
