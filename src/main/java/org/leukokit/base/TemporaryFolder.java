package org.leukokit.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone when it is closed. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one in the system's folder for temporary files.
   *
   * @throws UserError if it can't be made
   */
  public static TemporaryFolder open() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("leukokit-"));
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Folders.delete(path);
    } catch (IOException e) {
      // What stays in a temporary folder is the system's to clean.
    }
  }
}
