package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.leukokit.base.Folders;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;
import org.leukokit.notebook.Kit;
import org.leukokit.notebook.jupyter.Jupyter;
import org.leukokit.notebook.jupyter.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit notebook}: the notebooks in Jupyter, or executed without a page. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Opens the notebooks in Jupyter, with a Java kernel in a folder of the project's own (target/"
          + "jupyter): nothing is installed into the system or your home.",
      "",
      "The notebooks run on phantoms, or on the cells that LEUKOKIT_DATA names."
    })
final class NotebookCommand implements java.util.concurrent.Callable<Integer> {
  private static final String OURS = "rapaio";
  private static final List<String> INSTALLED = List.of("ijava", "jjava");

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "NOTEBOOK",
      description = "With --execute: which notebooks (default: all in notebooks/).")
  private List<Path> chosen = List.of();

  @Option(names = "--check", description = "Only say what is there; exits with 1 if a need is not.")
  private boolean check;

  @Option(
      names = "--kernel",
      paramLabel = "KERNEL",
      defaultValue = OURS,
      description =
          "rapaio (default: the kernel that Maven fetched with the libraries), or ijava or jjava,"
              + " if you have installed one.")
  private String kernel;

  @Option(
      names = "--execute",
      description = "Run the notebooks without opening a page; an error in a cell is an error.")
  private boolean execute;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports/notebooks",
      description = "With --execute: where the pages go (default ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--install-only",
      description = "Only install the kernel and print the folder for JUPYTER_PATH.")
  private boolean installOnly;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    if (!kernel.equals(OURS) && !INSTALLED.contains(kernel)) {
      throw new UserError("--kernel " + kernel + ": choose rapaio, ijava or jjava");
    }
    Path root = root();
    Jupyter jupyter = new Jupyter(root.resolve("target").resolve("jupyter"));
    if (check) {
      return new NotebookCheck(console, root, jupyter).run() ? 0 : Main.USER_ERROR;
    }
    install(root, jupyter);
    if (installOnly) {
      console.println(jupyter.path());
      console.flush();
      return 0;
    }
    if (execute) {
      run(console, root, jupyter);
      return 0;
    }
    String program =
        Stream.of("lab", "notebook")
            .filter(p -> jupyter.version(p).isPresent())
            .findFirst()
            .orElseThrow(() -> new UserError(NotebookCheck.NO_PAGE));
    return jupyter.open(program, root.resolve("notebooks"));
  }

  private static Path root() {
    String root = System.getProperty("leukokit.root");
    if (root == null) {
      throw new UserError("start it by ./leukokit notebook, which knows where the kit is");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }

  private void install(Path root, Jupyter jupyter) {
    KernelSpec spec =
        kernel.equals(OURS)
            ? KernelSpec.rapaio(java(), kernelFolder(root), Kit.classPath(), options())
            : jupyter.installed(kernel, Kit.classPath());
    spec.write(jupyter.path());
  }

  /**
   * Where the build put the kernel.
   *
   * @throws UserError if it has not
   */
  static Path kernelFolder(Path root) {
    Path folder = root.resolve("target").resolve("jupyter");
    for (String jar : List.of(KernelSpec.KERNEL_JAR, KernelSpec.START_JAR)) {
      if (!Files.isRegularFile(folder.resolve(jar))) {
        throw new UserError(
            folder.resolve(jar) + " is missing; build the kit: mvn -DskipTests package");
      }
    }
    return folder;
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static List<String> options() {
    String options = Optional.ofNullable(System.getenv("LEUKOKIT_JAVA_OPTS")).orElse("").strip();
    return options.isEmpty() ? List.of() : Arrays.asList(options.split("\\s+"));
  }

  private void run(PrintWriter console, Path root, Jupyter jupyter) {
    if (jupyter.version("nbconvert").isEmpty()) {
      throw new UserError(NotebookCheck.NO_EXECUTION);
    }
    List<Path> notebooks = chosen.isEmpty() ? all(root.resolve("notebooks")) : chosen;
    double total = 0;
    for (Path notebook : notebooks) {
      if (!Files.isRegularFile(notebook)) {
        throw new UserError("no notebook " + notebook);
      }
      String name = notebook.getFileName().toString().replaceAll("\\.ipynb$", "");
      Path html = out.resolve(name + ".html");
      long began = System.nanoTime();
      jupyter.execute(notebook, html);
      double seconds = (System.nanoTime() - began) / 1e9;
      total += seconds;
      console.printf(Locale.ROOT, "%-60s %6.1f s%n", html, seconds);
      console.flush();
    }
    console.printf(Locale.ROOT, "%s, %.1f s%n", Text.count(notebooks.size(), "notebook"), total);
    console.flush();
  }

  static List<Path> all(Path folder) {
    return Folders.list(folder).stream().filter(f -> f.toString().endsWith(".ipynb")).toList();
  }
}
