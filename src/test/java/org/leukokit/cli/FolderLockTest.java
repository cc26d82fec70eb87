package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

@SuppressWarnings("try") // locks are held, not used
class FolderLockTest {
  @TempDir Path folder;

  @Test
  void oneAtATimeAndNothingStays() {
    Path report = folder.resolve("a/b");
    try (FolderLock first = FolderLock.take(report)) {
      UserError error = assertThrows(UserError.class, () -> FolderLock.take(report));
      assertTrue(error.getMessage().contains("another leukokit"), error.getMessage());
      assertTrue(Files.exists(report.resolve(".lock")), "the second attempt left it");
    }
    assertFalse(Files.exists(report.getParent()), "folders that nothing came of");
    try (FolderLock again = FolderLock.take(report)) {
      assertTrue(Files.exists(report.resolve(".lock")));
    }
  }

  @Test
  void whatWasWrittenStays() throws Exception {
    try (FolderLock lock = FolderLock.take(folder)) {
      Files.writeString(folder.resolve("index.html"), "page");
    }
    assertTrue(Files.exists(folder.resolve("index.html")));
    assertFalse(Files.exists(folder.resolve(".lock")));
    // As a killed command leaves it.
    Files.createFile(folder.resolve(".lock"));
    FolderLock.take(folder).close();
    assertFalse(Files.exists(folder.resolve(".lock")));
  }

  @Test
  void aKilledCommandsFilesAreSwept() throws Exception {
    Path stray = folder.resolve("runs/.svm--1." + Long.MAX_VALUE / 10 + "-1.tmp");
    Files.createDirectories(stray);
    try (FolderLock lock = FolderLock.take(folder)) {
      assertFalse(Files.exists(stray));
    }
  }

  @Test
  void aRunToIncludeThatIsNotThereIsRefusedBeforeAnythingIsComputed() {
    Path out = folder.resolve("out");
    Cli refused =
        Cli.run("reproduce", "all", "--out", out, "--include", folder.resolve("mistyped"));
    assertTrue(refused.code() != 0);
    assertTrue(refused.err().contains("mistyped is no run folder"), refused.err());
    assertFalse(Files.exists(out), "nothing was begun");
  }
}
