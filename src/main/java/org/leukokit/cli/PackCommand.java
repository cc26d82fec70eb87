package org.leukokit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Folders;
import org.leukokit.base.UserError;
import org.leukokit.record.RunArchive;
import org.leukokit.record.StudyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit pack}: the runs of reports as one file each, to be passed on with them. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Packs the runs that each report in a folder is made of into its runs.zip, so that whoever"
          + " gets the report without its run folders can still 'check' it and make it again.",
      "",
      "Says how large everything is that would be passed on (run folders, SVG figures and models"
          + " are not), and fails where that is over the limits."
    })
final class PackCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "reports",
      description = "The folder of the reports (default ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--limit",
      paramLabel = "MB",
      defaultValue = "12",
      description = "How much all of it may be, in MB (default ${DEFAULT-VALUE}).")
  private double limit;

  @Option(
      names = "--file-limit",
      paramLabel = "MB",
      defaultValue = "3",
      description = "How much a file may be, in MB (default ${DEFAULT-VALUE}).")
  private double fileLimit;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    for (Path folder : reports(out)) {
      Path runs = folder.resolve(RunArguments.RUNS);
      if (StudyFolder.exists(runs)) {
        Path file = folder.resolve(RunArchive.NAME);
        RunArchive.pack(runs, file);
        console.println(file + ": " + ByteSize.text(size(file)));
      }
    }
    long all = 0;
    List<String> tooLarge = new ArrayList<>();
    for (Path file : files(out)) {
      long bytes = size(file);
      all += bytes;
      if (bytes > fileLimit * 1e6) {
        tooLarge.add(file + " (" + ByteSize.text(bytes) + ")");
      }
    }
    console.println("all that is passed on: " + ByteSize.text(all));
    console.flush();
    if (!tooLarge.isEmpty() || all > limit * 1e6) {
      throw new UserError(
          (tooLarge.isEmpty() ? "" : String.join(", ", tooLarge) + " too large; ")
              + (all > limit * 1e6 ? ByteSize.text(all) + " in all; " : "")
              + "the limits are "
              + limit
              + " MB in all and "
              + fileLimit
              + " MB a file");
    }
    return 0;
  }

  /** The folder itself and those in it, where they hold a report. */
  static List<Path> reports(Path out) {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> all = Files.list(out)) {
      folders.add(out);
      folders.addAll(all.filter(Files::isDirectory).sorted().toList());
    } catch (IOException e) {
      throw new UserError(out + " can't be listed; name a folder of reports", e);
    }
    folders.removeIf(f -> !Files.isRegularFile(f.resolve("report.md")));
    return folders;
  }

  /** Whether a file is neither in a run folder, nor a figure's second form, a model, or hidden. */
  static boolean passedOn(Path file) {
    String name = file.toString().replace('\\', '/');
    return Files.isRegularFile(file)
        && !name.matches(".*/(runs|models|notebooks)/.*|(.*/)?\\.[^/.][^/]*(/.*)?|.*\\.svg");
  }

  private static List<Path> files(Path out) {
    return Folders.walk(out).stream().filter(PackCommand::passedOn).toList();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UserError(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
