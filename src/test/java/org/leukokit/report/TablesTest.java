package org.leukokit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {
  // Earlier versions of Java say nothing of it; "debug" names every caller, not the first alone.
  @Test
  void tablesDoWithoutMemoryThatJavaWillForbid(@TempDir Path folder) throws Exception {
    assumeTrue(Runtime.version().feature() >= 24, "Java says nothing of sun.misc.Unsafe");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=debug",
                "-cp",
                System.getProperty("java.class.path"),
                OneTable.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(child.waitFor(10, TimeUnit.MINUTES), "the child does not end");
    } finally {
      child.destroyForcibly();
    }
    assertEquals("", text(err));
    assertEquals("a\nb\n", text(out).replace("\r", ""));
    assertEquals(0, child.exitValue());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** The first table of a process is when Tablesaw looks for its readers, through ClassGraph. */
  static final class OneTable {
    public static void main(String[] args) {
      Table.create("t", StringColumn.create("a", "b")).write().csv(System.out);
    }
  }
}
