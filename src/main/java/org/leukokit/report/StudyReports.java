package org.leukokit.report;

import java.nio.file.Path;
import java.util.List;
import org.leukokit.exhibit.Report;
import org.leukokit.experiment.size.SizeReport;
import org.leukokit.experiment.size.SizeStudy;
import org.leukokit.paper.Paper;
import org.leukokit.paper.across.Across;
import org.leukokit.paper.across.AcrossReport;
import org.leukokit.paper.finetune.FinetuneStudy;
import org.leukokit.paper.plain.PlainReport;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;

/**
 * The one way from a folder of run folders to a report. Whoever runs a study goes it as well, so
 * that a report that is made again can't differ from the first.
 */
public final class StudyReports {
  private StudyReports() {}

  /**
   * The report of the study in a folder of run folders.
   *
   * @throws org.leukokit.base.UserError if there is no study, or a file of it is missing or changed
   */
  public static Report of(Path runs) {
    StudyFolder study = StudyFolder.read(runs);
    return of(study, study.readRuns(runs), study.readPanels(runs));
  }

  /**
   * The report of a study that was read already.
   *
   * @throws org.leukokit.base.UserError if this version knows no such report
   * @throws IllegalArgumentException if runs or pictures that the report needs are not among those
   *     given
   */
  public static Report of(StudyFolder study, List<RunFolder> runs, PanelFolder panels) {
    Report report =
        switch (study.report()) {
          case StudyFolder.PLAIN -> PlainReport.of(runs, study.notes());
          case SizeStudy.KEY -> SizeReport.of(runs, study.notes());
          case Across.KEY -> AcrossReport.of(runs, study.notes());
          case FinetuneStudy.KEY -> FinetuneStudy.report(runs, panels, study.notes());
          default -> Paper.named(study.report()).report(runs, panels, study.notes());
        };
    return CopyNote.before(report, runs);
  }
}
