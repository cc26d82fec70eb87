package org.leukokit.paper.audit;

import java.util.List;
import org.leukokit.audit.AuditedPaper;
import org.leukokit.paper.loey2020.LoeyAudit;
import org.leukokit.paper.mondal2021.MondalAudit;
import org.leukokit.paper.oliveira2021.OliveiraAudit;

/** The papers whose published numbers come with the kit. */
public final class AuditedPapers {
  private AuditedPapers() {}

  /** All of them, by key. */
  public static List<AuditedPaper> all() {
    return List.of(LoeyAudit.paper(), MondalAudit.paper(), OliveiraAudit.paper());
  }
}
