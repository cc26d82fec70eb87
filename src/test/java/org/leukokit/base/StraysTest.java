package org.leukokit.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StraysTest {
  @TempDir Path folder;

  /** A number that no process has: one that ended and was waited for. */
  private static long gone() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "--version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void removesWhatEndedProcessesLeftAndNothingElse() throws Exception {
    long gone = gone();
    long own = ProcessHandle.current().pid();
    Path killed = Files.createDirectories(folder.resolve("runs/.svm--1234." + gone + "-7.tmp"));
    Files.writeString(killed.resolve("run.json"), "{}");
    Files.writeString(killed.resolve(".cells.csv." + gone + "-9.tmp"), "id");
    Path file = folder.resolve("tables/.results.csv." + gone + "-12.tmp");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a,b");
    // The number is that of a process that began after this was written.
    Path reused = folder.resolve(".index.html." + own + "-3.tmp");
    Files.writeString(reused, "old");
    Files.setLastModifiedTime(reused, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    List<Path> kept =
        List.of(
            folder.resolve(".report.md." + own + "-1.tmp"),
            folder.resolve("runs/.notes.tmp"),
            folder.resolve("runs/cells." + gone + "-7.tmp"),
            folder.resolve("runs/.cells." + gone + "-7.txt"));
    for (Path other : kept) {
      Files.writeString(other, "somebody's");
    }
    assertEquals(3, Strays.sweep(folder));
    assertFalse(Files.exists(killed));
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(reused));
    kept.forEach(other -> assertTrue(Files.exists(other), other.toString()));
    assertEquals(0, Strays.sweep(folder));
  }

  @Test
  void isQuietWhereThereIsNothing() {
    assertEquals(0, Strays.sweep(folder.resolve("not-there")));
  }
}
