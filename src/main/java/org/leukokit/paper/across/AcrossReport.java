package org.leukokit.paper.across;

import java.util.List;
import org.leukokit.exhibit.Report;
import org.leukokit.record.RunFolder;

/** The page across the papers. */
public final class AcrossReport {
  private AcrossReport() {}

  /**
   * The report.
   *
   * @param runs the comparison's runs, the papers' own and the user's
   * @param notes what else a reader must know
   */
  public static Report of(List<RunFolder> runs, List<String> notes) {
    AcrossRuns all = new AcrossRuns(runs);
    StringBuilder text = new StringBuilder();
    all.entries().forEach(e -> text.append(e.title()).append(' ').append(e.predictions().accuracy()).append("; "));
    return new Report("across", "Across", "x", all.any().data().synthetic(), "data", List.of(Report.Section.of("x", new Report.Paragraph(text.toString()))));
  }
}
