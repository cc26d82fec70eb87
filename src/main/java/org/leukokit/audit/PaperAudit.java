package org.leukokit.audit;

import java.util.List;
import java.util.stream.Stream;
import org.leukokit.base.UserError;

/**
 * What the audit found in one paper.
 *
 * @param paper the paper
 * @param tables its tables of scores
 * @param claims its other claims
 */
public record PaperAudit(AuditedPaper paper, List<TableAudit> tables, List<ClaimAudit> claims) {
  /** Copies the lists. */
  public PaperAudit {
    tables = List.copyOf(tables);
    claims = List.copyOf(claims);
  }

  /**
   * A table with what was found.
   *
   * @param table the table
   * @param rows what was found, row by row
   */
  public record TableAudit(AuditedTable table, List<RowFinding> rows) {
    /** Copies the list. */
    public TableAudit {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A claim with what was found.
   *
   * @param claim the claim
   * @param outcome what was found
   */
  public record ClaimAudit(Claim claim, Outcome outcome) {}

  /** Audits a paper. */
  public static PaperAudit of(AuditedPaper paper) {
    return new PaperAudit(
        paper,
        paper.tables().stream().map(t -> new TableAudit(t, t.audit())).toList(),
        paper.claims().stream().map(c -> new ClaimAudit(c, c.check())).toList());
  }

  /** Whether any row of its tables was checked: found to fit whole, or found not to. */
  public boolean anyChecked() {
    return rows().anyMatch(r -> r.verdict().isChecked());
  }

  /**
   * Refuses a table of which no row could be checked.
   *
   * @return this audit
   * @throws UserError if no row was checked; it names the first cells and columns that were not
   *     read
   */
  public PaperAudit requireChecked() {
    if (anyChecked()) {
      return this;
    }
    List<String> why =
        Stream.concat(
                rows().flatMap(r -> r.row().unread().stream().map(u -> r.row().name() + ": " + u)),
                tables.stream().flatMap(t -> t.table().reading().columnsNotRead().stream()))
            .toList();
    int most = 3;
    throw new UserError(
        paper.reference()
            + ": no row could be checked; "
            + (why.isEmpty()
                ? "no score is printed in it"
                : "not read: "
                    + String.join("; ", why.subList(0, Math.min(most, why.size())))
                    + (why.size() > most ? "; and " + (why.size() - most) + " more" : ""))
            + ". Print each score as one number, such as 89.37 or 0.8937");
  }

  private Stream<RowFinding> rows() {
    return tables.stream().flatMap(t -> t.rows().stream());
  }

  /** What a reader should know, in the order of the paper. */
  public List<Notice> notices() {
    return Stream.concat(
            tables.stream().flatMap(t -> Sentences.notices(this, t).stream()),
            claims.stream()
                .filter(c -> c.outcome().result().isFinding())
                .map(c -> Sentences.notice(this, c)))
        .toList();
  }
}
