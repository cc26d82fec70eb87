package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.ensemble.Ensemble;
import org.leukokit.ensemble.EnsembleRun;
import org.leukokit.ensemble.FoldWeights;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.metric.Metric;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit ensemble}: the mean of several runs' predictions. */
@Command(
    name = "ensemble",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Averages the predictions of runs, and writes a run folder of its own, for report, check and"
          + " compare.",
      "",
      "Equal weights give SAP, others WEN of Mondal et al. 2021. Weights come from validation"
          + " predictions: those in the runs' own folders (validation.csv), or other runs over"
          + " validation cells (--validation). A member whose weight would be 0 or less, or"
          + " undefined, is left out, and said so."
    })
final class EnsembleCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Two or more run folders over the same rows, or a folder of them.")
  private List<Path> folders;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      defaultValue = "equal",
      description = "equal (default), accuracy, auc, f1 (weighted F1) or kappa.")
  private String weights;

  @Option(
      names = "--validation",
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "Run folders with the members' predictions of validation cells, such as imported ones: one"
              + " a member, in the members' order.")
  private List<Path> validation = new ArrayList<>();

  @Option(
      names = "--weights-from",
      paramLabel = "SET",
      defaultValue = "validation",
      description =
          "validation (default), or test: a leak, marked as one, to show what it would gain.")
  private String from;

  @Mixin private RunOutput out;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    List<Path> places = RunArguments.of(folders).runs();
    List<RunFolder> members = places.stream().map(RunFolder::read).toList();
    List<RunFolder> validations =
        validation.isEmpty()
            ? List.of()
            : RunArguments.of(validation).runs().stream().map(RunFolder::read).toList();
    EnsembleRun made =
        EnsembleRun.of(members, validations, Weighting.named(weights), source(), environment());
    print(console, made.ensemble(), out.write(made.run()));
    for (int i = 0; i < validations.size(); i++) {
      console.printf(
          "validated: %s by %s%n",
          members.get(i).record().title(), validations.get(i).record().title());
    }
    console.flush();
    return 0;
  }

  private static void print(PrintWriter console, Ensemble ensemble, Path folder) {
    console.printf("%s: %s%n", folder, ensemble.title());
    for (FoldWeights fold : ensemble.weights()) {
      List<String> parts = new ArrayList<>();
      for (int k = 0; k < ensemble.members().size(); k++) {
        parts.add(
            String.format(
                Locale.ROOT, "%s %.4f", ensemble.members().get(k), fold.weights().get(k)));
      }
      console.printf("weights, %s: %s%n", fold.fold(), String.join(", ", parts));
    }
    ensemble.remarks().forEach(console::println);
    Predictions p = ensemble.predictions();
    console.println(
        List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.WEIGHTED_F1, Metric.AUC).stream()
            .map(
                metric ->
                    String.format(
                        Locale.ROOT,
                        "%s %.4f",
                        metric.displayName(),
                        metric.of(p.truth(), p.scores())))
            .collect(Collectors.joining(", ", p.rows().size() + " test rows: ", "")));
  }

  private WeightSource source() {
    return Arrays.stream(WeightSource.values())
        .filter(s -> s.id().equals(from))
        .findFirst()
        .orElseThrow(
            () -> new UserError("--weights-from is validation or test, not '" + from + "'"));
  }

  private Map<String, String> environment() {
    return new TreeMap<>(CommandFacts.of(command));
  }
}
