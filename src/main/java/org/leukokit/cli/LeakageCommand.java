package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.leukokit.data.CellList;
import org.leukokit.data.Manifest;
import org.leukokit.experiment.leakage.FileListReport;
import org.leukokit.report.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit leakage}: what stands on both sides of folds, and what that is worth. */
@Command(
    name = "leakage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what leaks between training and test in C-NMC 2019, from its list of files."
    })
final class LeakageCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of every random draw (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the reports go: DIR/leakage/index.html (default ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private MirrorOption mirror;

  @Override
  @SuppressWarnings("try") // The lock is held, not asked.
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    long began = System.nanoTime();
    Path folder = out.resolve("leakage");
    try (FolderLock lock = FolderLock.take(folder)) {
      Path page =
          ReportWriter.write(
              FileListReport.of(
                  CellList.of(Manifest.named("cnmc2019")),
                  seed,
                  List.of(),
                  CommandFacts.items(command)),
              folder);
      console.printf(Locale.ROOT, "%s (%.1f s)%n", page, (System.nanoTime() - began) / 1e9);
      console.flush();
    }
    return 0;
  }
}
