package org.leukokit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;

/** A long training takes no more memory than a short one. */
class ResidentMemoryTest {
  /** What the launcher exports: {@code : "${NAME:=value}"}. */
  private static final Pattern EXPORTED =
      Pattern.compile("\\$\\{((?:MALLOC_|GLIBC_)\\w+):=([^}]+)\\}");

  /** What the launcher gives to Java where a network is trained. */
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmn32m");

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc/PID/status")
  void twoHundredStepsOfMobileNetTakeWhatFiftyDo() throws Exception {
    // 1.002 to 1.020 was seen, quiet and under load. The kernel hands out huge pages as it sees
    // fit, which once in a while may cost more; what leaks does so every time.
    double ratio = ratio();
    if (ratio > 1.03) {
      ratio = ratio();
    }
    assertTrue(ratio <= 1.03, "resident memory grew to " + ratio);
  }

  private double ratio() throws Exception {
    String launcher = Files.readString(Path.of("leukokit"));
    assertTrue(launcher.contains(String.join(" ", OPTIONS)), "the launcher's options are others");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                OPTIONS.get(0),
                OPTIONS.get(1),
                "-cp",
                System.getProperty("java.class.path"),
                TrainSide.class.getName(),
                "mobilenet",
                "2",
                "96",
                "2",
                "cpu",
                Path.of("target", "engine").toString())
            .redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    Matcher exported = EXPORTED.matcher(launcher);
    int settings = 0;
    while (exported.find()) {
      environment.put(exported.group(1), exported.group(2));
      settings++;
    }
    assertEquals(5, settings, "the launcher's settings of glibc are written otherwise");
    environment.put("OMP_NUM_THREADS", "2");
    Process process = builder.start();
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        Writer out = process.outputWriter(StandardCharsets.UTF_8)) {
      assertTrue(in.readLine() != null, Files.readString(errors));
      long after50 = residentAfter(50, process, in, out);
      long after200 = residentAfter(150, process, in, out);
      double ratio = (double) after200 / after50;
      System.out.printf(
          Locale.ROOT,
          "resident after 50 steps %d KB, after 200 %d KB: %.4f%n",
          after50,
          after200,
          ratio);
      return ratio;
    } finally {
      Hanging.requireEnd(process.destroyForcibly());
    }
  }

  private static long residentAfter(int steps, Process process, BufferedReader in, Writer out)
      throws IOException {
    out.write("step " + steps + "\n");
    out.flush();
    String answer = in.readLine();
    assertTrue(answer != null && answer.contains("seconds"), answer);
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
