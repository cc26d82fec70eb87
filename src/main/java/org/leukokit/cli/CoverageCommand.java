package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.leukokit.base.UserError;
import org.leukokit.experiment.coverage.CoverageReport;
import org.leukokit.experiment.coverage.CoverageStudy;
import org.leukokit.experiment.coverage.RealSizes;
import org.leukokit.report.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit coverage}: how often the kit's intervals hold the truth. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says how often the intervals over groups hold the truth, and how often the tests find a"
          + " difference that is there or isn't, at the group sizes of C-NMC 2019: a simulation, in"
          + " which the truth is known.",
      "Data: none but the list of C-NMC 2019's files, which comes with the kit."
    })
final class CoverageCommand implements Callable<Integer> {
  static final int ROUNDS = 1000;

  @Spec private CommandSpec command;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "" + ROUNDS,
      description = "How many samples are drawn in each setting (default ${DEFAULT-VALUE}).")
  private int samples;

  @Mixin private SeedOption seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the report goes: DIR/coverage/index.html (default ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  @SuppressWarnings("try") // The lock is held, not asked.
  public Integer call() {
    if (samples < 100 || samples > 1_000_000) {
      throw new UserError("--samples must be 100 to 1000000, was " + samples);
    }
    PrintWriter console = command.commandLine().getOut();
    long began = System.nanoTime();
    Path folder = out.resolve(CoverageReport.KEY);
    try (FolderLock lock = FolderLock.take(folder)) {
      CoverageStudy study = new CoverageStudy(samples, seed.seed());
      List<CoverageStudy.Setting> settings = RealSizes.settings();
      Path page =
          ReportWriter.write(
              CoverageReport.of(
                  study,
                  settings,
                  study.run(settings, ConsoleProgress.onErrorStream()),
                  CommandFacts.items(command)),
              folder);
      console.printf(Locale.ROOT, "%s (%.1f s)%n", page, (System.nanoTime() - began) / 1e9);
      console.flush();
    }
    return 0;
  }
}
