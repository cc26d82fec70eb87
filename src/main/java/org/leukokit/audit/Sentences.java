package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.leukokit.audit.PaperAudit.ClaimAudit;
import org.leukokit.audit.PaperAudit.TableAudit;
import org.leukokit.base.Text;
import org.leukokit.metric.ConfusionMatrix;

/** Findings in plain words. */
public final class Sentences {
  private static final int MISPRINTS_SHOWN = 3;

  private Sentences() {}

  /** The verdict of a row in a few words, such as {@code none: specificity must be 89.68}. */
  public static String verdict(RowFinding row) {
    return switch (row.verdict()) {
      case SEVERAL -> "several: " + number(row.fit().orElseThrow().matches().count());
      case ALTERNATIVE_SET -> {
        Fit fit = row.fit().orElseThrow();
        yield row.verdict().title()
            + " ("
            + fit.set().positives()
            + "+"
            + fit.set().negatives()
            + (fit.way() == Way.NEAREST ? ")" : ", " + fit.way().title() + ")");
      }
      case NONE ->
          row.nearest()
              .map(
                  m ->
                      m.values().size() == 1
                          ? "none: nearest has "
                              + m.values().get(0).score().title()
                              + " "
                              + m.mustBeText()
                          : "none: nearest has " + m.values().size() + " other values")
              .orElse("none: nothing near");
      case NOT_READ_WHOLE ->
          row.row().unread().size()
              + (row.row().unread().size() == 1 ? " cell" : " cells")
              + " not read, so not checked; the rest fits";
      default -> row.verdict().title();
    };
  }

  /** What was found for a row, sentence by sentence, without the arithmetic. */
  public static List<String> explain(RowFinding row) {
    List<String> all = new ArrayList<>();
    switch (row.verdict()) {
      case EXACTLY_ONE, SEVERAL, FROM_ROUNDED, TRUNCATED -> {
        Fit fit = row.fit().orElseThrow();
        all.add(
            (row.verdict() == Verdict.EXACTLY_ONE || row.verdict() == Verdict.SEVERAL
                    ? ""
                    : "No matrix gives the row rounded to the nearest; " + fit.way().title() + ": ")
                + Arithmetic.list(fit.set(), fit.matches())
                + ".");
        row.fits().stream()
            .skip(1)
            .forEach(
                f ->
                    all.add(
                        "It would also fit "
                            + f.set().name()
                            + " ("
                            + f.set().counts()
                            + "): "
                            + Arithmetic.list(f.set(), f.matches())
                            + "."));
      }
      case FOLD_MEANS ->
          all.add(
              "All cells together fit no matrix. As means over folds, the scores that can be"
                  + " decided fit "
                  + Arithmetic.list(row.stated(), row.fit().orElseThrow().matches())
                  + "; of the others nothing can be said.");
      case ALTERNATIVE_SET -> {
        all.add("No matrix over the stated " + row.stated().counts() + " gives the row.");
        row.fits().forEach(f -> all.add(fitSentence(f)));
      }
      case NONE -> all.add("No matrix over any set that was tried gives the row.");
      case NOT_READ_WHOLE ->
          all.add(
              "What could be read fits: "
                  + Arithmetic.list(row.stated(), row.fit().orElseThrow().matches())
                  + ". That says nothing of what was not read.");
      case NOTHING_TO_CHECK -> all.add("No value of the row could be read.");
    }
    if (!row.row().unread().isEmpty()) {
      all.add(
          "Not read: "
              + row.row().unread().stream()
                  .map(UnreadCell::toString)
                  .collect(Collectors.joining("; "))
              + ".");
    }
    if (row.row().values().size() == 1 && !row.misprints().isEmpty()) {
      all.add(slips(row));
    } else {
      row.misprints().stream().limit(MISPRINTS_SHOWN).forEach(m -> all.add(sentence(m)));
    }
    return all;
  }

  /** What can't be right about a row, in one sentence. */
  static String brief(RowFinding row) {
    String none = "No confusion matrix over " + row.stated().counts() + " gives the row";
    return switch (row.verdict()) {
      case ALTERNATIVE_SET ->
          none
              + "; it fits "
              + row.fits().stream()
                  .map(
                      f ->
                          f.set().counts()
                              + (f.way() == Way.NEAREST ? "" : " (" + f.way().title() + ")")
                              + ": "
                              + Arithmetic.list(f.set(), f.matches()))
                  .collect(Collectors.joining("; or "))
              + ".";
      case NONE -> {
        List<String> ways =
            row.misprints().stream()
                .filter(m -> m.values().size() == 1)
                .limit(MISPRINTS_SHOWN)
                .map(Sentences::change)
                .distinct()
                .toList();
        yield ways.isEmpty()
            ? none + ", nor over any other set that was tried."
            : none + ". It would if " + String.join("; or if ", ways) + ".";
      }
      default -> String.join(" ", explain(row));
    };
  }

  private static String change(Misprint m) {
    return m.values().get(0).score().title()
        + " were "
        + m.mustBeText()
        + ", not "
        + m.values().get(0).text()
        + " ("
        + (m.set().stated() ? "" : "on " + m.set().counts() + ": ")
        + Arithmetic.list(m.set(), m.matches())
        + ")";
  }

