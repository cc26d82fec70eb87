package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of wrong input: one line, an exit code, nothing half-written. */
class MainTest {
  @TempDir Path folder;

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(args);
      return new Outcome(
          code, seen.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private void refused(List<String> parts, String... args) throws IOException {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--out", folder.resolve("out").toString()));
    Outcome outcome = run(all.toArray(String[]::new));
    assertEquals(1, outcome.code(), outcome.err());
    List<String> lines = outcome.err().lines().filter(l -> l.startsWith("leukokit: ")).toList();
    assertEquals(1, lines.size(), outcome.err());
    assertFalse(outcome.err().contains("\tat "), outcome.err());
    for (String part : parts) {
      assertTrue(lines.get(0).contains(part), lines.get(0));
    }
    if (Files.exists(folder.resolve("out"))) {
      try (Stream<Path> left = Files.walk(folder.resolve("out"))) {
        List<Path> files =
            left.filter(Files::isRegularFile).filter(f -> !f.endsWith(".lock")).toList();
        assertEquals(List.of(), files);
      }
    }
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() throws IOException {
    refused(List.of("unknown paper 'nobody1999'", "loey2020"), "reproduce", "nobody1999");
    refused(
        List.of("unknown protocol 'lax'", "group-disjoint", "all"),
        "reproduce",
        "loey2020",
        "--protocol",
        "lax");
    refused(
        List.of("lenet", "alexnet", "mobilenet"), "reproduce", "loey2020", "--backbone", "lenet");
    refused(List.of("no feature layer 'fc9'", "fc7"), "reproduce", "loey2020", "--layer", "fc9");
    refused(
        List.of("nowhere", "cnmc2019-sample", "phantom"),
        "reproduce",
        "loey2020",
        "--data",
        "nowhere");
    refused(List.of("tpu", "auto", "cpu", "gpu"), "reproduce", "loey2020", "--device", "tpu");
    refused(
        List.of("mirror", "not a folder"),
        "reproduce",
        "loey2020",
        "--mirror",
        folder.resolve("no").toString());
    refused(List.of("threads must be 1 to 256", "0"), "reproduce", "loey2020", "--threads", "0");
    refused(
        List.of("--weights", "no.h5", "not a file"),
        "reproduce",
        "loey2020",
        "--weights",
        folder.resolve("no.h5").toString());
    refused(
        List.of("no pretrained weights of alexnet", "--weights random"),
        "reproduce",
        "loey2020",
        "--weights",
        "pretrained");
    refused(List.of("folds", "at least 2"), "reproduce", "loey2020", "--folds", "1");
  }

  @Test
  void anUnreadableImageIsNamed() throws IOException {
    for (String label : List.of("all", "hem")) {
      Path cells = Files.createDirectories(folder.resolve("data").resolve(label));
      for (int i = 1; i <= 12; i++) {
        String name =
            label.equals("all") ? "UID_" + i + "_1_1_all.bmp" : "UID_H" + i + "_1_1_hem.bmp";
        Files.writeString(cells.resolve(name), "this is no picture " + label + i);
      }
    }
    refused(
        List.of(".bmp"),
        "reproduce",
        "loey2020",
        "--data",
        folder.resolve("data").toString(),
        "--backbone",
        "squeezenet");
  }

  /** Four cells of each class: fewer to train on than a batch of mondal2021's smoke scale. */
  @Test
  void tooFewCellsForABatchLeaveNothingBehind() throws IOException {
    for (String label : List.of("all", "hem")) {
      Path cells = Files.createDirectories(folder.resolve("few").resolve(label));
      for (int i = 1; i <= 4; i++) {
        BufferedImage cell = new BufferedImage(450, 450, BufferedImage.TYPE_INT_RGB);
        cell.setRGB(200 + i, 200, label.equals("all") ? 0xff0000 : 0x0000ff);
        String name = "UID_" + (label.equals("all") ? "" : "H") + i + "_1_1_" + label + ".bmp";
        assertTrue(ImageIO.write(cell, "bmp", cells.resolve(name).toFile()));
      }
    }
    Path out = folder.resolve("out-of-few");
    Outcome outcome =
        run(
            "reproduce",
            "mondal2021",
            "--only",
            "mobilenet-300",
            "--weights",
            "random",
            "--device",
            "cpu",
            "--data",
            folder.resolve("few").toString(),
            "--out",
            out.toString());
    assertEquals(1, outcome.code(), outcome.out());
    assertTrue(
        outcome.err().contains("a batch of 8 is larger than the 4 training examples"),
        outcome.err());
    assertFalse(Files.exists(out), "no runs of the controls, nor a plan");
  }

  @Test
  void aWrongHashInTheMirrorIsNamed() throws IOException {
    Path mirror = Files.createDirectories(folder.resolve("mirror/sha256"));
    String hash = "82839f1ecffd51fa19e4f3808bb63226cc8001d612b71c8c5aaf4e4deb7a9c42";
    Files.writeString(mirror.resolve(hash), "something else");
    refused(
        List.of(hash),
        "reproduce",
        "loey2020",
        "--data",
        "cnmc2019-sample",
        "--mirror",
        folder.resolve("mirror").toString());
  }

  @Test
  void aFileWhereTheReportMustGoIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    Outcome outcome = run("reproduce", "loey2020", "--out", file.toString());
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains("cannot write"), outcome.err());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void helpAndUsage() {
    Outcome help = run("--help");
    assertEquals(0, help.code());
    assertTrue(help.out().contains("leukokit reproduce loey2020"));
    assertEquals(0, run("reproduce", "--help").code());
    assertEquals(0, run("doctor", "--help").code());
    Outcome wrong = run("reproduce", "loey2020", "--no-such-option");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("--no-such-option"));
    assertTrue(run("--version").out().startsWith("leukokit "));
  }

  @Test
  void twoCommandsDoNotWriteOneReport() {
    try (FolderLock lock = FolderLock.take(folder.resolve("out/loey2020"))) {
      assertTrue(lock != null);
      Outcome outcome = run("reproduce", "loey2020", "--out", folder.resolve("out").toString());
      assertEquals(1, outcome.code());
      assertTrue(outcome.err().contains("another leukokit is writing"), outcome.err());
    }
  }
}
