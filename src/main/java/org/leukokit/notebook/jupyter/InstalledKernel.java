package org.leukokit.notebook.jupyter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * A kernel that Jupyter knows.
 *
 * @param name its name, such as {@code java}
 * @param folder the folder of its {@code kernel.json}
 * @param title its name for people
 * @param argv its command line
 * @param environment variables of its process
 */
public record InstalledKernel(
    String name, Path folder, String title, List<String> argv, Map<String, String> environment) {
  /** Copies the list and the map. */
  public InstalledKernel {
    argv = List.copyOf(argv);
    environment = new TreeMap<>(environment);
  }

  /**
   * What {@code jupyter kernelspec list --json} says.
   *
   * @throws UserError if it is no such text
   */
  public static List<InstalledKernel> parse(String json) {
    List<InstalledKernel> kernels = new ArrayList<>();
    try {
      JsonNode all = new ObjectMapper().readTree(json).path("kernelspecs");
      all.properties()
          .forEach(
              entry -> {
                JsonNode spec = entry.getValue().path("spec");
                List<String> argv = new ArrayList<>();
                spec.path("argv").forEach(a -> argv.add(a.asText()));
                Map<String, String> environment = new TreeMap<>();
                spec.path("env")
                    .properties()
                    .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
                kernels.add(
                    new InstalledKernel(
                        entry.getKey(),
                        Path.of(entry.getValue().path("resource_dir").asText()),
                        spec.path("display_name").asText(entry.getKey()),
                        argv,
                        environment));
              });
    } catch (JsonProcessingException e) {
      throw new UserError("Jupyter's list of kernels can't be read: " + e.getOriginalMessage(), e);
    }
    return kernels;
  }

  /** Whether its command line, title or name names a program, in any case. */
  boolean mentions(String program) {
    return (name + " " + title + " " + String.join(" ", argv) + " " + folder)
        .toLowerCase(Locale.ROOT)
        .contains(program);
  }
}
