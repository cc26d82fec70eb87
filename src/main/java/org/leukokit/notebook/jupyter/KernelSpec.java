package org.leukokit.notebook.jupyter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.AtomicFiles;
import org.leukokit.notebook.kernel.KernelStart;

/**
 * A kernel as Jupyter knows it ({@code kernel.json}), by the name that the notebooks ask for.
 *
 * @param argv the command line; Jupyter puts the connection file in
 * @param title the name for people
 * @param environment variables of the kernel's process
 */
public record KernelSpec(List<String> argv, String title, Map<String, String> environment) {
  /** The name that the notebooks ask for. */
  public static final String NAME = "java";

  /** The kernel, as the build calls it. */
  public static final String KERNEL_JAR = "rapaio-jupyter-kernel.jar";

  /** What starts it, as the build calls it. */
  public static final String START_JAR = "leukokit-kernel.jar";

  /** What Jupyter replaces by the file with the ports. */
  public static final String CONNECTION_FILE = "{connection_file}";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the list and the map. */
  public KernelSpec {
    argv = List.copyOf(argv);
    environment = new TreeMap<>(environment);
  }

  /**
   * The kernel that comes from Maven with the libraries.
   *
   * @param java the {@code java} program
   * @param folder where the build put {@link #KERNEL_JAR} and {@link #START_JAR}
   * @param classPath the kit and its libraries, separated as on this machine
   * @param javaOptions more options, such as {@code -Xmx6g}
   */
  public static KernelSpec rapaio(
      Path java, Path folder, String classPath, List<String> javaOptions) {
    List<String> argv = new ArrayList<>();
    argv.add(java.toString());
    argv.add("-Djava.awt.headless=true");
    argv.addAll(javaOptions);
    argv.add("-cp");
    argv.add(folder.resolve(KERNEL_JAR) + File.pathSeparator + folder.resolve(START_JAR));
    argv.add(KernelStart.class.getName());
    argv.add(CONNECTION_FILE);
    return new KernelSpec(
        argv,
        "Java (leukokit)",
        // This kernel separates by semicolons on every system.
        Map.of("RJK_CLASSPATH", classPath.replace(File.pathSeparatorChar, ';')));
  }

  /**
   * A kernel that is installed, with the kit on its class path.
   *
   * @param installed what Jupyter knows of it
   * @param variable the environment variable of its class path
   * @param classPath the kit and its libraries, separated as on this machine
   */
  public static KernelSpec of(InstalledKernel installed, String variable, String classPath) {
    Map<String, String> environment = new TreeMap<>(installed.environment());
    environment.merge(variable, classPath, (old, kit) -> kit + File.pathSeparator + old);
    return new KernelSpec(
        installed.argv().stream()
            .map(a -> a.replace("{resource_dir}", installed.folder().toString()))
            .toList(),
        installed.title() + " (leukokit)",
        environment);
  }

  /**
   * Writes it where Jupyter looks.
   *
   * @param jupyterPath a folder of {@code JUPYTER_PATH}
   * @return {@code kernels/java/kernel.json} in it
   * @throws org.leukokit.base.UserError if it can't be written
   */
  public Path write(Path jupyterPath) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("argv", argv);
    content.put("display_name", title);
    content.put("language", "java");
    content.put("interrupt_mode", "message");
    content.put("env", environment);
    Path file = jupyterPath.resolve("kernels").resolve(NAME).resolve("kernel.json");
    try {
      AtomicFiles.write(
          file, (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }
}
