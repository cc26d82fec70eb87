package org.leukokit.cli;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.UnlabelledRun;
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
  Path write(RunFolder run) {
    Path folder = place(run.record().inputs());
    return write(folder, () -> isThere(folder, run), () -> run.write(folder));
  }

  /** As {@link #write(RunFolder)}, of predictions without truth. */
  Path write(UnlabelledRun run) {
    Path folder = place(run.record().inputs());
    return write(folder, () -> isThere(folder, run), () -> run.write(folder));
  }

  private Path place(RunInputs inputs) {
    return out.resolve(RunArguments.RUNS).resolve(RunFolder.name(inputs));
  }

  @SuppressWarnings("try") // the lock is held, not used
  private Path write(Path folder, BooleanSupplier isThere, Runnable write) {
    try (FolderLock lock = FolderLock.take(out)) {
      if (!isThere.getAsBoolean()) {
        write.run();
      }
    }
    return folder;
  }

  private static boolean isThere(Path folder, UnlabelledRun run) {
    if (!UnlabelledRun.exists(folder)) {
      return false;
    }
    UnlabelledRun before = UnlabelledRun.read(folder);
    return before.record().title().equals(run.record().title())
        && before.record().data().equals(run.record().data())
        && before.scores().equals(run.scores());
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
