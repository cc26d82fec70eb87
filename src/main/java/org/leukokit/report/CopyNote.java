package org.leukokit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.exhibit.Report;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Leakage;
import org.leukokit.study.FoldTables;

/** Says first of all in a report that identical images stand in training and test. */
final class CopyNote {
  private CopyNote() {}

  /**
   * The report, with a paragraph before all others where copies cross anything.
   *
   * @param runs those that the report is made from
   */
  static Report before(Report report, List<RunFolder> runs) {
    Optional<String> note = text(runs);
    if (note.isEmpty() || report.sections().isEmpty()) {
      return report;
    }
    List<Report.Section> sections = new ArrayList<>(report.sections());
    Report.Section first = sections.get(0);
    List<Report.Block> blocks = new ArrayList<>(first.blocks());
    blocks.add(0, new Report.Paragraph(note.get()));
    sections.set(0, new Report.Section(first.heading(), blocks));
    return new Report(
        report.key(),
        report.title(),
        report.reference(),
        report.synthetic(),
        report.dataLine(),
        sections);
  }

  /** The sentence; empty where no copy crosses. */
  static Optional<String> text(List<RunFolder> runs) {
    // Methods of one protocol mostly have the same folds: each is looked at once.
    Map<String, RunFolder> distinct = new TreeMap<>();
    for (RunFolder run : runs) {
      String key = run.record().inputs().protocol() + " " + run.folds().hashCode();
      distinct.putIfAbsent(key, run);
    }
    Map<String, Leakage> worst = new TreeMap<>();
    for (RunFolder run : distinct.values()) {
      try {
        Leakage found = Leakage.of(FoldTables.of(run));
        if (found.affected(Leakage.Kind.CONTENT) > 0) {
          worst.merge(
              run.record().inputs().protocol(),
              found,
              (a, b) ->
                  a.affectedShare(Leakage.Kind.CONTENT) >= b.affectedShare(Leakage.Kind.CONTENT)
                      ? a
                      : b);
        }
      } catch (UserError e) {
        // Predictions of others may name a protocol that the kit doesn't have.
        continue;
      }
    }
    if (worst.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    worst.forEach(
        (protocol, leak) ->
            parts.add(
                String.format(
                    Locale.ROOT,
                    "under %s %,d %s, with %,d of %,d test rows (%.1f %%)",
                    protocol,
                    leak.identicalPairs().size(),
                    leak.identicalPairs().size() == 1 ? "pair" : "pairs",
                    leak.affected(Leakage.Kind.CONTENT),
                    leak.testRows(),
                    100 * leak.affectedShare(Leakage.Kind.CONTENT))));
    return Optional.of(
        "Images that are identical in every pixel stand in training and in test: "
            + String.join("; ", parts)
            + ". What was learned by heart is right there.");
  }
}
