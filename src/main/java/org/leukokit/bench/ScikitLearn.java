package org.leukokit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leukokit.base.UserError;

/** The same work in scikit-learn, in a process of its own. */
final class ScikitLearn {
  /** What was measured of one step: seconds and share of right answers, a line a fold. */
  static final class Step {
    double seconds;
    double right;
    int folds;

    double accuracy() {
      return right / folds;
    }
  }

  private ScikitLearn() {}

  /** The interpreter: LEUKOKIT_PYTHON, else Debian's, else the first on the path. */
  static String interpreter() {
    String named = System.getenv("LEUKOKIT_PYTHON");
    if (named != null && !named.isBlank()) {
      return named;
    }
    return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
  }

  /**
   * Runs the script, which prints one JSON object a line.
   *
   * @param versions receives the line in which Python, NumPy and scikit-learn name themselves
   * @return the steps in the order in which they came
   */
  static Map<String, Step> run(
      Path script, Path data, int columns, int folds, int threads, StringBuilder versions)
      throws IOException {
    if (!Files.isRegularFile(script)) {
      throw new UserError(
          "cannot find " + script + "; run the benchmark with the kit's source folder at hand");
    }
    String python = interpreter();
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            script.toString(),
            data.toString(),
            Integer.toString(columns),
            Integer.toString(folds));
    for (String variable : new String[] {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}) {
      builder.environment().put(variable, Integer.toString(threads));
    }
    Path errors = data.resolve("errors.txt");
    builder.redirectError(errors.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UserError(
          "cannot start " + python + "; set LEUKOKIT_PYTHON to a Python with scikit-learn", e);
    }
    Map<String, Step> steps = new LinkedHashMap<>();
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      ObjectMapper mapper = new ObjectMapper();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = mapper.readTree(line);
        if (node.has("versions")) {
          versions.append(node.get("versions").asText());
        } else {
          Step step = steps.computeIfAbsent(node.get("step").asText(), s -> new Step());
          step.seconds += node.get("seconds").asDouble();
          step.right += node.path("accuracy").asDouble(0);
          step.folds++;
        }
      }
      if (process.waitFor() != 0) {
        String said = Files.readString(errors).strip();
        throw new UserError(
            python
                + " could not run scikit-learn: "
                + said.substring(said.lastIndexOf('\n') + 1)
                + "; set LEUKOKIT_PYTHON to a Python with scikit-learn");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("the benchmark was interrupted", e);
    } finally {
      process.destroy();
    }
    return steps;
  }
}
