package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.notebook.Kit;
import org.leukokit.notebook.Stop;
import org.leukokit.notebook.jupyter.Jupyter;

/** Says what the notebooks need and what of it is there. */
final class NotebookCheck {
  static final String NO_PAGE =
      "no Jupyter page found; install one (Debian: apt-get install jupyter-notebook; elsewhere: pip"
          + " install -r environment/requirements.txt)";
  static final String NO_EXECUTION =
      "no jupyter nbconvert found; install it (Debian: apt-get install jupyter-nbconvert; elsewhere:"
          + " pip install -r environment/requirements.txt)";

  private final PrintWriter out;
  private final Path root;
  private final Jupyter jupyter;
  private boolean ready = true;

  NotebookCheck(PrintWriter out, Path root, Jupyter jupyter) {
    this.out = out;
    this.root = root;
    this.jupyter = jupyter;
  }

  /** Whether everything that is needed is there. */
  boolean run() {
    line("JDK", true, this::jdk);
    line("leukokit's jar", true, this::jar);
    line("kernel", true, this::kernel);
    line("memory", true, this::memory);
    line("cells", true, this::cells);
    line("Jupyter's page", true, this::page);
    line("nbconvert", false, this::nbconvert);
    out.println();
    out.println(
        ready
            ? "Ready: leukokit notebook, or leukokit notebook --execute"
            : "Not ready: mend what is marked NO above.");
    out.flush();
    return ready;
  }

  private void line(String name, boolean needed, Supplier<String> check) {
    String mark = "ok";
    String text;
    try {
      text = check.get();
    } catch (UserError | Stop e) {
      text = e.getMessage();
      mark = needed ? "NO" : "--";
      ready &= !needed;
    }
    out.printf("%-3s %-15s %s%n", mark, name, text);
    out.flush();
  }

  private String jdk() {
    // The kernel compiles cells, which a runtime without a compiler can't.
    if (javax.tools.ToolProvider.getSystemJavaCompiler() == null) {
      throw new UserError(
          System.getProperty("java.home")
              + " has no compiler; install a JDK of version 17 or newer, or set JAVA_HOME to one");
    }
    return Runtime.version() + " from " + System.getProperty("java.home");
  }

  private String jar() {
    Path jar = root.resolve("target").resolve("leukokit.jar");
    if (!Files.isRegularFile(jar)) {
      throw new UserError(jar + " is not built; run mvn -DskipTests package");
    }
    return jar.toString();
  }

  private String kernel() {
    return "rapaio-jupyter-kernel in " + NotebookCommand.kernelFolder(root);
  }

  private String memory() {
    long heap = Runtime.getRuntime().maxMemory();
    Kit.requireMemory(heap);
    return String.format(Locale.ROOT, "%.1f GiB of heap", heap / (double) (1L << 30));
  }

  private String cells() {
    Dataset data = Kit.data();
    return data.info().title() + ": " + Text.count(data.cells().size(), "cell");
  }

  private String page() {
    return jupyter
        .version("lab")
        .map(v -> "JupyterLab " + v)
        .or(() -> jupyter.version("notebook").map(v -> "Jupyter Notebook " + v))
        .orElseThrow(() -> new UserError(NO_PAGE));
  }

  private String nbconvert() {
    return jupyter.version("nbconvert").orElseThrow(() -> new UserError(NO_EXECUTION));
  }
}
