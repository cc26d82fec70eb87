package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;

/** A machine whose hypervisor hides the caches, made of this one: see {@link HiddenCaches}. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OneDnnCachesTest {
  @TempDir static Path folder;
  private static Path agent;

  @BeforeAll
  static void makeAgent() throws IOException {
    agent = HiddenCaches.agent(folder.resolve("hidden.jar"));
  }

  private record Ended(int code, String text) {}

  /**
   * A fine-tuning's steps, features and maps: every command that computes MobileNet, in a process
   * of its own.
   */
  private static Ended command(String name, List<String> java, String... words) throws Exception {
    Path log = folder.resolve(name + ".log");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-XX:ErrorFile=/dev/null",
                "-XX:-CreateCoredumpOnCrash"));
    line.addAll(java);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.leukokit.cli.Main"));
    line.addAll(List.of(words));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(Hanging.MINUTES, TimeUnit.MINUTES), "hangs");
    return new Ended(process.exitValue(), Files.readString(log));
  }

  private static Ended train(String name, List<String> java) throws Exception {
    return command(
        name,
        java,
        "train",
        "--backbone",
        "mobilenet",
        "--weights",
        "random",
        "--epochs",
        "1",
        "--size",
        "96",
        "--batch",
        "8",
        "--device",
        "cpu",
        "--out",
        folder.resolve(name).toString());
  }

  private static List<String> hidden() throws IOException {
    // A folder without /proc and /sys stands for a machine that shows no caches.
    Path nothing = Files.createDirectories(folder.resolve("nothing"));
    return List.of("-javaagent:" + agent, "-D" + Processor.ROOT + "=" + nothing);
  }

  /** Without this the other tests would show nothing. */
  @Test
  void unmendedTheProcessEndsBySignal() throws Exception {
    assumeTrue(
        Processor.here().showsCaches(), "this machine hides its caches itself, and is mended");
    Ended ended = train("unmended", List.of("-javaagent:" + agent));
    assertNotEquals(0, ended.code(), ended.text());
    assertTrue(
        ended.text().contains("SIGFPE") && ended.text().contains("est_eff_1x1"), ended.text());
  }

  @Test
  void whereCachesAreHiddenAMobileNetIsTrained() throws Exception {
    Ended ended = train("mended", hidden());
    assertEquals(0, ended.code(), ended.text());
  }

  @Test
  void doctorSaysSo() throws Exception {
    Ended ended = command("doctor", hidden(), "doctor", "--device", "cpu");
    assertTrue(ended.text().contains("oneDNN was told to guess"), ended.text());
    assertFalse(
        command("plain", List.of(), "doctor", "--device", "cpu").text().contains("told to guess")
            && Processor.here().showsCaches());
  }

  @Test
  void cachesAsProcessorsHaveThemAreLeftAlone() {
    TestRuntime.get();
    OneDnnCaches caches = OneDnnCaches.of(HiddenCaches.loaded().orElseThrow()).orElseThrow();
    int levels = caches.levels();
    assertEquals(Processor.here().showsCaches(), levels > 0);
    assertFalse(caches.mend());
    assertEquals(levels, caches.levels());
    assertTrue(OneDnnCaches.of(Path.of("libnothing.so")).isEmpty());
  }

  @Test
  void whatLinuxShows() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path info = Files.createDirectories(root.resolve("proc")).resolve("cpuinfo");
    Files.writeString(
        info,
        "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 26\nmodel\t\t: 2\n"
            + "stepping\t: 1\nflags\t\t: fpu avx2 topoext\n\nprocessor\t: 1\n");
    Processor hidden = Processor.under(root, "amd64");
    assertEquals("AuthenticAMD family 26 model 2 stepping 1", hidden.name());
    assertFalse(hidden.showsCaches());
    assertEquals("no caches shown", hidden.cachesText());
    int index = 0;
    for (String[] cache :
        new String[][] {
          {"1", "Data", "32K"}, {"1", "Instruction", "32K"}, {"2", "Unified", "1024K"}
        }) {
      Path at =
          Files.createDirectories(
              root.resolve("sys/devices/system/cpu/cpu0/cache/index" + index++));
      Files.writeString(at.resolve("level"), cache[0] + "\n");
      Files.writeString(at.resolve("type"), cache[1] + "\n");
      Files.writeString(at.resolve("size"), cache[2] + "\n");
    }
    assertTrue(Processor.under(root, "amd64").showsCaches());
    Files.writeString(info, Files.readString(info).replace(" topoext", ""));
    assertFalse(Processor.under(root, "amd64").showsCaches(), "Linux shows older leaves there");
  }
}
