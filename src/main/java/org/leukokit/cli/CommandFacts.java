package org.leukokit.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.exhibit.Report;
import picocli.CommandLine.Model.CommandSpec;

/** How, when and on what a command without a network computes. */
final class CommandFacts {
  private CommandFacts() {}

  /** By name, for run records. */
  static Map<String, String> of(CommandSpec command) {
    Map<String, String> facts = new TreeMap<>();
    KitVersion version = KitVersion.current();
    facts.put("leukokit", version.version());
    facts.put("commit", version.commit());
    facts.put("command", commandLine(command));
    if (CommandText.onWindows()) {
      facts.put("shell of the command", "PowerShell");
    }
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("Tribuo", org.tribuo.Tribuo.VERSION);
    facts.put("began", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }

  /** Those that don't change from one run of a command to the next, for reports. */
  static List<Report.Item> items(CommandSpec command) {
    KitVersion version = KitVersion.current();
    return List.of(
        new Report.Item(
            CommandText.onWindows() ? "Command (PowerShell)" : "Command", commandLine(command)),
        new Report.Item("leukokit", version.version() + ", commit " + version.commit()));
  }

  private static String commandLine(CommandSpec command) {
    return CommandText.ofThisMachine()
        .line(
            System.getProperty(CommandText.PROGRAM, ""),
            command.root().commandLine().getParseResult(),
            System.getenv());
  }
}
