package org.leukokit.data;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.leukokit.base.UserError;

/** What lies in the kit's folder: its parts, how large they are, and how they are cleared. */
public final class HomeContents {
  /** A part of the kit's folder. */
  public enum Part {
    /** Features that networks computed. */
    FEATURES("features", "features of images, computed again when needed"),
    /** Rasters of {@link RasterCache}. */
    RASTERS("rasters", "images as networks see them, made again when needed"),
    /** What has come of files that are being fetched. */
    PARTIAL("partial", "parts of files that are not fetched to their end"),
    /** Files by hash. */
    FILES("sha256", "fetched and imported files, by hash"),
    /** The unpacked libtorch. */
    ENGINE("engine", "libtorch, unpacked again when needed");

    private final String folder;
    private final String description;

    Part(String folder, String description) {
      this.folder = folder;
      this.description = description;
    }

    /** The name of its folder. */
    public String folder() {
      return folder;
    }

    /** What it is, for people. */
    public String description() {
      return description;
    }
  }

  /**
   * How large a part is.
   *
   * @param files how many files
   * @param bytes their sizes together
   */
  public record Size(long files, long bytes) {}

  private HomeContents() {}

  /** The size of a part; nothing if it isn't there. */
  public static Size size(Path home, Part part) {
    Counter counter = new Counter(false);
    walk(home.resolve(part.folder()), counter);
    return new Size(counter.files, counter.bytes);
  }

  /**
   * Deletes a part. Kits that are running make again what they miss.
   *
   * @return what was deleted
   * @throws UserError if something can't be deleted, naming it
   */
  public static Size clear(Path home, Part part) {
    Counter counter = new Counter(true);
    walk(home.resolve(part.folder()), counter);
    return new Size(counter.files, counter.bytes);
  }

  private static void walk(Path folder, Counter counter) {
    try {
      Files.walkFileTree(folder, counter);
    } catch (NoSuchFileException e) {
      // It isn't there, or somebody else deleted it just now.
    } catch (IOException e) {
      throw new UserError(
          folder + " can't be cleared or looked into: " + e + "; check its permissions", e);
    }
  }

  /** Links are not followed: what they lead to is not the kit's. */
  private static final class Counter extends SimpleFileVisitor<Path> {
    private final boolean delete;
    private long files;
    private long bytes;

    Counter(boolean delete) {
      this.delete = delete;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!delete || Files.deleteIfExists(file)) {
        files++;
        bytes += attributes.size();
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      if (delete) {
        try {
          Files.deleteIfExists(folder);
        } catch (java.nio.file.DirectoryNotEmptyException again) {
          // A running kit wrote to it meanwhile; that stays.
        }
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
