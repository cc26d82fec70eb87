package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.leukokit.base.UserError;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.record.UnlabelledRun;
import org.leukokit.study.Agreement;
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
          + " groups of subjects; McNemar's and DeLong's tests over cells stand beside them.",
      "",
      "Where the truth of one is not known, it says how far their decisions agree, and no more."
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
    Path one = one(first);
    Path two = one(second);
    if (UnlabelledRun.exists(one) || UnlabelledRun.exists(two)) {
      Side a = side(one);
      Side b = side(two);
      Agreement agreement = Agreement.of(a.record(), a.predictions(), b.record(), b.predictions());
      print(console, AgreementText.lines(agreement), AgreementText.values(agreement));
    } else {
      RunComparison comparison = RunComparison.of(RunFolder.read(one), RunFolder.read(two));
      print(console, ComparisonText.lines(comparison), ComparisonText.values(comparison));
    }
    console.flush();
    return 0;
  }

  private void print(PrintWriter console, List<String> lines, Map<String, Object> values) {
    if (format.json()) {
      console.println(JsonOption.text(values));
    } else {
      lines.forEach(console::println);
    }
  }

  private record Side(RunRecord record, Predictions predictions) {}

  private static Side side(Path folder) {
    if (UnlabelledRun.exists(folder)) {
      UnlabelledRun run = UnlabelledRun.read(folder);
      return new Side(run.record(), run.predictions());
    }
    RunFolder run = RunFolder.read(folder);
    return new Side(run.record(), run.predictions());
  }

  private static Path one(Path folder) {
    List<Path> runs = RunArguments.of(List.of(folder)).runs();
    if (runs.size() != 1) {
      throw new UserError(folder + " holds " + runs.size() + " runs; name one run folder");
    }
    return runs.get(0);
  }
}
