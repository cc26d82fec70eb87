package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;
import org.leukokit.base.UserError;
import org.leukokit.net.ComputeDevice;
import org.leukokit.paper.Paper;
import picocli.CommandLine.Model.CommandSpec;

class SideStudiesTest {
  private static final ComputeDevice SECOND = ComputeDevice.parse("gpu:1");

  private static CommandSpec command(String... words) {
    return Main.line().parseArgs(words).subcommand().commandSpec();
  }

  @Test
  void theComparisonHasTheFirstDeviceAndThePapersGoRound() {
    assertEquals(List.of(0, 0, 0), lanes(1));
    assertEquals(List.of(1, 0, 1), lanes(2));
    assertEquals(List.of(1, 2, 0), lanes(3));
    assertEquals(List.of(1, 2, 3), lanes(4));
    assertEquals(List.of(1, 2, 3), lanes(8));
  }

  private static List<Integer> lanes(int devices) {
    return IntStream.range(0, Paper.all().size())
        .mapToObj(i -> SideStudies.lane(i, devices))
        .toList();
  }

  @Test
  void aPapersCommandHasEveryOptionOfTheWholeButItsDevice() {
    CommandSpec all =
        command(
            "reproduce",
            "all",
            "--data",
            "all",
            "--protocol=all",
            "--backbone",
            "mobilenet",
            "--include",
            "x",
            "--keep-models",
            "--parts",
            "fold_0,fold_1",
            "--seed",
            "7",
            "--device",
            "gpu:0,gpu:1",
            "--scale",
            "FULL",
            "--debug");
    List<String> first = PaperProcess.words(all, Paper.named("loey2020"), SECOND);
    assertEquals(List.of("reproduce", "loey2020"), first.subList(0, 2));
    assertEquals(
        List.of(
            "--backbone=mobilenet",
            "--data=all",
            "--debug",
            "--device=gpu:1",
            "--keep-models",
            "--parts=fold_0,fold_1",
            "--protocol=all",
            "--scale=FULL",
            "--seed=7",
            "--yes"),
        first.stream().skip(2).sorted().toList());
    // The choice of a network for features is the first paper's alone.
    List<String> second = PaperProcess.words(all, Paper.named("oliveira2021"), SECOND);
    assertFalse(second.contains("--backbone=mobilenet"));
    assertEquals(first.size() - 1, second.size());
    // What was made of the words is a command again.
    Main.line().parseArgs(first.toArray(String[]::new));
    Main.line().parseArgs(second.toArray(String[]::new));
  }

  @Test
  void aStudyElsewhereThatStopsSaysWhyAndTheOthersGoOn(@TempDir Path folder) {
    CommandSpec all =
        command(
            "reproduce",
            "all",
            "--data",
            folder.resolve("gone").toString(),
            "--out",
            folder.resolve("out").toString());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (SideStudies beside =
        SideStudies.start(List.of(ComputeDevice.CPU, ComputeDevice.CPU), all, out)) {
      assertFalse(beside.has(Paper.named("oliveira2021")));
      for (String paper : List.of("loey2020", "mondal2021")) {
        assertTrue(beside.has(Paper.named(paper)));
        UserError e = assertThrows(UserError.class, () -> beside.await(Paper.named(paper)));
        assertTrue(e.getMessage().startsWith(paper + " on cpu stopped with exit code 1: "));
        assertTrue(e.getMessage().contains("gone"), e.getMessage());
      }
    }
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("mondal2021: leukokit: "));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  @Timeout(value = Hanging.MINUTES, unit = TimeUnit.MINUTES)
  void closingEndsWhatStillRuns(@TempDir Path folder) throws InterruptedException {
    CommandSpec all = command("reproduce", "all", "--out", folder.toString());
    long before = children();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (SideStudies beside =
        SideStudies.start(List.of(ComputeDevice.CPU, ComputeDevice.CPU), all, out)) {
      while (children() == before) {
        Thread.sleep(10);
      }
      assertEquals(before + 1, children());
      assertTrue(beside.has(Paper.named("loey2020")));
    }
    assertEquals(before, children());
    assertFalse(Files.exists(folder.resolve("mondal2021")));
  }

  private static long children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  @Test
  void severalDevicesGoWithTheWholeAlone() {
    Cli one = Cli.run("reproduce", "loey2020", "--device", "cpu,cpu");
    assertEquals(1, one.code());
    assertEquals(
        "leukokit: --device cpu,cpu: several devices go with 'reproduce all' alone",
        one.err().strip());
    Cli twice = Cli.run("reproduce", "all", "--device", "gpu:1,gpu:1");
    assertEquals(
        "leukokit: --device gpu:1,gpu:1 names gpu:1 twice; name it once", twice.err().strip());
    Cli gone = Cli.run("reproduce", "all", "--device", "cpu,gpu:97", "--out", "target/none");
    assertEquals(1, gone.code());
    assertTrue(gone.err().contains("device gpu:97 was asked for"), gone.err());
  }
}
