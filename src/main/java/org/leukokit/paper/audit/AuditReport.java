package org.leukokit.paper.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.leukokit.audit.Notice;
import org.leukokit.audit.Outcome;
import org.leukokit.audit.PaperAudit;
import org.leukokit.audit.PaperAudit.ClaimAudit;
import org.leukokit.audit.PaperAudit.TableAudit;
import org.leukokit.audit.RowFinding;
import org.leukokit.audit.Sentences;
import org.leukokit.audit.TableReading;
import org.leukokit.audit.Trial;
import org.leukokit.base.Text;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Block;
import org.leukokit.exhibit.Report.Definitions;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;

/** The audit as a report. */
public final class AuditReport {
  private final List<PaperAudit> audits;
  private final Trial trial;
  private final List<Section> more;

  private AuditReport(List<PaperAudit> audits, Trial trial, List<Section> more) {
    this.more = List.copyOf(more);
    this.audits = List.copyOf(audits);
    this.trial = trial;
  }

  /**
   * The report.
   *
   * @param key the report's key
   * @param title its heading
   * @param audits what was found
   * @param trial how the search did on made-up tables
   */
  public static Report of(String key, String title, List<PaperAudit> audits, Trial trial) {
    return of(key, title, audits, trial, List.of());
  }

  /**
   * The report with more sections before that of the method.
   *
   * @param key the report's key
   * @param title its heading
   * @param audits what was found
   * @param trial how the search did on made-up tables
   * @param more the sections
   */
  public static Report of(
      String key, String title, List<PaperAudit> audits, Trial trial, List<Section> more) {
    return new AuditReport(audits, trial, more).report(key, title);
  }

  private Report report(String key, String title) {
    List<Section> sections = new ArrayList<>();
    sections.add(summary());
    audits.forEach(a -> sections.add(section(a)));
    sections.addAll(more);
    sections.add(method());
    return new Report(
        key,
        title,
        audits.stream().map(a -> a.paper().reference()).collect(Collectors.joining(" · ")),
        false,
        "Published numbers only: no images, no runs, no opinions",
        sections);
  }

