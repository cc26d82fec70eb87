package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.leukokit.base.UserError;
import org.leukokit.record.RunArchive;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyReports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit report}: from run folders to a report. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a report again from run folders alone: no images, no weights, no network.",
      "",
      "A folder that 'reproduce' wrote gives the paper's report, byte for byte. Any other run"
          + " folders give a plain report of what they measured."
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Run folders, or folders that hold them, such as reports/loey2020.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the report goes: DIR/index.html; the run folders are copied to DIR/runs if they"
              + " are not there, so that a report can always be checked. Default: beside the runs.")
  private Path out;

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() {
    long began = System.nanoTime();
    PrintWriter console = command.commandLine().getOut();
    folders.forEach(ReportCommand::unpack);
    RunArguments arguments = RunArguments.of(folders);
    Path place = arguments.study().orElse(arguments.runs().get(0).getParent());
    Path folder = out == null ? beside(place) : out.toAbsolutePath().normalize();
    try (FolderLock lock = FolderLock.take(folder)) {
      Path runs = folder.resolve(RunArguments.RUNS);
      StudyFolder study = arguments.study().map(StudyFolder::read).orElse(null);
      if (study == null) {
        study = plain(arguments.runs(), runs);
        study.write(runs);
      } else if (study.report().equals(StudyFolder.PLAIN)) {
        // Runs that came since then, such as imported ones, are shown too.
        study = plain(RunArguments.runsOf(place), runs);
        study.write(runs);
      } else if (!runs.equals(place)) {
        study.copy(place, runs);
        study.write(runs);
      }
      Path page = ReportWriter.write(StudyReports.of(runs), folder);
      PageLine.print(console, page, study.runs().size(), began);
    }
    return 0;
  }

  /** A report that was passed on with its runs packed gets its run folders back. */
  private static void unpack(Path folder) {
    Path archive = folder.resolve(RunArchive.NAME);
    Path runs = folder.resolve(RunArguments.RUNS);
    if (Files.isRegularFile(archive) && !Files.isDirectory(runs)) {
      RunArchive.unpack(archive, runs);
    }
  }

  private static Path beside(Path runs) {
    if (!runs.endsWith(RunArguments.RUNS)) {
      throw new UserError(
          "the runs do not lie in a folder named runs; say with --out where the report is to go");
    }
    return runs.getParent();
  }

  /** The study of any runs, gathered in one folder. */
  private StudyFolder plain(List<Path> from, Path runs) {
    if (Files.isDirectory(runs.resolve(StudyFolder.NAME))
        && !StudyFolder.read(runs).report().equals(StudyFolder.PLAIN)) {
      throw new UserError(
          runs.getParent()
              + " holds the report of "
              + StudyFolder.read(runs).report()
              + ", which a report of some runs would replace; name another --out");
    }
    Set<String> names = new HashSet<>();
    for (Path run : from) {
      if (!names.add(run.getFileName().toString())) {
        throw new UserError(
            "two runs are named " + run.getFileName() + ": they are the same run; leave one out");
      }
      RunFolder.copy(run, runs.resolve(run.getFileName().toString()));
    }
    // By name, so that the same runs give the same report in whatever order they are named.
    List<Path> gathered = names.stream().sorted().map(runs::resolve).toList();
    return StudyFolder.of(StudyFolder.PLAIN, gathered, Optional.empty(), List.of());
  }
}
