package org.leukokit.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.AtomicFiles;

/**
 * The kit's own commands from a notebook, in a Java of their own: a cell runs exactly what the
 * command line runs, and libtorch never loads into the kernel.
 */
final class CommandLine {
  private static final String PREFIX = "leukokit: ";

  private CommandLine() {}

  /**
   * Runs a command to its end.
   *
   * @param words the command without {@code leukokit}
   * @throws Stop with the command's own sentence if it fails
   */
  static void run(List<String> words) {
    Path folder = Place.work();
    Path classPath = folder.resolve("classpath.args");
    // In a file, because a class path can be longer than a command line may be.
    AtomicFiles.write(
        classPath,
        ("-cp \"" + Place.classPath().replace("\\", "\\\\") + "\"\n")
            .getBytes(StandardCharsets.UTF_8));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Djava.awt.headless=true");
    line.add("@" + classPath);
    line.add("org.leukokit.cli.Main");
    line.addAll(words);
    try {
      Path log = Files.createTempFile(folder, "command", ".log");
      try {
        Process process =
            new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
          if (process.waitFor() != 0) {
            throw new Stop(reason(words, Files.readString(log)));
          }
        } finally {
          process.destroy();
        }
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw new Stop("leukokit " + String.join(" ", words) + " could not be run: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop("stopped; run the cell again to go on where it was");
    }
  }

  private static String reason(List<String> words, String log) {
    return log.lines()
        .filter(l -> l.startsWith(PREFIX))
        .reduce((a, b) -> b)
        .map(l -> l.substring(PREFIX.length()))
        .orElse(
            "leukokit "
                + String.join(" ", words)
                + " failed: "
                + log.lines().reduce((a, b) -> b).orElse("it said nothing"));
  }
}
