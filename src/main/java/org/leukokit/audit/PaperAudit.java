package org.leukokit.audit;

import java.util.List;
import java.util.stream.Stream;

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
