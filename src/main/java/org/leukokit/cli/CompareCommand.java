package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.leukokit.base.UserError;
import org.leukokit.record.RunFolder;
import org.leukokit.study.RunComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit compare}: what differs between two runs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what differs between two runs: in their inputs and in their numbers.",
      "",
      "Numbers are compared on the rows that both tested, with intervals and permutation tests over"
          + " groups of subjects; McNemar's and DeLong's tests over cells stand beside them."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "RUN1", description = "A run folder.")
  private Path first;

  @Parameters(index = "1", paramLabel = "RUN2", description = "Another run folder.")
  private Path second;

  @Mixin private JsonOption format;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    RunComparison comparison = RunComparison.of(one(first), one(second));
    if (format.json()) {
      console.println(JsonOption.text(ComparisonText.values(comparison)));
    } else {
      ComparisonText.lines(comparison).forEach(console::println);
    }
    console.flush();
    return 0;
  }

  private static RunFolder one(Path folder) {
    List<Path> runs = RunArguments.of(List.of(folder)).runs();
    if (runs.size() != 1) {
      throw new UserError(folder + " holds " + runs.size() + " runs; name one run folder");
    }
    return RunFolder.read(runs.get(0));
  }
}
