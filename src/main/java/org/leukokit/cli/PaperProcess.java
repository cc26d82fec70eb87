package org.leukokit.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  private static final Set<String> OF_FEATURES =
      Set.of("--backbone", "--layer", "--frozen", "--kernel-scale", "--new-layer-factor");

  /** Java's options that listen where a second process can't, or watch one process alone. */
  private static final List<String> AGENTS =
      List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp", "-Xdebug");

  private static final String PARENT = "leukokit.parent";
  private static final String DEBUG = "--debug";
  private static final int PATIENCE_SECONDS = 30;

  private final String paper;
  private final ComputeDevice device;
  private final Process process;
  private String last = "";

  private PaperProcess(String paper, ComputeDevice device, Process process) {
    this.paper = paper;
    this.device = device;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param command 'reproduce all' as it was given
   */
  static PaperProcess start(CommandSpec command, Paper paper, ComputeDevice device) {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(word -> AGENTS.stream().noneMatch(word::startsWith))
        .forEach(words::add);
    words.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
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

  /**
   * Ends this process with the one that started it, should that be killed: called at its start.
   *
   * @param end ends it as an interrupt does
   */
  static void endWithParent(Runnable end) {
    Long parent = Long.getLong(PARENT);
    if (parent != null) {
      ProcessHandle.of(parent)
          .map(ProcessHandle::onExit)
          .orElseGet(() -> CompletableFuture.completedFuture(null))
          .thenRun(end);
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
    boolean debug = command.root().commandLine().getParseResult().hasMatchedOption(DEBUG);
    if (debug && !words.contains(DEBUG)) {
      words.add(DEBUG);
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
    try (BufferedReader in = process.inputReader(charset())) {
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

  // What Java prints in to what is no terminal.
  private static Charset charset() {
    return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
  }

  /** Ends it if it runs, and waits until it has; what it has computed stays for the next time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
