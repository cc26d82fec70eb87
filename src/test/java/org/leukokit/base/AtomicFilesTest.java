package org.leukokit.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.write(file, "one");
    AtomicFiles.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFiles.write(file, "old");
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    assertTrue(error.getMessage().contains("free some space"), error.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void aFileWhereAFolderMustBeIsOneClearLine() throws IOException {
    Files.writeString(folder.resolve("a"), "x");
    UserError error =
        assertThrows(
            UserError.class, () -> AtomicFiles.write(folder.resolve("a").resolve("b"), "x"));
    assertTrue(error.getMessage().startsWith("cannot write "), error.getMessage());
  }
}
