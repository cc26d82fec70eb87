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
import org.leukokit.base.UserError;

/** One side of a benchmark in a process of its own: a line asks, a line of JSON answers. */
final class SideProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader in;
  private final Writer out;
  private final Path errors;
  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonNode hello;
  private JsonNode latest;

  SideProcess(String name, List<String> command, int threads, Path work) {
    this.name = name;
    this.errors = work.resolve(name + ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    try {
      this.process = builder.start();
      this.in = process.inputReader(StandardCharsets.UTF_8);
      this.out = process.outputWriter(StandardCharsets.UTF_8);
      this.hello = answer();
      this.latest = hello;
    } catch (IOException e) {
      throw new UserError("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  /** What it said when it was ready. */
  JsonNode hello() {
    return hello;
  }

  /** What it said last. */
  JsonNode latest() {
    return latest;
  }

  /** Does something so many times; seconds. */
  double seconds(String what, int times) {
    return ask(what + " " + times);
  }

  /** Takes so many steps under its profiler; seconds. The trace goes to a file. */
  double profile(int steps, Path trace) {
    return ask("profile " + steps + " " + trace);
  }

  private double ask(String line) {
    try {
      out.write(line + "\n");
      out.flush();
      latest = answer();
      return latest.path("seconds").asDouble();
    } catch (IOException e) {
      throw new UserError(name + " no longer answers: " + e.getMessage(), e);
    }
  }

  private JsonNode answer() throws IOException {
    String line = in.readLine();
    if (line == null) {
      String said = Files.readString(errors).strip();
      throw new UserError(
          said.isEmpty()
              ? name + " stopped without a word"
              : name + " stopped: " + said.substring(said.lastIndexOf('\n') + 1));
    }
    return mapper.readTree(line);
  }

  /** The most memory that was resident at once, in MB; −1 where the system doesn't say. */
  double peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(l -> l.startsWith("VmHWM:"))
          .mapToDouble(l -> Double.parseDouble(l.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
