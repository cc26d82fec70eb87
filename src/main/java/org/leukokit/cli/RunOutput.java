package org.leukokit.cli;

import java.nio.file.Path;
import org.leukokit.record.RunFolder;
import picocli.CommandLine.Option;

/** The option of every command that makes one run folder for a report. */
final class RunOutput {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder of a report: the run folder goes to DIR/runs, and 'leukokit report DIR'"
              + " reports it.")
  private Path out;

  /** Writes the run unless the same is there already; its folder. */
  @SuppressWarnings("try") // the lock is held, not used
  Path write(RunFolder run) {
    Path folder = out.resolve(RunArguments.RUNS).resolve(RunFolder.name(run.record().inputs()));
    try (FolderLock lock = FolderLock.take(out)) {
      if (!isThere(folder, run)) {
        run.write(folder);
      }
    }
    return folder;
  }

  /** The same was made before: only the day differs, and reports of it stay true. */
  private static boolean isThere(Path folder, RunFolder run) {
    if (!RunFolder.exists(folder)) {
      return false;
    }
    RunFolder before = RunFolder.read(folder);
    return before.record().title().equals(run.record().title())
        && before.record().data().equals(run.record().data())
        && before.predictions().equals(run.predictions());
  }
}
