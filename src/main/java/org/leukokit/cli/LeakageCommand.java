package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.CellList;
import org.leukokit.data.Dataset;
import org.leukokit.data.Manifest;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.experiment.leakage.DialReport;
import org.leukokit.experiment.leakage.DialStudy;
import org.leukokit.experiment.leakage.FileListReport;
import org.leukokit.experiment.leakage.MadePairs;
import org.leukokit.experiment.leakage.PixelSection;
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
      "Says what leaks between training and test in C-NMC 2019, from its list of files and, with"
          + " --data, from pixels; and what each leak is worth, on phantoms whose truth is known.",
      "Data: none unless you name one; then what is at hand of it is looked at."
    })
final class LeakageCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private DataOptions data;

  @Mixin private SeedOption seed;

  @Option(
      names = "--phantom-seeds",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many seeds of phantoms show what each leak is worth (default ${DEFAULT-VALUE}, a"
              + " minute on two cores; 0: no report on phantoms).")
  private int seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description =
          "Where the reports go: DIR/leakage/index.html and DIR/leakage-phantom/index.html (default"
              + " ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private MirrorOption mirror;

  @Override
  @SuppressWarnings("try") // The lock is held, not asked.
  public Integer call() {
    if (seeds < 0 || seeds > 1000) {
      throw new UserError("--phantom-seeds must be 0 to 1000, was " + seeds);
    }
    PrintWriter console = command.commandLine().getOut();
    long began = System.nanoTime();
    Progress progress = ConsoleProgress.onErrorStream();
    Path folder = out.resolve("leakage");
    try (FolderLock lock = FolderLock.take(folder)) {
      Path page =
          ReportWriter.write(
              FileListReport.of(
                  CellList.of(Manifest.named("cnmc2019")),
                  seed.seed(),
                  pixels(progress),
                  CommandFacts.items(command)),
              folder);
      done(console, page, began);
    }
    if (seeds > 0) {
      phantoms(console, progress);
    }
    return 0;
  }

  @SuppressWarnings("try") // The lock is held, not asked.
  private void phantoms(PrintWriter console, Progress progress) {
    long began = System.nanoTime();
    Path folder = out.resolve("leakage-phantom");
    try (FolderLock lock = FolderLock.take(folder)) {
      List<DialStudy.Point> points =
          DialStudy.run(
              DialStudy.settings(),
              seeds,
              folder.resolve("runs"),
              CommandFacts.of(command),
              progress);
      Path page =
          ReportWriter.write(
              DialReport.of(
                  points, MadePairs.search(seed.seed(), progress), CommandFacts.items(command)),
              folder);
      done(console, page, began);
    }
  }

  private static void done(PrintWriter console, Path page, long began) {
    console.printf(Locale.ROOT, "%s (%.1f s)%n", page, (System.nanoTime() - began) / 1e9);
    console.flush();
  }

  private List<Section> pixels(Progress progress) {
    if (!data.named()) {
      data.requireNone("with --data; add --data cnmc2019");
      return List.of();
    }
    // Whatever is at hand is looked at, and the section says how much that is.
    Dataset photographs = data.openWhatIsThere("", mirror.store(), progress);
    return List.of(PixelSection.of(photographs, progress));
  }
}
