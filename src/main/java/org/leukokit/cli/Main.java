package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leukokit.base.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code leukokit}. */
@Command(
    name = "leukokit",
    mixinStandardHelpOptions = true,
    versionProvider = KitVersionProvider.class,
    subcommands = {
      ReproduceCommand.class,
      StatusCommand.class,
      LeakageCommand.class,
      CoverageCommand.class,
      SizeCommand.class,
      AuditCommand.class,
      DataCommand.class,
      ReportCommand.class,
      CheckCommand.class,
      PackCommand.class,
      ImportPredictionsCommand.class,
      CompareCommand.class,
      NotebookCommand.class,
      WeightsCommand.class,
      CacheCommand.class,
      EnsembleCommand.class,
      FinetuneCommand.class,
      TrainCommand.class,
      PredictCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    },
    sortOptions = false,
    description = {
      "",
      "Reproduces three papers on recognising leukemia in microscope images of blood cells,"
          + " and says what their numbers are worth.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  leukokit reproduce loey2020",
      "      the first paper on synthetic phantom cells: no data, no network needed",
      "  leukokit reproduce loey2020 --data cnmc2019-sample --backbone mobilenet",
      "      99 real cells and real ImageNet weights from a mirror (LEUKOKIT_MIRROR)",
      "  leukokit reproduce all",
      "      all three papers, and one page across them: reports/index.html",
      "  leukokit doctor",
      "      is this machine ready?",
      "",
      "Exit codes: 0 done; 1 wrong input, nothing half-written; 2 wrong usage; 70 a defect of"
          + " leukokit; 130 interrupted (run the same command again to go on).",
      "For research and teaching. Not a medical device."
    })
public final class Main implements Runnable {
  /** The exit code of an error that the user can mend. */
  static final int USER_ERROR = 1;

  private static final int DEFECT = 70;
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error, and what the libraries log.")
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PaperProcess.endWithParent(() -> System.exit(INTERRUPTED));
    int code = run(args);
    System.out.flush();
    System.err.flush();
    // Threads of libtorch may still stand; nothing is left for them to do.
    System.exit(code);
  }

  /** Runs a command and returns its exit code. */
  static int run(String... args) {
    return line().execute(args);
  }

  /** The command line, ready to parse words or to run them. */
  static CommandLine line() {
    Main main = new Main();
    return new CommandLine(main)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(
            parsed -> {
              quietLibraries(main.debug);
              return new CommandLine.RunLast().execute(parsed);
            })
        .setExecutionExceptionHandler((e, line, parsed) -> main.explain(e, line.getErr()));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private int explain(Exception e, PrintWriter err) {
    if (debug) {
      e.printStackTrace(err);
    }
    if (e instanceof UserError) {
      err.println("leukokit: " + oneLine(e.getMessage()));
      return USER_ERROR;
    }
    err.println(
        "leukokit: a defect of leukokit, not of your input: "
            + oneLine(e.toString())
            + (debug ? "" : " (run again with --debug to see where)"));
    return DEFECT;
  }

  private static String oneLine(String message) {
    // Names of files may hold anything, also what steers a terminal.
    return message.replaceAll("\\s*[\\r\\n]+\\s*", " ").replaceAll("\\p{Cntrl}", "?");
  }

  private static void quietLibraries(boolean debug) {
    Level level = debug ? Level.INFO : Level.SEVERE;
    Logger.getLogger("").setLevel(level);
  }
}
