package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.leukokit.base.Folders;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.study.StudyStatus;
import org.leukokit.study.StudyStatus.State;
import org.leukokit.study.network.Forecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit status}: how far the studies are. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says of the studies that 'reproduce' began in a folder of reports what is done, what runs,"
          + " what waits, and how long the rest takes by what the finished runs took.",
      "",
      "It reads what lies there and may be asked at any time. What is done stays done: a study that"
          + " was interrupted goes on when the same command is given again."
    })
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "The folder of the reports (default ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--all", description = "Name every run, not only those that are not done.")
  private boolean everything;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    Map<String, StudyStatus> studies = studies();
    if (studies.isEmpty()) {
      throw new UserError(
          out + " holds no study that was begun; './leukokit reproduce all' begins one");
    }
    boolean open = false;
    List<StudyStatus> left = new ArrayList<>();
    for (Map.Entry<String, StudyStatus> study : studies.entrySet()) {
      StudyStatus status = study.getValue();
      left.add(status);
      open |= status.count(State.DONE) < status.runs().size();
      console.printf(
          Locale.ROOT,
          "%s: %d of %s done, %d running, %d interrupted, %d waiting%s%n",
          study.getKey(),
          status.count(State.DONE),
          Text.count(status.runs().size(), "run"),
          status.count(State.RUNNING),
          status.count(State.INTERRUPTED),
          status.count(State.WAITING),
          status.count(State.DONE) == status.runs().size()
              ? ""
              : status.alive() ? "; its process runs" : "; no process runs");
      for (StudyStatus.Run run : status.runs()) {
        if (everything || run.state() != State.DONE) {
          console.println(line(run));
        }
      }
    }
    if (open) {
      console.println(time(StudyStatus.left(left)));
      if (studies.values().stream()
          .noneMatch(s -> s.alive() && s.count(State.DONE) < s.runs().size())) {
        console.println("Nothing runs; give the same 'reproduce' command again to go on.");
      }
    }
    console.flush();
    return 0;
  }

  private static String line(StudyStatus.Run run) {
    String folds =
        run.state() == State.RUNNING || run.state() == State.INTERRUPTED
            ? String.format(
                Locale.ROOT,
                ", %d of %s",
                run.foldsDone(),
                Text.count(run.planned().folds().size(), "fold"))
            : run.state() == State.DONE
                ? String.format(Locale.ROOT, ", %.1f s", run.seconds())
                : "";
    return "  "
        + run.state().name().toLowerCase(Locale.ROOT)
        + ": "
        + run.planned().title()
        + ", "
        + run.planned().protocol()
        + folds;
  }

  private static String time(StudyStatus.Left left) {
    if (Double.isNaN(left.seconds())) {
      return "Time left: not known before a first network is finished.";
    }
    String guessed =
        left.guessed() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %s of a kind not timed yet %s taken to last as long as the mean"
                    + " of the finished ones",
                Text.count(left.guessed(), "run"),
                left.guessed() == 1 ? "was" : "were");
    return "Time left: about "
        + Forecast.duration(left.seconds())
        + " of training and predicting, by what the finished runs took"
        + guessed
        + ".";
  }

  private Map<String, StudyStatus> studies() {
    Map<String, StudyStatus> studies = new LinkedHashMap<>();
    StudyStatus.of(out.resolve(RunArguments.RUNS)).ifPresent(s -> studies.put("comparison", s));
    if (Files.isDirectory(out)) {
      for (Path folder : Folders.list(out)) {
        if (Files.isDirectory(folder)) {
          StudyStatus.of(folder.resolve(RunArguments.RUNS))
              .ifPresent(s -> studies.put(folder.getFileName().toString(), s));
        }
      }
    }
    return studies;
  }
}
