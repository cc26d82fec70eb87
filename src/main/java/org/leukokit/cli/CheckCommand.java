package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leukokit.base.Progress;
import org.leukokit.base.TemporaryFolder;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.exhibit.Report;
import org.leukokit.record.RunArchive;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.Difference;
import org.leukokit.report.StudyCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit check}: is everything still what the runs say? */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Recomputes everything that a report states from its run folders, and names every number and"
          + " every file that differs.",
      "",
      "A report without its study's runs is checked from its runs.zip (see 'leukokit pack'); the"
          + " audit and the leakage reports are computed anew.",
      "",
      "Exit code 0 if all agree, 1 if anything differs. Nothing is written."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "RUN|DIR",
      arity = "1..*",
      description =
          "Folders of reports such as reports/loey2020, or run folders, which are checked by"
              + " themselves.")
  private List<Path> folders;

  @Option(
      names = "--all",
      description = "Every report in these folders, and in the folders in them.")
  private boolean everything;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    List<Difference> found = new ArrayList<>();
    int runs = 0;
    int files = 0;
    long numbers = 0;
    boolean pages = false;
    for (Consumer<StudyCheck> work : work()) {
      StudyCheck check = new StudyCheck(Path.of(""));
      work.accept(check);
      found.addAll(check.differences());
      runs += check.runs();
      files += check.files();
      numbers += check.numbers();
      pages |= check.comparedReport();
    }
    found.forEach(console::println);
    String seen =
        pages
            ? String.format(
                Locale.ROOT,
                "%s in %s, %s",
                Text.count(numbers, "number"),
                Text.count(files, "file"),
                Text.count(runs, "run"))
            : String.format(
                Locale.ROOT,
                "%s of %s, no report",
                Text.count(files, "file"),
                Text.count(runs, "run"));
    console.println(
        found.isEmpty()
            ? "all agree: " + seen
            : String.format(
                Locale.ROOT,
                "%,d difference%s (checked: %s)",
                found.size(),
                found.size() == 1 ? "" : "s",
                seen));
    console.flush();
    return found.isEmpty() ? 0 : Main.USER_ERROR;
  }

  // Each folder by itself: the reports of two folders are two reports. Run folders go together,
  // as all runs of a study mean the study.
  private List<Consumer<StudyCheck>> work() {
    List<Consumer<StudyCheck>> all = new ArrayList<>();
    List<Path> rest = new ArrayList<>();
    Progress progress = ConsoleProgress.onErrorStream();
    for (Path folder : asked()) {
      // Stray run folders, as of a run that was begun anew, are not what the report was made of.
      boolean runs = StudyFolder.exists(folder.resolve(RunArguments.RUNS));
      Optional<Supplier<Report>> anew = RecomputedReports.of(folder, progress);
      if (Files.isRegularFile(folder.resolve("SHA256SUMS"))) {
        rest.add(folder);
      } else if (anew.isPresent() && Files.isDirectory(folder.resolve("tables"))) {
        all.add(check -> check.tables(anew.get().get(), folder));
      } else if (!runs && Files.isRegularFile(folder.resolve(RunArchive.NAME))) {
        all.add(check -> packed(check, folder));
      } else {
        RunArguments held = RunArguments.of(List.of(folder));
        if (held.study().isEmpty() && Files.exists(folder.resolve("index.html"))) {
          throw new UserError(
              folder
                  + " holds a report, but not what it was made of (runs/study or runs.zip); write it again with"
                  + " 'leukokit reproduce' or 'leukokit report'");
        }
        all.add(check -> check(check, held));
      }
    }
    if (!rest.isEmpty()) {
      RunArguments held = RunArguments.of(rest);
      all.add(check -> check(check, held));
    }
    return all;
  }

  private List<Path> asked() {
    return everything
        ? folders.stream().flatMap(f -> PackCommand.reports(f).stream()).toList()
        : folders;
  }

  private static void check(StudyCheck check, RunArguments arguments) {
    Optional<Path> place = arguments.study();
    if (place.isPresent()) {
      check.study(place.get(), reportOf(place.get()));
    } else {
      arguments.runs().forEach(check::run);
    }
  }

  private static void packed(StudyCheck check, Path folder) {
    try (TemporaryFolder runs = TemporaryFolder.open()) {
      RunArchive.unpack(folder.resolve(RunArchive.NAME), runs.path());
      check.study(runs.path(), Optional.of(folder));
    }
  }

  /** The folder of the report that belongs to a folder of run folders. */
  private static Optional<Path> reportOf(Path runs) {
    Path folder = runs.getParent();
    boolean there =
        runs.endsWith(RunArguments.RUNS)
            && (Files.exists(folder.resolve("index.html"))
                || Files.exists(folder.resolve("report.md"))
                || Files.exists(folder.resolve("tables")));
    return there ? Optional.of(folder) : Optional.empty();
  }
}
