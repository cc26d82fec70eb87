package org.leukokit.notebook.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.leukokit.base.UserError;

/**
 * The {@code jupyter} program of this machine.
 *
 * @param path the project's own folder for Jupyter, which it looks into first
 */
public record Jupyter(Path path) {
  private static final String PROGRAM = "jupyter";
  private static final long SECONDS = 60;

  /** How often a kernel is started that does not answer. */
  private static final int STARTS = 3;

  /** What a program said and how it ended. */
  private record Outcome(int code, String text) {}

  /**
   * Whether a subcommand is there, such as {@code nbconvert}, {@code notebook} or {@code lab}.
   *
   * @return its version
   */
  public Optional<String> version(String subcommand) {
    try {
      Outcome outcome = call(List.of(PROGRAM, subcommand, "--version"));
      return outcome.code() == 0
          ? outcome.text().lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst()
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The kernels that it knows.
   *
   * @throws UserError if there is no Jupyter
   */
  public List<InstalledKernel> kernels() {
    try {
      Outcome outcome = call(List.of(PROGRAM, "kernelspec", "list", "--json"));
      if (outcome.code() != 0) {
        throw new UserError("'jupyter kernelspec list' failed: " + last(outcome.text()));
      }
      int begin = outcome.text().indexOf('{');
      return InstalledKernel.parse(begin < 0 ? "" : outcome.text().substring(begin));
    } catch (IOException e) {
      throw absent(e);
    }
  }

  /**
   * An installed kernel of a kind, with the kit on its class path.
   *
   * @param kind {@code ijava} or {@code jjava}
   * @throws UserError if none is installed
   */
  public KernelSpec installed(String kind, String classPath) {
    return kernels().stream()
        .filter(k -> !k.folder().startsWith(path) && k.mentions(kind))
        .findFirst()
        .map(
            k ->
                KernelSpec.of(k, kind.toUpperCase(java.util.Locale.ROOT) + "_CLASSPATH", classPath))
        .orElseThrow(
            () ->
                new UserError(
                    "Jupyter has no kernel "
                        + kind
                        + " ('jupyter kernelspec list' shows those it has); install it, or leave"
                        + " out --kernel"));
  }

  /**
   * Executes a notebook and writes it as a page.
   *
   * @param notebook the notebook; it is only read
   * @param html the page to write
   * @throws UserError with the notebook's error if a cell fails
   */
  public void execute(Path notebook, Path html) {
    try {
      Files.createDirectories(html.toAbsolutePath().getParent());
      String name = html.getFileName().toString().replaceAll("\\.html$", "");
      Outcome outcome = null;
      for (int start = 0; start < STARTS && (outcome == null || !started(outcome)); start++) {
        outcome = convert(notebook, html.toAbsolutePath().getParent(), name);
      }
      if (outcome.code() != 0) {
        throw new UserError(notebook.getFileName() + " failed: " + reason(outcome.text()));
      }
    } catch (IOException e) {
      throw absent(e);
    }
  }

  /**
   * Whether the kernel answered. It may not, where another program took one of the ports that
   * Jupyter chose for it before it bound them. No cell was run then, so it is started again.
   */
  private static boolean started(Outcome outcome) {
    return outcome.code() == 0
        || !(outcome.text().contains("Kernel didn't respond")
            || outcome.text().contains("Kernel died before replying"));
  }

  private Outcome convert(Path notebook, Path folder, String name) throws IOException {
    return call(
        List.of(
            PROGRAM,
            "nbconvert",
            "--to",
            "html",
            "--execute",
            "--no-prompt",
            "--ExecutePreprocessor.kernel_name=" + KernelSpec.NAME,
            // Without a limit: a slow machine is no error, and this kernel can't be
            // interrupted.
            "--ExecutePreprocessor.timeout=-1",
            // Formulas are MathML and no widget is used, so no script has to come from
            // elsewhere.
            "--HTMLExporter.mathjax_url=",
            "--HTMLExporter.require_js_url=",
            "--output",
            name,
            "--output-dir",
            folder.toString(),
            notebook.toAbsolutePath().toString()),
        0);
  }

  /**
   * Opens Jupyter and waits until it is closed.
   *
   * @param subcommand {@code lab} or {@code notebook}
   * @param notebooks the folder that it shows
   * @return its exit code
   */
  public int open(String subcommand, Path notebooks) {
    try {
      List<String> words = new ArrayList<>(List.of(PROGRAM, subcommand));
      if (System.getProperty("user.name").equals("root")) {
        // In a container one is root as a rule, and Jupyter would refuse.
        words.add("--allow-root");
      }
      ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
      builder.directory(notebooks.toFile());
      environment(builder.environment());
      return builder.start().waitFor();
    } catch (IOException e) {
      throw absent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  /** Puts the project's folder before the others that Jupyter looks into. */
  public void environment(Map<String, String> variables) {
    variables.merge("JUPYTER_PATH", path.toString(), (old, own) -> own + File.pathSeparator + old);
  }

  private Outcome call(List<String> words) throws IOException {
    return call(words, SECONDS);
  }

  private Outcome call(List<String> words, long seconds) throws IOException {
    Path log = Files.createTempFile("leukokit-jupyter", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      environment(builder.environment());
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        if (seconds > 0 && !process.waitFor(seconds, TimeUnit.SECONDS)) {
          return new Outcome(-1, "no answer within " + seconds + " s");
        }
        int code = process.waitFor();
        return new Outcome(code, Files.readString(log, StandardCharsets.UTF_8));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UserError("interrupted", e);
      } finally {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static UserError absent(IOException e) {
    return new UserError(
        "no Jupyter found; install it (Debian: apt-get install jupyter-notebook; elsewhere: pip"
            + " install -r environment/requirements.txt)",
        e);
  }

  /** The error of a cell: its last lines, without colours. */
  private static String reason(String log) {
    String plain = log.replaceAll("\u001b\\[[0-9;]*m", "");
    int at = plain.lastIndexOf("CellExecutionError");
    return (at < 0 ? last(plain) : plain.substring(at)).strip();
  }

  private static String last(String text) {
    return text.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b).orElse("it said nothing");
  }
}
