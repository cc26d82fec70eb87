package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.audit.Arithmetic;
import org.leukokit.audit.Fit;
import org.leukokit.audit.Misprint;
import org.leukokit.audit.PaperAudit;
import org.leukokit.audit.PaperAudit.ClaimAudit;
import org.leukokit.audit.PaperAudit.TableAudit;
import org.leukokit.audit.RowFinding;
import org.leukokit.audit.Sentences;
import org.leukokit.audit.TableReading;
import org.leukokit.base.Text;
import org.leukokit.metric.ConfusionMatrix;

/** The audit on a terminal. */
final class AuditConsole {
  private static final int WIDTH = 100;
  private static final String INDENT = "      ";

  private final PrintWriter out;
  private final boolean everything;

  /**
   * @param out where to
   * @param everything whether the arithmetic of what fits is printed as well
   */
  AuditConsole(PrintWriter out, boolean everything) {
    this.out = out;
    this.everything = everything;
  }

  void print(List<PaperAudit> audits) {
    for (PaperAudit audit : audits) {
      out.println(audit.paper().title());
      audit.tables().forEach(this::table);
      claims(audit);
      out.println();
    }
  }

  /** What several papers cite of one work with different numbers. */
  void across(List<String> lines) {
    out.println("Across the papers");
    lines.forEach(l -> wrap(l, "  "));
    out.println();
  }

  private void table(TableAudit audit) {
    out.println("  " + audit.table().title() + ", on " + audit.table().sets().get(0).counts());
    int width = audit.rows().stream().mapToInt(r -> r.row().name().length()).max().orElse(0);
    for (RowFinding row : audit.rows()) {
      String name = row.row().name() + " ".repeat(width - row.row().name().length());
      String mark =
          row.verdict().isFinding() ? "  ! " : row.verdict().isChecked() ? "    " : "  ? ";
      out.println(mark + name + "  " + Sentences.verdict(row));
      if (row.verdict().isFinding() || !row.verdict().isChecked() || everything) {
        Sentences.explain(row).forEach(s -> wrap(s, INDENT));
        example(row).forEach(m -> steps(row, m));
      }
    }
    TableReading reading = audit.table().reading();
    if (!reading.columnsNotRead().isEmpty()) {
      wrap("Columns not read: " + String.join("; ", reading.columnsNotRead()), "  ");
    }
    reading.notes().forEach(n -> wrap(Text.capital(n), "  "));
  }

  private void steps(RowFinding row, ConfusionMatrix m) {
    Arithmetic.steps(row.row().values(), m).forEach(s -> wrap(s.toString(), INDENT + "  "));
  }

  private static List<ConfusionMatrix> example(RowFinding row) {
    return row.fit()
        .map(Fit::matches)
        .or(() -> row.nearest().map(Misprint::matches))
        .map(m -> m.examples().subList(0, 1))
        .orElse(List.of());
  }

  private void claims(PaperAudit audit) {
    if (audit.claims().isEmpty()) {
      return;
    }
    List<ClaimAudit> findings =
        audit.claims().stream().filter(c -> c.outcome().result().isFinding()).toList();
    out.println(
        String.format(
            Locale.ROOT,
            "  Sums, shares, margins and statements: %d of %d hold",
            audit.claims().size() - findings.size(),
            audit.claims().size()));
    for (ClaimAudit c : everything ? audit.claims() : findings) {
      String mark = c.outcome().result().isFinding() ? "! " : "  ";
      wrap(
          mark
              + c.claim().where()
              + ". "
              + c.claim().statement()
              + ": "
              + c.outcome().result().title(),
          "  ");
      c.outcome().arithmetic().forEach(a -> wrap(a, INDENT + "  "));
    }
  }

  private void wrap(String text, String indent) {
    List<String> line = new ArrayList<>();
    int length = indent.length();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && length + word.length() + 1 > WIDTH) {
        out.println(indent + String.join(" ", line));
        line.clear();
        length = indent.length();
      }
      line.add(word);
      length += word.length() + 1;
    }
    out.println(indent + String.join(" ", line));
  }
}
