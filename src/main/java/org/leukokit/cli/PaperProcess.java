package org.leukokit.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.net.ComputeDevice;
import org.leukokit.paper.Paper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One paper's study in a process of its own, as if its command had been given: beside others, each
 * on its device. What it prints is printed here, behind the paper's name.
 */
final class PaperProcess implements AutoCloseable {
  /** Options that concern all papers together, or are chosen for each. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("--device", "--include", "--forecast", "--yes");

  /** Options of the paper that lets choose a network. */
  private static final Set<String> OF_FEATURES = Set.of("--backbone", "--layer", "--frozen");

  private final String paper;
  private final ComputeDevice device;
  private final Process process;
  private final Thread end = new Thread(this::destroy, "end-of-study");
  private String last = "";

  private PaperProcess(String paper, ComputeDevice device, Process process) {
    this.paper = paper;
    this.device = device;
    this.process = process;
    // An interrupted command leaves nothing behind that computes on.
    Runtime.getRuntime().addShutdownHook(end);
  }

  /**
   * Starts it.
   *
   * @param command 'reproduce all' as it was given
   */
  static PaperProcess start(CommandSpec command, Paper paper, ComputeDevice device) {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(words(command, paper, device));
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new PaperProcess(paper.key(), device, process);
    } catch (IOException e) {
      throw new UserError("can't start the study of " + paper.key() + ": " + e.getMessage(), e);
    }
  }

  /** The command for one paper, on one device, whose forecast was agreed to already. */
  static List<String> words(CommandSpec command, Paper paper, ComputeDevice device) {
    List<String> words = new ArrayList<>(List.of(command.name(), paper.key()));
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (NOT_PASSED_ON.contains(name)
          || paper.backbone().isEmpty() && OF_FEATURES.contains(name)) {
        continue;
      }
      if (option.arity().max() == 0) {
        words.add(name);
      } else {
        // As one word, so that a value may look like an option.
        option.originalStringValues().forEach(value -> words.add(name + "=" + value));
      }
    }
    words.addAll(List.of("--yes", "--device=" + device.text()));
    return words;
  }

  /**
   * Prints what it says until it ends.
   *
   * @throws UserError if it did not end well
   */
  void await(PrintStream out) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        last = line;
        ConsoleProgress.line(out, paper + ": " + line.strip());
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new UserError(
            paper
                + " on "
                + device.text()
                + " stopped with exit code "
                + code
                + ": "
                + last.replaceFirst("^leukokit: ", ""));
      }
    } catch (IOException e) {
      throw new UserError("the study of " + paper + " can't be heard: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("the study of " + paper + " was interrupted", e);
    }
  }

  private void destroy() {
    process.destroy();
  }

  /** Ends it if it runs; what it has computed stays for the next time. */
  @Override
  public void close() {
    destroy();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook at work.
    }
  }
}
