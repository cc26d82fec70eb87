package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;

/**
 * The main job in a process of its own, as a user runs it: end to end on phantoms, killed without a
 * chance to tidy up, and run again. Uses SqueezeNet, the smallest network, with random weights.
 */
class KillAndResumeTest {
  @TempDir Path folder;

  private Process start(String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", "-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("org.leukokit.cli.Main");
    command.addAll(List.of("reproduce", "loey2020", "--backbone", "squeezenet", "--folds", "3"));
    command.addAll(List.of("--protocol", "published", "--device", "cpu", "--only", "model-1"));
    command.addAll(List.of("--out", folder.resolve(name).toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LEUKOKIT_HOME", folder.resolve(name + "-home").toString());
    // Random weights, whatever mirror the machine has.
    builder.environment().remove("LEUKOKIT_MIRROR");
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
  }

  private void finish(String name) throws IOException, InterruptedException {
    Process process = start(name);
    Hanging.requireEnd(process);
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
  }

  /** Everything but run.json, which says when it was run, and what is derived from that. */
  private TreeMap<String, byte[]> results(String name) throws IOException {
    Path root = folder.resolve(name);
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = root.relativize(file).toString();
        // A kill in the middle of writing leaves something aside that nothing reads.
        boolean aside = text.matches(".*/\\.[^/]*\\.tmp/.*");
        if (!aside && text.matches(".*(predictions\\.csv|folds\\.csv|tables/.*|\\.png|\\.svg)")) {
          files.put(text, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  @Test
  void aKilledRunEndsWithTheBytesOfAnUninterruptedOne() throws Exception {
    long began = System.nanoTime();
    finish("whole");
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    for (double share : new double[] {0.3, 0.6, 0.8}) {
      Process process = start("killed");
      if (!process.waitFor((long) (whole * share), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    finish("killed");
    TreeMap<String, byte[]> expected = results("whole");
    TreeMap<String, byte[]> actual = results("killed");
    assertEquals(expected.keySet(), actual.keySet());
    // Nine runs with two files each, tables, and every figure twice.
    assertTrue(expected.size() > 18 + 5 + 10, expected.keySet().toString());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
  }
}