  private Section summary() {
    List<Block> blocks = new ArrayList<>();
    List<Notice> notices = audits.stream().flatMap(a -> a.notices().stream()).toList();
    long rows = rows().size();
    long cannot = rows().stream().filter(r -> r.verdict().isFinding()).count();
    long unchecked = rows().stream().filter(r -> !r.verdict().isChecked()).count();
    long claims = audits.stream().mapToLong(a -> a.claims().size()).sum();
    long failing =
        audits.stream()
            .flatMap(a -> a.claims().stream())
            .filter(c -> c.outcome().result().isFinding())
            .count();
    blocks.add(
        new Paragraph(
            String.format(
                Locale.ROOT,
                "A score of a two-class test is a quotient of whole numbers of cells, so only some"
                    + " digits can be printed together. Of %,d printed rows, %,d can come from the"
                    + " test set that is named beside their table and %,d cannot.%s%s What is listed here"
                    + " follows from printed numbers alone; it says that they do not fit together,"
                    + " not how that came about.",
                rows,
                rows - cannot - unchecked,
                cannot,
                unchecked == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        " Of %,d nothing is said: a cell could not be read, or none is printed.",
                        unchecked),
                claims == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        " Of %,d sums, shares, margins and statements, %,d are not borne out.",
                        claims,
                        failing))));
    if (notices.isEmpty()) {
      blocks.add(new Paragraph("Nothing was found that cannot be right."));
    } else {
      blocks.add(
          new Definitions(
              notices.stream().map(n -> new Item(n.where(), n.what() + " " + n.why())).toList()));
    }
    return new Section("Which printed numbers cannot be right, and why that matters", blocks);
  }

  private List<RowFinding> rows() {
    return audits.stream()
        .flatMap(a -> a.tables().stream())
        .flatMap(t -> t.rows().stream())
        .toList();
  }

  private static Section section(PaperAudit audit) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(audit.paper().reference()));
    for (TableAudit table : audit.tables()) {
      blocks.add(new Shown(AuditTables.verdicts(table)));
      // Rows that fit and no more are told by the table.
      List<Item> items =
          table.rows().stream()
              .filter(
                  r -> r.verdict().isFinding() || !r.verdict().isChecked() || r.fits().size() > 1)
              .map(
                  r ->
                      new Item(
                          r.row().name() + ": " + Sentences.verdict(r),
                          String.join(" ", Sentences.explain(r))))
              .toList();
      if (!items.isEmpty()) {
        blocks.add(new Definitions(items));
      }
      blocks.add(new Shown(AuditTables.arithmetic(table)));
      reading(table.table().reading()).ifPresent(blocks::add);
    }
    claims(blocks, audit, true, "Statements that the paper's own numbers do not bear out");
    claims(blocks, audit, false, "Sums, shares, margins and statements that hold");
    return new Section(audit.paper().title(), blocks);
  }

  /** What was not read, and how the rest was; nothing of a table that was read as it stands. */
  private static Optional<Block> reading(TableReading reading) {
    List<Item> items = new ArrayList<>();
    if (!reading.columnsNotRead().isEmpty()) {
      items.add(new Item("Columns not read", String.join("; ", reading.columnsNotRead()) + "."));
    }
    if (!reading.notes().isEmpty()) {
      items.add(
          new Item(
              "How cells were read",
              Text.capital(String.join(". ", reading.notes()))
                  + "."
                  + (reading.notes().stream().anyMatch(n -> n.contains("±"))
                      ? " A value with ± may be the mean of several runs: then only accuracy,"
                          + " sensitivity, specificity and balanced accuracy over the same cells"
                          + " must come from whole numbers of cells, of all runs together."
                      : "")));
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(new Definitions(items));
  }

  private static void claims(
      List<Block> blocks, PaperAudit audit, boolean findings, String heading) {
    List<Item> items =
        audit.claims().stream()
            .filter(c -> c.outcome().result().isFinding() == findings)
            .map(AuditReport::item)
            .toList();
    if (!items.isEmpty()) {
      blocks.add(new Paragraph(heading + " (" + items.size() + "):"));
      blocks.add(new Definitions(items));
    }
  }

  private static Item item(ClaimAudit c) {
    Outcome outcome = c.outcome();
    return new Item(
        c.claim().where() + ". " + c.claim().statement() + ": " + outcome.result().title(),
        String.join("; ", outcome.arithmetic()));
  }

  private Section method() {
    return new Section(
        "How this was done",
        List.of(
            new Definitions(
                List.of(
                    new Item(
                        "Search",
                        "Every confusion matrix over the stated class counts is covered, in whole"
                            + " numbers; at the ends of a printed interval exact quotients decide,"
                            + " not floating point."),
                    new Item(
                        "Rounding",
                        "The decimals printed define it. A value fits if the exact one is at most"
                            + " half a unit of the last printed place away, both ends included, so"
                            + " that halves up, halves down and halves to even all pass. Only where"
                            + " that fails: values computed from others that were rounded to the"
                            + " same places first (F1, balanced accuracy, weighted scores, kappa),"
                            + " then values cut off. An undefined score counts as 0, as"
                            + " scikit-learn prints it."),
                    new Item(
                        "Other sets",
                        "Only where the stated counts fail: sets that the source suggests, then the"
                            + " classes balanced to the smaller or the larger one, then the classes"
                            + " the other way round."),
                    new Item(
                        "Means over folds",
                        "With stratified folds of one size the mean of accuracy, sensitivity,"
                            + " specificity and balanced accuracy equals that of all cells, so those"
                            + " are searched as if pooled. Of a mean of precisions, F1 or kappas"
                            + " nothing is decided."),
                    new Item(
                        "Misprints",
                        "Where nothing fits, each value is left out in turn (then two, then three)"
                            + " until the rest fits; the matrices found say what it must be."),
                    new Item("False alarms and misses", trial.sentence())))));
  }
}
