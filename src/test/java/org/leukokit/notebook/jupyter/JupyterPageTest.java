package org.leukokit.notebook.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;

/** A reader opens a notebook in Jupyter's page, runs all cells and sees a table and a plot. */
class JupyterPageTest {
  private static final String REQUIRED = "LEUKOKIT_REQUIRE_JUPYTER";
  private static final Path KERNEL = Path.of("target", "jupyter");

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  @Test
  @Timeout(value = Hanging.MINUTES, unit = TimeUnit.MINUTES)
  void opensRunsAllAndShowsATableAndAPlot() throws Exception {
    Jupyter jupyter = new Jupyter(folder.resolve("jupyter"));
    String version = jupyter.version("notebook").orElse("");
    if (!version.startsWith("6.")) {
      skip("Jupyter Notebook 6 (Debian: jupyter-notebook) is not installed");
    }
    String chromium = program("chromium").or(() -> program("chromium-browser")).orElse("");
    if (chromium.isEmpty()) {
      skip("chromium is not installed");
    }
    for (String jar : List.of(KernelSpec.KERNEL_JAR, KernelSpec.START_JAR)) {
      if (!Files.exists(KERNEL.resolve(jar))) {
        skip(KERNEL.resolve(jar) + " is not there; mvn puts it there before the tests");
      }
    }
    Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
    // A copy: the page saves what it ran.
    Files.copy(
        Path.of("notebooks", "00-start-here.ipynb"), notebooks.resolve("00-start-here.ipynb"));
    KernelSpec.rapaio(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            KERNEL.toAbsolutePath(),
            System.getProperty("java.class.path"),
            List.of())
        .write(jupyter.path());
    int port = freePort();
    Process server = server(jupyter, notebooks, port);
    try {
      awaitServer(server, port);
      String url = "http://127.0.0.1:" + port + "/notebooks/00-start-here.ipynb";
      Path profile = Files.createDirectories(folder.resolve("profile"));
      try (DevTools page = DevTools.open(chromium, profile, url)) {
        look(page);
      }
    } finally {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
      Hanging.requireEnd(server);
    }
  }

  private void look(DevTools page) throws Exception {
    String kernel =
        "typeof Jupyter !== 'undefined' && !!Jupyter.notebook && Jupyter.notebook.kernel";
    page.await("!!(" + kernel + ") && " + kernel + ".is_connected()");
    page.evaluate("Jupyter.notebook.execute_all_cells()");
    String cells = "Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code')";
    page.await(cells + ".every(c => Number.isInteger(c.input_prompt_number))");
    assertEquals(
        "",
        page.evaluate(
                "[...document.querySelectorAll('.output_error')].map(e => e.innerText).join()")
            .asText());
    assertEquals(
        "class,cells,subjects,groups of subjects that share cells",
        page.evaluate(
                "[...document.querySelectorAll('.output_html table')[0].querySelectorAll('th')]"
                    + ".map(e => e.innerText.trim()).join()")
            .asText());
    // The chart is the widest picture, and it was decoded.
    assertEquals(
        1520,
        page.evaluate(
                "Math.max(...[...document.querySelectorAll('.output_html img')]"
                    + ".filter(i => i.complete).map(i => i.naturalWidth))")
            .asInt());
  }

  private Process server(Jupyter jupyter, Path notebooks, int port) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "jupyter",
            "notebook",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            "--port=" + port,
            "--port-retries=0",
            "--NotebookApp.token=",
            "--NotebookApp.password=",
            "--notebook-dir=" + notebooks);
    Map<String, String> environment = builder.environment();
    jupyter.environment(environment);
    // Nothing of, and nothing into, the home of whoever tests.
    for (String name :
        List.of("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")) {
      environment.put(name, Files.createDirectories(folder.resolve(name)).toString());
    }
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  private void awaitServer(Process server, int port) throws Exception {
    while (server.isAlive()) {
      try {
        new java.net.Socket("127.0.0.1", port).close();
        return;
      } catch (java.net.ConnectException e) {
        Thread.sleep(500);
      }
    }
    fail("Jupyter did not come up: " + log());
  }

  private String log() throws Exception {
    Path file = folder.resolve("server.log");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Optional<String> program(String name) {
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(place).resolve(name);
      if (Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  private static void skip(String why) {
    if ("true".equals(System.getenv(REQUIRED))) {
      fail(why + ", but " + REQUIRED + "=true");
    }
    System.out.println("JupyterPageTest skipped: " + why);
    abort(why);
  }
}
