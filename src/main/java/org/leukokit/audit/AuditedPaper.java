package org.leukokit.audit;

import java.util.List;
import java.util.Objects;

/**
 * What of a paper can be audited: data only, no findings.
 *
 * @param key the paper's key
 * @param title its short title
 * @param reference the paper, as it is cited
 * @param tables its tables of scores
 * @param claims what else it states that its own numbers can bear out
 */
public record AuditedPaper(
    String key, String title, String reference, List<AuditedTable> tables, List<Claim> claims) {
  /** Copies the lists. */
  public AuditedPaper {
    Objects.requireNonNull(key, "key");
    tables = List.copyOf(tables);
    claims = List.copyOf(claims);
  }
}