  private static String slips(RowFinding row) {
    String text = row.row().values().get(0).text();
    long numbers = 9 * text.chars().filter(Character::isDigit).count();
    return "Of the "
        + numbers
        + " numbers that differ from "
        + text
        + " in one digit, "
        + (row.misprints().size() + (row.misprints().size() == 1 ? " fits: " : " fit: "))
        + row.misprints().stream()
            .map(m -> m.mustBe().get(0) + " (" + Arithmetic.list(m.set(), m.matches()) + ")")
            .collect(Collectors.joining(", "))
        + (row.misprints().isEmpty() ? "" : ".");
  }

  private static String fitSentence(Fit fit) {
    return "On "
        + fit.set().name()
        + " ("
        + fit.set().counts()
        + ") it fits "
        + count(fit.matches())
        + (fit.way() == Way.NEAREST ? "" : " if " + fit.way().title())
        + ": "
        + Arithmetic.list(fit.set(), fit.matches())
        + ".";
  }

  private static String sentence(Misprint m) {
    String names =
        m.values().stream()
            .map(v -> v.score().title() + " " + v.shown())
            .collect(Collectors.joining(" and "));
    String start =
        "Without "
            + names
            + " the rest fits "
            + count(m.matches())
            + " on "
            + m.set().name()
            + " ("
            + m.set().counts()
            + (m.way() == Way.NEAREST ? "" : ", " + m.way().title())
            + "): "
            + Arithmetic.list(m.set(), m.matches());
    if (m.values().size() > 1) {
      return start + ".";
    }
    return start
        + "; "
        + m.values().get(0).score().title()
        + " would then be "
        + m.mustBeText()
        + ", not "
        + m.values().get(0).text()
        + (m.isSlipOfPen() ? " (one slip of the pen)." : ".");
  }

  private static String count(Matches matches) {
    return matches.count() == 1 ? "exactly one matrix" : number(matches.count()) + " matrices";
  }

  static List<Notice> notices(PaperAudit audit, TableAudit table) {
    List<Notice> all = new ArrayList<>();
    String place = audit.paper().key() + ", " + table.table().title();
    common(table)
        .ifPresent(
            set ->
                all.add(
                    new Notice(
                        place,
                        "Not one of the "
                            + table.rows().size()
                            + " rows can come from the stated test set of "
                            + table.rows().get(0).stated().counts()
                            + ". All of them fit "
                            + set.counts()
                            + " ("
                            + set.name()
                            + "), some only but for one value or one rounding.",
                        "The scores were measured on another set than the text says; accuracy,"
                            + " precision and F1 change with the mix of classes and can't be"
                            + " compared with those of others on the stated set.")));
    for (RowFinding row : table.rows()) {
      if (row.verdict().isFinding()) {
        all.add(new Notice(place + ", " + row.row().name(), brief(row), why(row)));
      }
    }
    return all;
  }

  /** The alternative set that explains every row of a table of which none fits the stated set. */
  private static Optional<TestSet> common(TableAudit table) {
    boolean none =
        table.rows().size() > 1
            && table.rows().stream()
                .allMatch(
                    r -> r.verdict() == Verdict.ALTERNATIVE_SET || r.verdict() == Verdict.NONE);
    if (!none) {
      return Optional.empty();
    }
    return table.rows().stream()
        .flatMap(r -> r.fits().stream().map(Fit::set))
        .distinct()
        .filter(set -> table.rows().stream().allMatch(r -> explains(set, r)))
        .findFirst();
  }

  private static boolean explains(TestSet set, RowFinding row) {
    return row.fits().stream().anyMatch(f -> f.set().equals(set))
        || row.misprints().stream().anyMatch(m -> m.set().equals(set) && m.values().size() == 1);
  }

  private static String why(RowFinding row) {
    return switch (row.verdict()) {
      case FROM_ROUNDED -> "Harmless by itself: the last digit is not that of the exact value.";
      case TRUNCATED -> "Harmless by itself: the last digits are cut off, not rounded.";
      case FOLD_MEANS -> "The row does not describe all cells together.";
      case ALTERNATIVE_SET -> mix(row.stated(), row.fit().orElseThrow());
      default ->
          row.nearest().isPresent()
              ? "At least one printed value is wrong, and whoever quotes it carries it on."
              : "The row can't be used as it stands.";
    };
  }

  /** What the class rates of a fit would give on the stated set. */
  private static String mix(TestSet stated, Fit fit) {
    ConfusionMatrix m = fit.matches().examples().get(0);
    double tp = m.sensitivity() * stated.positives();
    double tn = m.specificity() * stated.negatives();
    double fp = stated.negatives() - tn;
    double fn = stated.positives() - tp;
    return String.format(
        Locale.ROOT,
        "With the same share of each class recognised, the stated set would give an accuracy of"
            + " %.2f %%, a precision of %.2f %% and an F1 of %.2f %%.",
        100 * (tp + tn) / stated.total(),
        100 * tp / (tp + fp),
        200 * tp / (2 * tp + fp + fn));
  }

  static Notice notice(PaperAudit audit, ClaimAudit claim) {
    String why =
        claim.outcome().result() == Outcome.Result.FROM_ROUNDED
            ? "The printed digits are not those of the counts: one result stands there as two."
            : "The paper's own numbers do not bear the statement out.";
    return new Notice(
        audit.paper().key() + ", " + claim.claim().where() + ": " + claim.claim().statement(),
        Text.capital(claim.outcome().summary()) + ".",
        why);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
