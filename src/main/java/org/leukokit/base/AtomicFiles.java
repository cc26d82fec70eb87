package org.leukokit.base;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are either whole or not there: written aside in the same folder, forced to the disk,
 * then moved into place. A kill at any moment leaves the old file or the new one, and at worst a
 * stray {@code .name.…tmp} that nothing reads.
 */
public final class AtomicFiles {
  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFiles() {}

  /** Writes the content of a file; called once. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything to the stream and leaves it open.
     *
     * @throws IOException if it can't be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a text as UTF-8, whole or not at all. See {@link #write(Path, Content)}. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes, whole or not at all. See {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] bytes) {
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes a file, whole or not at all; folders above it are made.
   *
   * @throws UserError if the disk is full or the folder can't be written, naming the file
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path aside = null;
    try {
      Files.createDirectories(target.getParent());
      aside = aside(target);
      try (FileOutputStream raw = new FileOutputStream(aside.toFile());
          OutputStream out = new BufferedOutputStream(raw, 1 << 16)) {
        content.writeTo(out);
        out.flush();
        raw.getFD().sync();
      }
      move(aside, target);
    } catch (IOException | UncheckedIOException e) {
      deleteQuietly(aside);
      throw cannotWrite(file, e instanceof UncheckedIOException u ? u.getCause() : (IOException) e);
    } catch (RuntimeException e) {
      deleteQuietly(aside);
      throw e;
    }
  }

  /**
   * A name beside the target that no other process and no other thread uses. Not a temporary file
   * of the JDK's, which others could not read once it is in place.
   */
  public static Path aside(Path target) {
    String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    return target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
  }

  /**
   * Moves a finished file into place, replacing what is there.
   *
   * @throws IOException if it can't be moved
   */
  public static void move(Path aside, Path target) throws IOException {
    try {
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The error to show when a file can't be written, with the cure. */
  public static UserError cannotWrite(Path file, IOException cause) {
    String reason = cause instanceof FileSystemException f ? f.getReason() : cause.getMessage();
    String text = reason == null ? cause.getClass().getSimpleName() : reason;
    String cure =
        text.toLowerCase(Locale.ROOT).contains("space")
            ? "free some space or name another folder"
            : "check that the folder can be written or name another one";
    return new UserError("cannot write " + file + ": " + text + "; " + cure, cause);
  }

  private static void deleteQuietly(Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The write failed already, and that is what the user has to hear.
      }
    }
  }
}
