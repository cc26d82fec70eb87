package org.leukokit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.leukokit.base.UserError;

/** The pipeline of bench_features.py in a process of its own, idle between its rounds. */
final class TorchPipeline implements AutoCloseable {
  private final Process process;
  private final BufferedReader in;
  private final Writer out;
  private final Path errors;
  private final Path target;
  private final ObjectMapper mapper = new ObjectMapper();
  private final String versions;

  private TorchPipeline(Process process, Path errors, Path target) throws IOException {
    this.process = process;
    this.errors = errors;
    this.target = target;
    this.in = process.inputReader(StandardCharsets.UTF_8);
    this.out = process.outputWriter(StandardCharsets.UTF_8);
    this.versions = answer().path("versions").asText();
  }

  static TorchPipeline start(FeaturesBench.Options options, List<Path> files, Path work)
      throws IOException {
    if (!Files.isRegularFile(options.script())) {
      throw new UserError(
          "cannot find "
              + options.script()
              + "; run the benchmark with the kit's source folder at hand");
    }
    Path list = work.resolve("files.txt");
    Files.write(list, files.stream().map(Path::toString).toList());
    Path errors = work.resolve("errors.txt");
    Path target = work.resolve("features.f32");
    String python = ScikitLearn.interpreter();
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            options.script().toString(),
            list.toString(),
            options.weights().toString(),
            Integer.toString(options.threads()),
            Integer.toString(options.pythonBatch()),
            target.toString());
    builder.redirectError(errors.toFile());
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(options.threads()));
    try {
      return new TorchPipeline(builder.start(), errors, target);
    } catch (IOException e) {
      throw new UserError(
          "cannot start "
              + python
              + "; set LEUKOKIT_PYTHON to a Python with torch, Pillow and h5py",
          e);
    }
  }

  /** Versions of Python, torch, Pillow and torch's kernels. */
  String versions() {
    return versions;
  }

  /** Sends all images through the pipeline once; seconds. */
  double round() throws IOException {
    out.write("round\n");
    out.flush();
    return answer().path("seconds").asDouble();
  }

  private JsonNode answer() throws IOException {
    String line = in.readLine();
    if (line == null) {
      String said = Files.readString(errors).strip();
      throw new UserError(
          "Python could not run the pipeline: "
              + said.substring(said.lastIndexOf('\n') + 1)
              + "; set LEUKOKIT_PYTHON to a Python with torch, Pillow and h5py");
    }
    return mapper.readTree(line);
  }

  /** The features of the last round; ends the process. */
  float[][] features(int rows, int columns) throws IOException {
    out.write("quit\n");
    out.flush();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new UserError("Python did not write its features");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("the benchmark was interrupted", e);
    }
    return FeaturesBench.readRows(target, rows, columns);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
