package org.leukokit.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.leukokit.audit.PaperAudit;
import org.leukokit.base.Progress;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.data.CellList;
import org.leukokit.data.Manifest;
import org.leukokit.exhibit.Report;
import org.leukokit.experiment.coverage.CoverageReport;
import org.leukokit.experiment.coverage.CoverageStudy;
import org.leukokit.experiment.coverage.RealSizes;
import org.leukokit.experiment.leakage.DialReport;
import org.leukokit.experiment.leakage.DialStudy;
import org.leukokit.experiment.leakage.FileListReport;
import org.leukokit.experiment.leakage.MadePairs;
import org.leukokit.paper.audit.AcrossPapers;
import org.leukokit.paper.audit.AuditReport;
import org.leukokit.paper.audit.AuditedPapers;
import org.leukokit.paper.audit.MeasuredTrial;

/**
 * Reports that need no run folders: what they state follows from what comes with the kit, so that
 * they can be checked by computing it anew, with the options that are the commands' defaults.
 */
final class RecomputedReports {
  static final long SEED = 1;
  static final int DIAL_SEEDS = 10;

  private RecomputedReports() {}

  /**
   * How to compute the report of a folder anew.
   *
   * @return empty if it is none of these
   */
  static Optional<Supplier<Report>> of(Path folder, Progress progress) {
    return switch (String.valueOf(folder.toAbsolutePath().normalize().getFileName())) {
      case "audit" -> Optional.of(RecomputedReports::audit);
      case "leakage" -> Optional.of(RecomputedReports::leakage);
      case CoverageReport.KEY -> Optional.of(() -> coverage(progress));
      case "leakage-phantom" -> Optional.of(() -> dials(progress));
      default -> Optional.empty();
    };
  }

  private static Report audit() {
    List<PaperAudit> audits = AuditedPapers.all().stream().map(PaperAudit::of).toList();
    return AuditReport.of(
        "audit",
        AuditCommand.TITLE,
        audits,
        MeasuredTrial.result(),
        List.of(AcrossPapers.section()));
  }

  private static Report leakage() {
    return FileListReport.of(CellList.of(Manifest.named("cnmc2019")), SEED, List.of(), List.of());
  }

  private static Report coverage(Progress progress) {
    CoverageStudy study = new CoverageStudy(CoverageCommand.ROUNDS, SEED);
    List<CoverageStudy.Setting> settings = RealSizes.settings();
    return CoverageReport.of(study, settings, study.run(settings, progress), List.of());
  }

  private static Report dials(Progress progress) {
    try (TemporaryFolder scratch = TemporaryFolder.open()) {
      return DialReport.of(
          DialStudy.run(DialStudy.settings(), DIAL_SEEDS, scratch.path(), Map.of(), progress),
          MadePairs.search(SEED, progress),
          List.of());
    }
  }
}
